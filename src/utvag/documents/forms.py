"""The forms for signing. They look at shape only; the rules judge the day, the copy and the password."""

from collections.abc import Iterable
from typing import Any, Final

from utvag.documents.rules import Party
from utvag.foundation import forms

LONGEST_NAME: Final = 200
NO_FILE: Final = "Välj filen med det underskrivna. En PDF eller en bild, högst 20 MB."


def _capacity(help_text: str) -> forms.CharField:
    return forms.CharField(
        label="Befattning eller roll",
        help_text=help_text,
        max_length=LONGEST_NAME,
        error_messages={"required": "Skriv i vilken egenskap underskriften är gjord, till exempel sektionschef."},
    )


class SignByCopy(forms.Form):
    """A copy of the paper that somebody has signed."""

    party = forms.ChoiceField(label="Vem har skrivit under?", widget=forms.RadioSelect)
    signatory = forms.CharField(
        label="Namnförtydligande",
        help_text="Namnet som det står på papperet.",
        max_length=LONGEST_NAME,
        error_messages={"required": "Skriv namnet på den som har skrivit under."},
    )
    capacity = _capacity("Till exempel verksamhetschef hos utföraren, eller den enskilde.")
    signed_date = forms.DateField(label="Dagen för underskriften")
    copy = forms.FileField(
        label="Det underskrivna papperet",
        help_text="En PDF, eller en bild som PNG eller JPEG. Högst 20 MB. Alla sidor, så att underskriften syns.",
        allow_empty_file=True,
        error_messages={"required": NO_FILE, "invalid": NO_FILE, "missing": NO_FILE},
    )

    def __init__(self, *args: Any, parties: Iterable[Party] = (), **kwargs: Any) -> None:  # Django's own signature
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(one.value, one.swedish) for one in parties]  # type: ignore[attr-defined]


class SignElectronically(forms.Form):
    """An electronic signature with one's own key."""

    capacity = _capacity("Det du skriver under som, till exempel sektionschef.")
