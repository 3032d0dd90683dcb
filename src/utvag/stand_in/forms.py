"""The forms of a handover. They look at shape only."""

from collections.abc import Sequence
from typing import Any

from utvag.foundation import forms
from utvag.stand_in.rules import LONGEST_NOTE


class BeginHandover(forms.Form):
    """Who stands in, when, and in which cases."""

    stand_in = forms.ChoiceField(
        label="Vem ersätter dig?",
        help_text="Någon med samma roll som du.",
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vem som ersätter dig."},
    )
    from_date = forms.DateField(label="Från vilken dag?", help_text="Din första lediga dag. Till exempel 2026-12-24")
    until_date = forms.DateField(
        label="Till vilken dag?", help_text="Dagen då du är tillbaka. Den dagen ser ersättaren inte ärendena längre."
    )
    cases = forms.MultipleChoiceField(
        label="Vilka ärenden lämnar du över?",
        help_text="Ersättaren ser bara dem som du väljer.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst ett ärende."},
    )

    def __init__(
        self, *args: Any, staff: Sequence[tuple[str, str]], cases: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("stand_in", staff), ("cases", cases)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  # a few lines above
            field.choices = list(choices)
        self.has_cases = bool(cases)


class WriteNote(forms.Form):
    """What a stand-in is to know of one case."""

    text = forms.CharField(
        label="Vad behöver ersättaren veta?",
        help_text="Vad som är på gång, vad som är lovat och vem som ska ringas. Skriv inte var personen bor: det visar "
        "systemet för den som behöver det.",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": "Skriv vad ersättaren behöver veta.",
            "max_length": f"Skriv högst {LONGEST_NOTE} tecken.",
        },
    )
