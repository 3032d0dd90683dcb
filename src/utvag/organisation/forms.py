"""Forms for coming in with a code, and for what a key is called."""

from typing import Final

from utvag.foundation import forms

LONGEST_NAME: Final = 60


class UseCode(forms.Form):
    """A username and a code on paper."""

    username = forms.CharField(
        label="Användarnamn",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "Skriv ditt användarnamn. Det står på inbjudan."},
    )
    code = forms.CharField(
        label="Kod",
        help_text="Till exempel 4F2K9-T7MWA-03XQP-HV6ZD. Stora och små bokstäver går lika bra.",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "Skriv koden som den står."},
    )


class NameKey(forms.Form):
    """What its owner calls a key."""

    name = forms.CharField(
        label="Vad kallar du nyckeln?",
        help_text="Så att du känner igen den, till exempel jobbdatorn eller blå nyckeln.",
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Skriv ett namn på nyckeln, till exempel jobbdatorn."},
    )
