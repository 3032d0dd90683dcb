"""What is known in a case of the two definitions and of custody: written anew when it changes. No Django here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from utvag.cases.rules.intake import Answer, Custody


class ToldRefusal(StrEnum):
    """Why a new version cannot be written."""

    RELEASE_PASSED = "RELEASE_PASSED"
    RELEASE_WHEN_FREE = "RELEASE_WHEN_FREE"
    UNCHANGED = "UNCHANGED"


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """What a version says. Both definitions are always answered, if only by that nobody knows. Never printed.

    :ivar why: what it rests on, or what has changed.
    """

    custody: Custody
    release_date: date | None
    meets_police_definition: Answer
    meets_national_definition: Answer
    why: str = ""


def refused_standing(new: Standing, latest: Standing | None, *, today: date) -> ToldRefusal | None:
    """Refuse a day of release for one who is free, one that has been, and a version that says nothing new."""
    if new.release_date is not None and new.custody is Custody.FREE:
        return ToldRefusal.RELEASE_WHEN_FREE
    if new.release_date is not None and new.release_date < today:
        return ToldRefusal.RELEASE_PASSED
    return ToldRefusal.UNCHANGED if latest is not None and _facts(new) == _facts(latest) else None


def _facts(one: Standing) -> tuple[object, ...]:
    return (one.custody, one.release_date, one.meets_police_definition, one.meets_national_definition)
