"""Which forms keep drafts, what one draft is about, and which number its next text has. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

Values = Mapping[str, str]


class FormKind(StrEnum):
    """The forms whose text is kept before it is sent."""

    CHOOSE_HOME = "CHOOSE_HOME"
    DECIDE_PROPOSAL = "DECIDE_PROPOSAL"
    WITHDRAW_PROPOSAL = "WITHDRAW_PROPOSAL"
    KEEP_APART = "KEEP_APART"
    POLICE_ASSESSMENT = "POLICE_ASSESSMENT"

    @property
    def swedish(self) -> str:
        """Give the form's name on the screens."""
        return _SWEDISH[self]


_SWEDISH = {
    FormKind.CHOOSE_HOME: "Val av hem",
    FormKind.DECIDE_PROPOSAL: "Beslut om förslag",
    FormKind.WITHDRAW_PROPOSAL: "Ta tillbaka förslag",
    FormKind.KEEP_APART: "Håll två isär",
    FormKind.POLICE_ASSESSMENT: "Polisens bedömning",
}


@dataclass(frozen=True, slots=True)
class DraftKey:
    """What a draft is about. Whoever makes one has passed the wall of its case.

    :ivar case_id: the case by whose wall it is seen; None where the form is about no case.
    :ivar subject: the home or placement.
    """

    form: FormKind
    case_id: UUID | None = None
    subject: UUID | None = None


def next_revision(last: int, now: datetime) -> int:
    """Give a number that no earlier text of any draft of the same key has had, also not one that is discarded."""
    return max(last + 1, int(now.timestamp() * 1000))
