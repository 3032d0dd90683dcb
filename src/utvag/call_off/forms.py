"""The forms of a call-off. They look at shape only."""

from collections.abc import Mapping
from typing import Any, Final

from utvag.call_off.rules import (
    AgeBand,
    Answer,
    AskedFor,
    Award,
    Channel,
    NoReason,
    PassedReason,
    Point,
    ToldAnswer,
)
from utvag.foundation import forms

Given = Mapping[str, Any]

LONGEST: Final = 2000
MOST_PERSONS: Final = 20
MOST_FEES: Final = 10_000_000
NO_NAMES: Final = "Skriv inga namn och inga platser."


def _text(label: str, help_text: str, missing: str = "", *, rows: int = 4) -> forms.CharField:
    """Make a field for free text; one without a message for nothing written may be left empty."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        required=bool(missing),
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing, "max_length": f"Skriv högst {LONGEST} tecken."},
    )


def _count(label: str, *, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=MOST_PERSONS,
        error_messages={
            "required": f"Skriv ett antal. Skriv {least} om det är {least}.",
            "invalid": "Skriv ett antal med siffror.",
            "min_value": f"Skriv {least} eller mer.",
            "max_value": f"Skriv högst {MOST_PERSONS}.",
        },
    )


def _box(reason: NoReason) -> forms.BooleanField:
    """Make one box a reason: a draft keeps one value a field."""
    return forms.BooleanField(label=f"Nej: {reason.swedish}", required=False)


class PassStep(forms.Form):
    """Why a step gives no home."""

    reason = forms.ChoiceField(
        label="Varför ger steget inget hem?",
        choices=[(reason.value, f"{reason.swedish}. {reason.consequence}") for reason in PassedReason],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ett skäl."},
    )
    words = _text(
        "Berätta med egna ord", f"Sektionschefen läser det när köpet ska beslutas. {NO_NAMES}", "Skriv varför."
    )


class AskProvider(forms.Form):
    """What a provider is told, and the last day for an answer."""

    age = forms.ChoiceField(
        label="Personens ålder när placeringen börjar",
        help_text="Utföraren får åldersgruppen, aldrig födelsedatumet.",
        choices=[(band.value, band.swedish) for band in AgeBand],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en åldersgrupp."},
    )
    adults = _count("Antal vuxna", least=1)
    children_0_6 = _count("Antal barn 0–6 år")
    children_7_12 = _count("Antal barn 7–12 år")
    children_13_17 = _count("Antal barn 13–17 år")
    due_date = forms.DateField(label="Svara senast", help_text="Till exempel 2026-12-24")
    order_reason = _text(
        "Varför det här hemmet och inte nästa i ordningen?",
        f"Behövs bara om hemmet inte är nästa i tur. Utföraren ser inte texten. {NO_NAMES}",
        rows=3,
    )


class RegisterAnswer(forms.Form):
    """What a provider answered, who said it, and how."""

    answer = forms.ChoiceField(
        label="Vad svarade utföraren?",
        choices=[(Answer.YES.value, "Ja, de kan ta emot"), (Answer.NO.value, "Nej")],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ja eller nej."},
    )
    answered_date = forms.DateField(label="Vilken dag svarade de?", help_text="Till exempel 2026-12-24")
    by_whom = forms.CharField(
        label="Vem svarade?",
        help_text="Namn och roll hos utföraren.",
        max_length=200,
        error_messages={"required": "Skriv vem hos utföraren som svarade."},
    )
    channel = forms.ChoiceField(
        label="Hur kom svaret?",
        choices=[(channel.value, channel.swedish) for channel in Channel],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj hur svaret kom."},
    )
    methods = _text(f"Ja: {Point.METHODS.swedish}", "Fyll i de fyra punkterna när svaret är ja.", rows=3)
    competence = _text(f"Ja: {Point.COMPETENCE.swedish}", "", rows=3)
    others = _text(f"Ja: {Point.OTHERS.swedish}", "Skriv aldrig vem som bor där.", rows=3)
    influence = _text(f"Ja: {Point.INFLUENCE.swedish}", "", rows=3)
    no_methods_do_not_fit = _box(NoReason.METHODS_DO_NOT_FIT)
    no_competence_lacking = _box(NoReason.COMPETENCE_LACKING)
    no_others_placed_there = _box(NoReason.OTHERS_PLACED_THERE)
    no_age = _box(NoReason.AGE)
    no_negative_influence = _box(NoReason.NEGATIVE_INFLUENCE)
    no_no_capacity = _box(NoReason.NO_CAPACITY)
    no_other = _box(NoReason.OTHER)
    words = _text("Annat som de sa", NO_NAMES, rows=3)


class WriteAward(forms.Form):
    """The memo of a direct award."""

    need = _text("Vilket behov ska köpet möta?", NO_NAMES, "Skriv vilket behov köpet ska möta.")
    market = _text(
        "Vilka har ni prövat?",
        "Egna hem, ramavtal och andra utförare: vad ni har sett och vad de svarade.",
        "Skriv vilka ni har prövat.",
    )
    why = _text("Varför den här utföraren?", NO_NAMES, "Skriv varför ni väljer den här utföraren.")
    fees = forms.IntegerField(
        label="Avgifter utöver dygnspriset, i kronor",
        help_text="Skriv 0 om det inte finns några.",
        min_value=0,
        max_value=MOST_FEES,
        error_messages={
            "required": "Skriv ett belopp. Skriv 0 om det inte finns några avgifter.",
            "invalid": "Skriv hela kronor med siffror.",
            "min_value": "Skriv 0 eller mer.",
            "max_value": "Skriv högst 10 000 000 kronor.",
        },
    )
    urgency = _text(
        "Synnerlig brådska",
        "Fyll bara i om ni åberopar 19 a kap. 5 § LOU: vad som hände, och varför det inte gick att förutse.",
    )
    threshold_checked = _text(
        "Vem har kontrollerat tröskelvärdet?",
        "Behövs när beloppet inte är känt här: vem, när, hos vem och vilket belopp.",
        rows=2,
    )


def asked_for_in(given: Given) -> AskedFor:
    """Give what a provider is told."""
    return AskedFor(
        age=AgeBand(given["age"]),
        adults=given["adults"],
        children_0_6=given["children_0_6"],
        children_7_12=given["children_7_12"],
        children_13_17=given["children_13_17"],
        due_date=given["due_date"],
    )


def told_in(given: Given) -> ToldAnswer:
    """Give an answer as it was written down."""
    return ToldAnswer(
        answer=Answer(given["answer"]),
        answered_date=given["answered_date"],
        by_whom=given["by_whom"],
        channel=Channel(given["channel"]),
        points={point: given[point.value.lower()] for point in Point},
        reasons=tuple(reason for reason in NoReason if given[f"no_{reason.value.lower()}"]),
        words=given["words"],
    )


def award_in(given: Given) -> Award:
    """Give a memo as it was written."""
    return Award(**{name: given[name] for name in WriteAward.base_fields})
