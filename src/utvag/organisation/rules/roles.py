"""The words of the organisation: which roles there are. A role alone opens no case."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What an employee does; the text is the Swedish word on the screens.

    COMMITTEE is the committee's secretary: she enters what the committee has decided, and decides nothing herself.
    ADMINISTRATOR keeps accounts and reads nothing of any person; REVIEWER reviews the log from outside the unit;
    AUDITOR sees how the system is built and how it has been used, and no person. PROVIDER is somebody at a provider who
    receives placements, by code; CONTROLLER follows what they cost. These three see nothing without an assignment.
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
    PROVIDER = "PROVIDER"
    CONTROLLER = "CONTROLLER"

    @property
    def swedish(self) -> str:
        """Give the role's name on the screens."""
        return _SWEDISH[self]


#: Who is ever named on a case; all others come to one, if at all, by rules of their own.
WORKS_ON_CASES: Final = frozenset({Role.COORDINATOR, Role.CASE_WORKER, Role.SECTION_HEAD, Role.ON_CALL})
#: Who sees no case at all, also where a naming of an earlier role still stands.
SEES_NO_CASE: Final = frozenset({Role.ADMINISTRATOR})

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
    Role.PROVIDER: "Utförare",
    Role.CONTROLLER: "Controller",
}
