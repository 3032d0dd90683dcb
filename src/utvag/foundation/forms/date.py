"""A date as one text field: 2026-12-24 is asked for, other clear ways of writing a day are understood."""

import re
from datetime import date
from typing import Final

from django import forms

MONTHS: Final = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212./", "-"))
QUOTES: Final = "\"'\u201c\u201d\u201e\u2019\u00bb\u00ab"
YEAR_FIRST: Final = re.compile(r"(\d{4})[- ](\d{1,2})[- ](\d{1,2})|(\d{4})(\d{2})(\d{2})")
DAY_FIRST: Final = re.compile(r"(\d{1,2})[- ](\d{1,2})[- ](\d{4})")
DAY_WITH_MONTH_NAME: Final = re.compile(r"(?:den )?(\d{1,2}):?e? ([a-z]{3,9}) (\d{4})")
WHAT_TO_WRITE: Final = "Skriv datumet som år-månad-dag, till exempel 2026-12-24"


def parse_date(text: str) -> date | None:
    """Read a day as people write it in Sweden; None where it is no day or could mean two."""
    plain = " ".join(text.strip().strip(QUOTES).split()).lower().replace(". ", " ")
    numbers = plain.translate(DASHES)
    if found := YEAR_FIRST.fullmatch(numbers):
        year, month, day = (int(part) for part in found.groups() if part)
    elif found := DAY_FIRST.fullmatch(numbers):
        day, month, year = (int(part) for part in found.groups())
    elif (found := DAY_WITH_MONTH_NAME.fullmatch(plain)) and found[2][:3] in MONTHS:
        day, month, year = int(found[1]), MONTHS.index(found[2][:3]) + 1, int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


class DateField(forms.Field):
    """A day. Shown as 2026-12-24."""

    widget = forms.TextInput
    default_error_messages = {"invalid": WHAT_TO_WRITE}  # noqa: RUF012  # Django's own way

    def __init__(self, *, label: str, required: bool = True, help_text: str = "Till exempel 2026-12-24") -> None:
        super().__init__(label=label, required=required, help_text=help_text)

    def to_python(self, value: object) -> date | None:
        """Read the day.

        :raises ValidationError: when it cannot be read.
        """
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        found = parse_date(str(value))
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        """Ask for a narrow field without the browser's own suggestions."""
        return {**super().widget_attrs(widget), "data-width": "date", "autocomplete": "off"}
