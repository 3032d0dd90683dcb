"""The forms of assignments. They look at shape only."""

from collections.abc import Sequence
from typing import Any, Final

from utvag.assignments.rules import Reason, Refusal
from utvag.foundation import forms

Choices = Sequence[tuple[str, str]]
NO_PROVIDER: Final = ""

#: At which field a refusal is said, and what to write instead.
REFUSALS: Final = {
    Refusal.NOT_BOUND: ("account", "Välj en utförare, en controller eller en revisor."),
    Refusal.REASON: ("reason", "Det skälet hör till en annan roll. Välj ett annat skäl, eller någon annan."),
    Refusal.PROVIDER_MISSING: ("provider", "Välj vilken utförare uppdraget gäller."),
    Refusal.PROVIDER_NOT_ASKED: ("provider", "Välj Ingen utförare: den här rollen arbetar inte hos någon."),
    Refusal.DATES_REVERSED: ("until_date", "Skriv en slutdag som kommer efter den första dagen."),
    Refusal.DAY_PASSED: ("from_date", "Skriv i dag eller en dag som kommer."),
    Refusal.TOO_LONG: ("until_date", "Skriv en dag inom tolv månader. Sedan går det att ge ett nytt uppdrag."),
    Refusal.HAS_ONE: ("account", "Hon eller han har redan ett uppdrag några av dagarna. Avsluta det först."),
    Refusal.OWN: ("account", "Ingen kan ge sig själv ett uppdrag. Be en annan sektionschef."),
    Refusal.NOT_A_RECEIVER: ("account", "Välj någon som har ett uppdrag hos hemmets utförare i dag."),
    Refusal.DENIED: ("account", "Hon eller han är spärrad i ärendet. Välj någon annan."),
    Refusal.HAS_RECEIVER: ("account", "Placeringen har redan en mottagare. Avsluta det först."),
    Refusal.NOT_LIVED_IN: ("account", "Placeringen är varken planerad eller pågående, så ingen behöver ta emot den."),
    Refusal.NUMBER_FORM: (
        "number",
        "Skriv högst 20 stora bokstäver, siffror, bindestreck eller snedstreck. Skriv aldrig ett personnummer.",
    ),
    Refusal.NUMBER_TAKEN: ("number", "Utföraren har redan en faktura med det numret. Kontrollera numret."),
    Refusal.AMOUNT: ("amount", "Skriv ett belopp större än noll, till exempel 31 400 eller 31 400,50."),
    Refusal.NOT_RECEIVED_YET: ("received_date", "Skriv i dag eller en dag som har varit."),
    Refusal.UNKNOWN_PLACEMENT: ("placement", "Välj en placering i listan."),
}
# In the form of an invoice the days are written with the last one.
LAST_DATE: Final = ("last_date", "Skriv ett sista dygn som inte kommer före det första.")


class _WithChoices(forms.Form):
    """A form whose choices come from the database."""

    def __init__(self, *args: Any, choices: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, of_field in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  # a few lines below
            field.choices = list(of_field)


class GiveAssignment(_WithChoices):
    """Who is to see a cut of her own, why, and for which days."""

    account = forms.ChoiceField(label="Vem får uppdraget?", widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label="Varför?", choices=[(reason.value, reason.swedish) for reason in Reason], widget=forms.RadioSelect
    )
    provider = forms.ChoiceField(
        label="Vilken utförare?",
        required=False,
        widget=forms.Select,
        help_text="Bara när uppdraget gäller någon hos en utförare.",
    )
    from_date = forms.DateField(label="Från vilken dag?", help_text="Till exempel 2026-12-24")
    until_date = forms.DateField(
        label="Till vilken dag?", help_text="Den dagen syns ingenting längre. Ett uppdrag är högst tolv månader."
    )


class NameReceiver(_WithChoices):
    """Who at the provider receives a placement."""

    account = forms.ChoiceField(label="Vem hos utföraren tar emot placeringen?", widget=forms.RadioSelect)


class RegisterInvoice(_WithChoices):
    """What a provider asks to be paid for days of a placement."""

    placement = forms.ChoiceField(label="Vilken placering?", widget=forms.Select)
    number = forms.CharField(
        label="Fakturans nummer",
        max_length=20,
        help_text="Stora bokstäver, siffror, bindestreck och snedstreck. Skriv aldrig ett namn eller personnummer.",
    )
    from_date = forms.DateField(label="Första dygnet som faktureras")
    last_date = forms.DateField(label="Sista dygnet som faktureras")
    amount = forms.CharField(label="Belopp i kronor", max_length=20, help_text="Till exempel 31 400 eller 31 400,50")
    received_date = forms.DateField(label="Vilken dag kom fakturan?")
