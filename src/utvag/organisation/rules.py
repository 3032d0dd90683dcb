"""The words of the organisation: which roles there are, and how fresh a touch must be. A role alone opens no case."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

#: How long a shown key stands for the one who showed it.
TOUCH_IS_FRESH: Final = timedelta(minutes=2)


class Role(StrEnum):
    """What an employee does; the text is the Swedish word on the screens.

    COMMITTEE is the committee's secretary: she enters what the committee has decided, and decides nothing herself.
    ADMINISTRATOR keeps accounts and reads nothing of any person; REVIEWER reviews the log from outside the unit;
    AUDITOR sees how the system is built and how it has been used, and no person.
    """

    COORDINATOR = "COORDINATOR"
    CASE_WORKER = "CASE_WORKER"
    SECTION_HEAD = "SECTION_HEAD"
    ON_CALL = "ON_CALL"
    COMMITTEE = "COMMITTEE"
    POLICE_LIAISON = "POLICE_LIAISON"
    ADMINISTRATOR = "ADMINISTRATOR"
    REVIEWER = "REVIEWER"
    AUDITOR = "AUDITOR"

    @property
    def swedish(self) -> str:
        """Give the role's name on the screens."""
        return _SWEDISH[self]


_SWEDISH = {
    Role.COORDINATOR: "Samordnare",
    Role.CASE_WORKER: "Handläggare",
    Role.SECTION_HEAD: "Sektionschef",
    Role.ON_CALL: "Socialjour",
    Role.COMMITTEE: "Utskottets sekreterare",
    Role.POLICE_LIAISON: "Polissamverkan",
    Role.ADMINISTRATOR: "Administratör",
    Role.REVIEWER: "Granskare av loggen",
    Role.AUDITOR: "Revisor",
}


class Refusal(StrEnum):
    """Why the organisation's own acts cannot be done."""

    TOUCH_NEEDED = "TOUCH_NEEDED"


def oldest_fresh(now: datetime) -> datetime:
    """Give the moment before which a touch is too old."""
    return now - TOUCH_IS_FRESH
