"""The forms of one on call. They look at shape only."""

from typing import Final

from utvag.foundation import forms

LONGEST_TEXT: Final = 2000


def _code_name(label: str, help_text: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, help_text=help_text, max_length=30, widget=widget)


def _reason() -> forms.CharField:
    return forms.CharField(
        label="Varför måste ärendet öppnas nu?",
        help_text="De som arbetar med ärendet får veta att du har öppnat det.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OpenOnCall(forms.Form):
    """The code name of a case, and why it is opened."""

    code_name = _code_name("Vilket kodnamn har ärendet?", "Kodnamnet får du av den som ringer.")
    reason = _reason()


class OpenContactOnCall(forms.Form):
    """The code name of a new case, and why it is opened."""

    code_name = _code_name(
        "Vilket kodnamn ska ärendet ha?",
        "Ett ord som inte säger något om personen eller platsen. Ett ärende som redan finns behåller sitt kodnamn.",
    )
    reason = _reason()
