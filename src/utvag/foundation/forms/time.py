"""A time of day as one text field: 14.30 is asked for, other clear ways of writing it are understood."""

import re
from datetime import time
from typing import Final

from django import forms

TIME: Final = re.compile(r"(?:kl(?:ockan|\.)? ?)?(\d{1,2})[.:,]?(\d{2})", re.IGNORECASE)
WHAT_TIME_TO_WRITE: Final = "Skriv klockslaget som timme.minut, till exempel 14.30"


def parse_time(text: str) -> time | None:
    """Read a time of day; None where it is none."""
    found = TIME.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    try:
        return time(int(found[1]), int(found[2]))
    except ValueError:
        return None


class TimeField(forms.Field):
    """A time of day. Shown as 14.30."""

    widget = forms.TextInput
    default_error_messages = {"invalid": WHAT_TIME_TO_WRITE}  # noqa: RUF012  # Django's own way

    def __init__(self, *, label: str, required: bool = True, help_text: str = "Till exempel 14.30") -> None:
        super().__init__(label=label, required=required, help_text=help_text)

    def to_python(self, value: object) -> time | None:
        """Read the time.

        :raises ValidationError: when it cannot be read.
        """
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        found = parse_time(str(value))
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        """Ask for a narrow field without the browser's own suggestions."""
        return {**super().widget_attrs(widget), "data-width": "date", "autocomplete": "off"}
