"""The form of asking for an address. It looks at shape only."""

from utvag.foundation import forms
from utvag.location.rules import LONGEST_NOTE, RevealReason


class AskForAddress(forms.Form):
    """Why somebody needs to know where a household lives."""

    reason = forms.ChoiceField(
        label="Varför behöver du adressen?",
        choices=[(word.value, word.swedish) for word in RevealReason],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj varför du behöver adressen."},
    )
    note = forms.CharField(
        label="Skriv varför, om du valde Annat",
        help_text="Skriv ingen plats. De andra på ärendet läser det du skriver.",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": f"Skriv högst {LONGEST_NOTE} tecken."},
    )
