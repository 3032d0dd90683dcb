"""The forms of log review. They look at shape only."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from utvag.foundation import forms
from utvag.log_review.operations import Said
from utvag.log_review.rules import Judged

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


class MakeExtract(forms.Form):
    """What is held back from a person's own extract, and why."""

    withhold_police = forms.BooleanField(
        label="Håll tillbaka det som polissamverkan har läst",
        required=False,
        help_text="Bara om det är av synnerlig vikt att det inte röjs: 10 kap. 3 § offentlighets- och sekretesslagen.",
    )
    reason = text_field(
        "Varför hålls det tillbaka?",
        "Behövs bara när något hålls tillbaka. Personen läser det du skriver.",
        required=False,
    )


def judge_form(choices: Sequence[Judged]) -> type[forms.Form]:
    """Make the form of a judgement, with what may be said now."""

    class JudgeAccess(forms.Form):
        outcome = forms.ChoiceField(
            label="Vad säger du om läsningen?",
            choices=[(one.value, one.swedish) for one in choices],
            widget=forms.RadioSelect,
            error_messages={"required": "Välj vad du säger om läsningen."},
        )
        text = text_field(
            "Varför?",
            "Skriv vad du har sett och frågat. Skriv kodnamn, aldrig den enskildes namn.",
        )
        follow_up_date = forms.DateField(
            label="Vilken dag följer du upp?",
            required=False,
            help_text="Behövs när du frågar chefen eller skriver en avvikelse. Till exempel 2026-12-24.",
        )

    return JudgeAccess


def said_in(given: dict[str, Any]) -> Said:
    """Give what a reviewer says, from the values of a form that is valid."""
    return Said(Judged(given["outcome"]), given["text"], given["follow_up_date"])


class MarkCanary(forms.Form):
    """The code name of a made-up case."""

    code_name = forms.CharField(
        label="Ärendets kodnamn",
        max_length=60,
        help_text="Ett påhittat ärende, lagt upp på vanligt sätt, som ingen har skäl att öppna.",
        error_messages={"required": "Skriv ärendets kodnamn."},
    )
