"""Changes of an account that need two: one administrator proposes, somebody else confirms."""

from enum import StrEnum
from typing import Final

from utvag.organisation.rules.roles import Role

#: Who may confirm what an administrator has proposed.
MAY_CONFIRM: Final = (Role.ADMINISTRATOR, Role.SECTION_HEAD)


class ChangeKind(StrEnum):
    """What is proposed: a role (a new account's first one too), or an invitation to a new key."""

    ROLE = "ROLE"
    INVITATION = "INVITATION"

    @property
    def swedish(self) -> str:
        """Give the change's name on the screens."""
        return "Roll" if self is ChangeKind.ROLE else "Ny nyckel"


class ChangeState(StrEnum):
    """Where a proposal stands."""

    PROPOSED = "PROPOSED"
    CONFIRMED = "CONFIRMED"
    DECLINED = "DECLINED"
