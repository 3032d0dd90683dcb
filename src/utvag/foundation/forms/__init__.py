"""Forms with GOV.UK's markup and Swedish messages that say what to write.

Import this module instead of `django.forms`: it gives the fields and widgets that have markup here.
"""

from django.forms import (
    BooleanField,
    CharField,
    CheckboxInput,
    CheckboxSelectMultiple,
    ChoiceField,
    FileField,
    FileInput,
    HiddenInput,
    IntegerField,
    MultipleChoiceField,
    PasswordInput,
    RadioSelect,
    Select,
    Textarea,
    TextInput,
    UUIDField,
    ValidationError,
)

from utvag.foundation.forms.date import DateField, parse_date
from utvag.foundation.forms.form import Form
from utvag.foundation.forms.renderer import GovukRenderer
from utvag.foundation.forms.time import TimeField, parse_time

__all__ = (
    "BooleanField",
    "CharField",
    "CheckboxInput",
    "CheckboxSelectMultiple",
    "ChoiceField",
    "DateField",
    "FileField",
    "FileInput",
    "Form",
    "GovukRenderer",
    "HiddenInput",
    "IntegerField",
    "MultipleChoiceField",
    "PasswordInput",
    "RadioSelect",
    "Select",
    "TextInput",
    "Textarea",
    "TimeField",
    "UUIDField",
    "ValidationError",
    "parse_date",
    "parse_time",
)
