"""The forms of an emergency and of its review. They look at shape only."""

from typing import Final

from utvag.break_glass.rules import Finding, Ground
from utvag.foundation import forms

LONGEST_TEXT: Final = 2000


class BreakGlassForm(forms.Form):
    """The code name of a case, and why it is opened."""

    code_name = forms.CharField(
        label="Vilket kodnamn har ärendet?",
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    ground = forms.ChoiceField(
        label="Varför måste du öppna det nu?",
        choices=[(one.value, one.swedish) for one in Ground],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Vad har hänt?",
        help_text="Skriv det du vet. De som arbetar med ärendet och den som granskar läser det.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReviewForm(forms.Form):
    """What a review came to."""

    finding = forms.ChoiceField(
        label="Var nödöppningen i sin ordning?",
        choices=[(one.value, one.swedish) for one in Finding],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="Vad bygger du det på?",
        help_text="Vem du har talat med, och vad som lästes och gjordes.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
