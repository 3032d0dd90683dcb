"""Forms for coming in with a code, for what a key is called, and for accounts."""

from typing import Final

from utvag.foundation import forms
from utvag.organisation.rules import Role

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
        help_text="Till exempel 4F2K-9T7M-WA03-XQPH-V6ZD-81RC-J5NB. Stora och små bokstäver går lika bra.",
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


def _role() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Roll",
        help_text="En roll öppnar inget ärende. Den börjar gälla när en annan person har bekräftat den.",
        choices=[(role.value, role.swedish) for role in Role],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en roll."},
    )


class AddAccount(forms.Form):
    """A new account."""

    username = forms.CharField(
        label="Användarnamn",
        help_text="En kod, inte ett namn: den står i klartext.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "Skriv ett användarnamn, till exempel s14."},
    )
    display_name = forms.CharField(
        label="Namn",
        help_text="Så som kollegorna ser det. Du ser det inte igen.",
        max_length=100,
        error_messages={"required": "Skriv namnet som kollegorna ska se."},
    )
    unit = forms.CharField(label="Enhet", max_length=100, error_messages={"required": "Skriv vilken enhet."})
    role = _role()


class ChangeRole(forms.Form):
    """Another role."""

    role = _role()
