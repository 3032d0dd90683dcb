"""The forms of plans. They look at shape only: whether something is written, and whether a choice is made."""

from typing import Any, Final

from django.forms import BoundField

from utvag.foundation import forms
from utvag.plans.rules import (
    CarePlan,
    Measure,
    PlannedMeasure,
    Responsible,
    SafetyPlan,
    goal_field,
    who_field,
)

LONGEST: Final = 10_000
LONGEST_LINE: Final = 200
NO_NAMES: Final = "Skriv inga namn på dem som hotar, och inga nätverk."
WHO: Final = (("", "Välj vem"), *((one.value, one.swedish) for one in Responsible))


def _text(label: str, missing: str, help_text: str = "", *, rows: int = 4) -> forms.CharField:
    """Make a field for a longer text; without a sentence for the missing it may be left out."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing, "max_length": f"Skriv högst {LONGEST} tecken."},
    )


def _line(label: str, missing: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_LINE,
        error_messages={"required": missing, "max_length": f"Skriv högst {LONGEST_LINE} tecken."},
    )


class WriteCarePlan(forms.Form):
    """A care plan: needs, measures of the catalogue with goal and responsible, others' measures, the person's view."""

    needs = _text("Vilka behov har personen och hushållet?", "Skriv vilka behov planen ska möta.")
    other_principals = _text(
        "Insatser som andra huvudmän ansvarar för",
        "",
        "Till exempel regionen, Kriminalvården eller Arbetsförmedlingen. Lämna tomt om det inte finns några.",
    )
    own_view = _text(
        "Personens egen syn på planen",
        "Skriv vad personen själv tycker. Har hen inte kunnat eller velat säga något, skriv det.",
    )
    responsible = _line("Vem håller ihop planen?", "Skriv vem som håller ihop planen.", "Namn eller funktion.")
    from_date = forms.DateField(label="Planen gäller från")
    review_date = forms.DateField(label="Planen ska gås igenom senast")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Django's own signature
        super().__init__(*args, **kwargs)
        for measure in Measure:
            self.fields[goal_field(measure)] = _text(measure.swedish, "", "Målet, och vad som görs.", rows=2)
            self.fields[who_field(measure)] = forms.ChoiceField(
                label=f"Vem ansvarar? {measure.swedish}", choices=WHO, required=False, widget=forms.Select
            )

    @property
    def measures(self) -> tuple[tuple[BoundField, BoundField], ...]:
        """Give the fields of every measure."""
        return tuple((self[goal_field(measure)], self[who_field(measure)]) for measure in Measure)

    def clean(self) -> dict[str, Any]:
        """Ask for who is responsible for each goal, and for the goal of whoever is responsible."""
        given = super().clean() or self.cleaned_data
        for measure in Measure:
            goal, who = given.get(goal_field(measure)), given.get(who_field(measure))
            if goal and not who:
                self.add_error(who_field(measure), f"Välj vem som ansvarar: {measure.swedish}")
            if who and not goal:
                self.add_error(goal_field(measure), f"Skriv målet och vad som görs: {measure.swedish}")
        return given


class WriteSafetyPlan(forms.Form):
    """One person's safety plan."""

    threat = _text("Hotbilden i allmänna ord", "Skriv hotbilden i allmänna ord.", NO_NAMES)
    alarm = _text(
        "Larm", "Skriv vilket larm personen har och när det används.", "Vilket larm, när, och vem som svarar."
    )
    routines = _text("Vanor och rutiner", "Skriv vad personen gör för att vara säker i vardagen.")
    contact = _text("Så håller vi kontakt", "Skriv hur personen och ni når varandra.")
    digital = _text("Telefon, nät och sociala medier", "Skriv vad som gäller för telefon och nät.")
    days = _text(
        "Skola, förskola och arbete", "", "Vem som vet vad, och vem som får hämta. Lämna tomt om det inte är aktuellt."
    )
    code_word = _line(
        "Kodord",
        "Skriv kodordet som personen och ni har kommit överens om.",
        "Ett ord som visar att det är rätt person.",
    )
    if_disclosed = _text(
        "Om adressen blir röjd",
        "Skriv vad personen gör om adressen blir röjd.",
        "Vart personen tar sig, och vem hen ringer.",
    )
    from_date = forms.DateField(label="Planen gäller från")
    review_date = forms.DateField(label="Planen ska gås igenom senast")


def care_plan(given: dict[str, Any]) -> CarePlan:
    """Give the plan that the form was answered with."""
    measures = tuple(
        PlannedMeasure(measure, given[goal_field(measure)], Responsible(given[who_field(measure)]))
        for measure in Measure
        if given[goal_field(measure)]
    )
    names = ("needs", "other_principals", "own_view", "responsible", "from_date", "review_date")
    return CarePlan(measures=measures, **{name: given[name] for name in names})


def safety_plan(given: dict[str, Any]) -> SafetyPlan:
    """Give the plan that the form was answered with."""
    return SafetyPlan(**given)
