"""What the committee has decided at its meeting: the minutes, the day, how long its secretary may read. No Django."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from utvag.decisions.rules.words import Refusal

# To read what she entered and to send the notice; our own choice, as long as the time to appeal.
TO_READ: Final = timedelta(weeks=3)


@dataclass(frozen=True, slots=True)
class Minutes:
    """Where the committee's decision is written. Never printed.

    :ivar section: the paragraph of the minutes, without its sign.
    """

    number: str = field(repr=False)
    section: str = field(repr=False)

    @property
    def text(self) -> str:
        """Give the minutes as they are cited."""
        return f"protokoll {self.number} § {self.section}"


def refused_meeting(minutes: Minutes, meeting_date: date, *, proposed: date, today: date) -> Refusal | None:
    """Refuse a decision without its minutes, or of a day on which the committee cannot have had the proposal.

    What a committee decides stands in the minutes of its meeting; a decision is made by nobody else in its name.
    """
    if not minutes.number.strip() or not minutes.section.strip():
        return Refusal.MINUTES_MISSING
    if meeting_date > today:
        return Refusal.MEETING_TO_COME
    return Refusal.MEETING_BEFORE_PROPOSAL if meeting_date < proposed else None


def entered_still_open_from(today: date) -> date:
    """Give the first day of entry whose decisions the secretary may still read."""
    return today - TO_READ
