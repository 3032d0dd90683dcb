"""The forms of log review. They look at shape only."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from utvag.foundation import forms

LONGEST: Final = 4000


def text_field(label: str, help_text: str, *, required: bool = True) -> forms.CharField:
    """Make a field for a longer text."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": f"Skriv högst {LONGEST} tecken.", "required": "Skriv vad du undrar över."},
    )


def ask_form(who: Sequence[tuple[UUID, str]]) -> type[forms.Form]:
    """Make the form of a question about one of those who have looked."""

    class AskAboutLook(forms.Form):
        about = forms.ChoiceField(
            label="Vem gäller det?",
            choices=[(str(account), name) for account, name in who],
            widget=forms.RadioSelect,
            error_messages={"required": "Välj vem det gäller."},
        )
        text = text_field(
            "Vad undrar du över?",
            "Skriv vad som inte stämmer, till exempel att personen inte arbetar med ärendet. "
            "Skriv inte den enskildes namn. Granskaren sitter utanför enheten och ser bara kodnamnet.",
        )

    return AskAboutLook


def asked_about(given: dict[str, Any]) -> UUID:
    """Give whom a question is about, from the values of a form that is valid."""
    return UUID(given["about"])
