"""The words of plans. No Django here."""

from enum import StrEnum


class PlanKind(StrEnum):
    """A care plan is the whole household's; a safety plan is one person's, each child's too."""

    CARE = "CARE"
    SAFETY = "SAFETY"

    @property
    def swedish(self) -> str:
        """Give the kind's name on the screens."""
        return "Vårdplan" if self is PlanKind.CARE else "Säkerhetsplan"
