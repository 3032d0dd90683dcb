"""The forms of an investigation. They look at shape only."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from utvag.foundation import forms
from utvag.investigation.rules import Children, CloseReason, HousingKind, Met, Precondition, SectionKind

LONGEST_TEXT: Final = 20000
LONGEST_LINE: Final = 200
# What somebody who leaves often lacks (ASN-2023-1465).
PROBLEMS: Final = {
    "no_housing": "Saknar boende",
    "no_income": "Saknar inkomst",
    "substance_use": "Missbruk eller beroende",
    "debt": "Skulder",
    "mental_health": "Psykisk ohälsa",
}
_ASKED: Final = {
    SectionKind.NEEDS: (
        "Vad behöver personen?",
        "Boende, inkomst, vård, sysselsättning, skydd, hjälp med myndigheter.",
    ),
    SectionKind.RISKS: ("Vilka riskfaktorer finns?", "Det som kan göra att personen skadas, eller går tillbaka."),
    SectionKind.RECEPTIVENESS: (
        "Hur tar personen emot stöd till förändring?",
        "Skriv vad ni ser, och vad personen säger.",
    ),
    SectionKind.CHILDREN: (
        "Hur har barnen det?",
        "Vad barnen själva säger, skola, hälsa, kontakt med den andra föräldern.",
    ),
    SectionKind.MOTIVATION: ("Varför vill personen lämna, och hur säkert är det?", "Skriv med personens egna ord."),
    SectionKind.ASSESSMENT: ("Vad är er bedömning, och vad föreslår ni?", "Skriv insatser, och varför de behövs."),
}


def _choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, getattr(word, "swedish", word.value)) for word in kind]


def _line(label: str, help_text: str = "", *, required: bool = True) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=LONGEST_LINE, widget=widget)


def _text(label: str, help_text: str = "", *, required: bool = False, rows: int = 8) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": f"Skriv högst {LONGEST_TEXT} tecken."},
    )


class WriteSection(forms.Form):
    """A part of an investigation. `section_form` adds what each part asks."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    kind: SectionKind = SectionKind.NEEDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= _of_kind(self.kind)
        self.fields["text"] = _text(*_ASKED[self.kind])
        self.fields["is_done"] = forms.BooleanField(
            label="Delen är klar", help_text="Du kan ändra den ända tills utredningen är klar.", required=False
        )

    def clean(self) -> dict[str, Any]:
        """Look at what belongs together: children who come along have a day from which they do."""
        given: dict[str, Any] = super().clean() or {}
        lacks_day = given.get("children") == Children.COME_ALONG and not given.get("children_from")
        if lacks_day and "children_from" not in self.errors:
            self.add_error("children_from", "Skriv från vilken dag barnen är med.")
        return given


def section_form(kind: SectionKind) -> type[WriteSection]:
    """Give the form of one part."""

    class OfThisPart(WriteSection):
        pass

    OfThisPart.kind = kind
    return OfThisPart


def values_in(given: Mapping[str, Any]) -> dict[str, object]:
    """Give what a part says, as values that can be sealed."""
    kept = {name: value for name, value in given.items() if name not in {"based_on", "is_done"}}
    day = kept.get("children_from")
    return kept | ({"children_from": day.isoformat()} if day else {})


def shown(values: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    """Give what a version says as labels and texts, for the one who reads it beside her own."""
    if values.get("children"):
        yield "Barn", Children(str(values["children"])).swedish
    problems = [words for name, words in PROBLEMS.items() if values.get(name)]
    if problems:
        yield "Det här saknas eller är svårt", ", ".join(problems)
    yield "Text", str(values.get("text", ""))


def _of_kind(kind: SectionKind) -> dict[str, Any]:
    if kind is SectionKind.NEEDS:
        return {name: forms.BooleanField(label=words, required=False) for name, words in PROBLEMS.items()}
    if kind is not SectionKind.CHILDREN:
        return {}
    return {
        "children": forms.ChoiceField(
            label="Vad vet ni om barn?",
            help_text="Att inget är känt är inte att det inte finns barn.",
            choices=_choices(Children),
            widget=forms.RadioSelect,
            error_messages={"required": "Välj ett svar: vad ni vet om barn"},
        ),
        "children_from": forms.DateField(
            label="Om barn följer med: från vilken dag är de med?",
            help_text="Till exempel 2026-12-24. Från den dagen räknas tiderna hos rätten.",
            required=False,
        ),
        "children_at_once": forms.BooleanField(label="Det skedde genast, innan rätten hade beslutat", required=False),
    }


class AnswerPrecondition(forms.Form):
    """Whether one of the police's preconditions is met."""

    precondition = forms.ChoiceField(label="Vilket villkor?", choices=_choices(Precondition), widget=forms.RadioSelect)
    answer = forms.ChoiceField(label="Är det uppfyllt?", choices=_choices(Met), widget=forms.RadioSelect)
    told_date = forms.DateField(label="Vilken dag fick ni veta det?", help_text="Till exempel 2026-11-24")
    told_by = _line("Vem sa det?", "Till exempel polisens samordnare.")


class NoteHousing(forms.Form):
    """Where the person lives meanwhile."""

    kind = forms.ChoiceField(label="Var bor personen nu?", choices=_choices(HousingKind), widget=forms.RadioSelect)
    from_date = forms.DateField(label="Från vilken dag?", help_text="Till exempel 2026-11-24")
    until_date = forms.DateField(label="Till vilken dag?", help_text="Lämna tomt om du inte vet.", required=False)
    note = _text("Anteckning", "Skriv aldrig adressen.", rows=4)


class TellLate(forms.Form):
    """Why an investigation is late."""

    reason = _text(
        "Varför blir utredningen sen?",
        "Personen ska få veta orsaken när det dröjer väsentligt (11 § förvaltningslagen).",
        required=True,
        rows=4,
    )


class StopInvestigation(forms.Form):
    """Why an investigation ends before it is done."""

    reason = forms.ChoiceField(label="Varför avslutas den?", choices=_choices(CloseReason), widget=forms.RadioSelect)
    note = _text("Vad har hänt?", "Skriv så att den som läser senare förstår.", required=True, rows=4)
