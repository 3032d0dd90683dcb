"""The form of a note. It looks at shape only: that something is written, and when it happened."""

from typing import Final

from utvag.foundation import forms
from utvag.foundation.clock import moment_of
from utvag.journal.rules import WRITTEN_KINDS, NoteKind, Written

LONGEST_HEADING: Final = 120
LONGEST_TEXT: Final = 20_000


class _Moment(forms.Form):
    """When it happened."""

    day = forms.DateField(label="Vilken dag hände det?")
    time = forms.TimeField(label="Vilken tid?")


class _Text(forms.Form):
    """What is written, and whether it is kept closed."""

    heading = forms.CharField(
        label="Rubrik",
        help_text="Några ord om vad det gäller.",
        max_length=LONGEST_HEADING,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": f"Skriv högst {LONGEST_HEADING} tecken."},
    )
    text = forms.CharField(
        label="Anteckning",
        help_text="Skriv det som har hänt och vem som har sagt det. Skilj på fakta och bedömning.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"max_length": f"Skriv högst {LONGEST_TEXT} tecken."},
    )
    is_sensitive = forms.BooleanField(
        label="Känslig: visa den inte förrän någon öppnar den. Varje öppning skrivs i loggen.", required=False
    )


class WriteNote(_Moment):
    """A note: what it is about, when it happened, and what is written."""

    kind = forms.ChoiceField(
        label="Vad gäller anteckningen?",
        choices=[(kind.value, kind.swedish) for kind in WRITTEN_KINDS],
        widget=forms.RadioSelect,
    )
    heading = _Text.base_fields["heading"]
    text = _Text.base_fields["text"]
    is_sensitive = _Text.base_fields["is_sensitive"]
    field_order = ("kind", "day", "time", "heading", "text", "is_sensitive")


class Disagree(_Moment, _Text):
    """What the person thinks is wrong in a note, and when she said so."""

    field_order = ("day", "time", "heading", "text", "is_sensitive")


def written_in(given: dict[str, object]) -> Written:
    """Give what was written, from a form that is valid."""
    return Written(
        kind=NoteKind(str(given.get("kind", NoteKind.PERSON_DISAGREES))),
        occurred_at=moment_of(given["day"], given["time"]),  # type: ignore[arg-type]  # the form's own fields
        is_sensitive=bool(given["is_sensitive"]),
        heading=str(given["heading"]),
        text=str(given["text"]),
    )
