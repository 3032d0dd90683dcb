"""The forms of a case: who its persons are, and what a home must manage. They look at shape only."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from utvag.cases.operations.household import Member
from utvag.cases.rules import LONGEST_STAY, LOTS, USUAL_LOT, Needs, Relation
from utvag.foundation import forms
from utvag.law.terms import SERVICES, label

LONGEST_NAME: Final = 200
NOT_NEEDED, WANTED, REQUIRED = "NOT_NEEDED", "WANTED", "REQUIRED"
_LOTS: Final = {
    "A": "A: våld i nära relation",
    "B": "B: hedersrelaterat våld",
    "C": "C: våld utanför nära relation, avhoppare och vittnen",
}


def _name(label_text: str, help_text: str = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(
        label=label_text, help_text=help_text, required=False, max_length=LONGEST_NAME, widget=widget
    )


class RecordMember(forms.Form):
    """A person of a household."""

    MAIN: Final = "MAIN"

    relation = forms.ChoiceField(
        label="Vem är det?",
        choices=[(MAIN, "Den som vill lämna"), *((word.value, word.swedish) for word in Relation)],
        widget=forms.RadioSelect,
    )
    name = _name("Namn")
    number = _name("Personnummer eller samordningsnummer", "Till exempel 19980101-2395, med eller utan mellanslag.")
    born = forms.DateField(
        label="Född", help_text="Behövs om numret inte är känt. Till exempel 2019-12-24", required=False
    )
    origin = _name("Hemkommun", "Till exempel Malmö. Avståndet dit räknas när hem väljs.")
    district = _name("Stadsdel eller ort", "Där personen är känd. Utan den räknas hemorten som okänd.")
    has_left = forms.BooleanField(
        label="Hör inte längre till ärendet",
        help_text="Uppgifterna finns kvar, men personen räknas inte.",
        required=False,
    )

    def member(self) -> Member:
        """Give the person, from a form that is valid."""
        return member_in(self.cleaned_data)


def member_in(given: Mapping[str, Any]) -> Member:
    """Give the person that a form names."""
    relation = None if given["relation"] == RecordMember.MAIN else Relation(given["relation"])
    return Member(
        relation, given["name"], given["number"], given["born"], given["origin"], given["has_left"], given["district"]
    )


class StateNeeds(forms.Form):
    """What a home must manage. `needs_form` adds those who may move in."""

    start_date = forms.DateField(label="Från vilken dag behövs ett hem?", help_text="Till exempel 2026-12-24")
    nights = forms.IntegerField(
        label="Hur många dygn?",
        min_value=1,
        max_value=LONGEST_STAY,
        error_messages={
            "invalid": "Skriv ett helt antal dygn, till exempel 90.",
            "min_value": "Skriv minst 1 dygn.",
            "max_value": f"Skriv högst {LONGEST_STAY} dygn.",
        },
    )
    lot = forms.ChoiceField(
        label="Vilket område i ramavtalet?",
        choices=[(lot, _LOTS[lot]) for lot in LOTS],
        widget=forms.RadioSelect,
        initial=USUAL_LOT,
    )

    household: Sequence[tuple[str, str]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in SERVICES:
            self.fields[f"service_{code}"] = forms.ChoiceField(
                label=label(SERVICES, code).capitalize(),
                choices=[
                    (NOT_NEEDED, "Behövs inte"),
                    (WANTED, "Önskas"),
                    (REQUIRED, "Måste finnas"),
                ],
                widget=forms.Select,
                initial=NOT_NEEDED,
                required=False,
            )
        for code, words in self.household:
            self.fields[f"moves_{code}"] = forms.BooleanField(label=f"Flyttar med: {words}", required=False)
        self.fields["pets"] = forms.BooleanField(label="Husdjur följer med", required=False)
        self.fields["breaking"] = forms.BooleanField(
            label="Personen bryter med ett nätverk",
            help_text="Då väljs inget hem där någon från samma nätverk bor.",
            required=False,
            initial=True,
        )
        self.fields["relocate"] = forms.BooleanField(
            label="Personen kan flytta till en annan ort",
            help_text="Då väljs bara hem långt från hemkommunen.",
            required=False,
            initial=True,
        )


def needs_form(household: Sequence[tuple[str, str]]) -> type[StateNeeds]:
    """Give the form of one case: those who may move in with the main person."""

    class OfThisCase(StateNeeds):
        pass

    OfThisCase.household = household
    return OfThisCase


def needs_in(given: Mapping[str, Any]) -> Needs:
    """Give the needs that a form names."""
    services = {code: given[f"service_{code}"] for code in SERVICES}
    start: date = given["start_date"]
    return Needs(
        start_date=start,
        nights=given["nights"],
        lot=given["lot"],
        required=tuple(code for code, word in services.items() if word == REQUIRED),
        wanted=tuple(code for code, word in services.items() if word == WANTED),
        companions=tuple(name.removeprefix("moves_") for name, on in given.items() if name.startswith("moves_") and on),
        has_pets=given["pets"],
        is_breaking_from_network=given["breaking"],
        may_relocate=given["relocate"],
    )


def needs_as_given(needs: Needs) -> dict[str, object]:
    """Fill the form with what a case needs already."""
    begun: dict[str, object] = {
        "start_date": needs.start_date,
        "nights": needs.nights,
        "lot": needs.lot,
        "pets": needs.has_pets,
        "breaking": needs.is_breaking_from_network,
        "relocate": needs.may_relocate,
    }
    begun |= {f"service_{code}": WANTED for code in needs.wanted}
    begun |= {f"service_{code}": REQUIRED for code in needs.required}
    return begun | {f"moves_{code}": True for code in needs.companions}
