"""The form that asks for the months of the figures."""

from typing import Any, Final

from utvag.cases.rules.figures import LONGEST, whole_months
from utvag.foundation import forms

ORDER: Final = "Skriv en dag som kommer samtidigt med eller efter den första."
TOO_LONG: Final = "Fråga om högst tio år i taget."


class MonthsOfFigures(forms.Form):
    """From which day until which; whole months are counted."""

    first = forms.DateField(label="Från och med", help_text="Till exempel 2026-01-01. Hela månaden räknas.")
    last = forms.DateField(label="Till och med", help_text="Till exempel 2026-12-31. Hela månaden räknas.")

    def clean(self) -> dict[str, Any]:
        """Refuse a time that goes backwards, or is too long."""
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last:
            if last < first:
                self.add_error("last", ORDER)
            elif whole_months(first, last).count > LONGEST:
                self.add_error("last", TOO_LONG)
        return given
