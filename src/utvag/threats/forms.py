"""The liaison's forms. They look at shape only: codes, levels, days and municipalities."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from utvag.foundation import forms
from utvag.foundation.dates import swedish_day
from utvag.foundation.geography import municipalities
from utvag.threats.rules import (
    Area,
    CheckAnswer,
    CheckOutcome,
    Circle,
    Due,
    Method,
    ThreatLevel,
    WholeMunicipality,
)

CODES_LIST: Final = "codes"
CODE_ERRORS: Final = {"required": "Skriv en kod, till exempel R-11 eller N-Beta."}
_CIRCLE: Final = re.compile(r"(\d+(?:\.\d+)?)\s+(\d+(?:\.\d+)?)\s+(\d+(?:\.\d+)?)")
_ROW: Final = re.compile(r"svar_([0-9a-f]{32})_(\d{4}-\d{2}-\d{2})")
NO_LONGER_OPEN: Final = "Ett ärende som inte väntar på svar längre"
_SOUTH, _NORTH, _WEST, _EAST = 55.0, 69.5, 10.5, 24.5
UNTIL_BEFORE_FROM: Final = "Skriv en slutdag som kommer efter den första dagen."


def _code_field(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=100,
        widget=forms.TextInput(attrs={"list": CODES_LIST, "autocomplete": "off", "spellcheck": "false"}),
        error_messages=CODE_ERRORS,
    )


class _WithPeriod(forms.Form):
    """A period that ends after it begins."""

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        first, end = cleaned.get("from_date"), cleaned.get("until_date")
        if isinstance(first, date) and isinstance(end, date) and end <= first:
            self.add_error("until_date", UNTIL_BEFORE_FROM)
        return cleaned


class AddKeepApart(_WithPeriod):
    """Two who must be kept apart, how strong the threat is, and for which days."""

    first = _code_field("Den ena", "Kod för en person eller ett nätverk.")
    second = _code_field("Den andra", "Kod för en person eller ett nätverk.")
    level = forms.ChoiceField(
        label="Hur starkt är hotet?",
        help_text="Ett konkret hot kräver längre avstånd än ett latent.",
        choices=[("concrete", "Konkret hot"), ("latent", "Latent hot")],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj konkret eller latent."},
    )
    from_date = forms.DateField(label="Gäller från och med", help_text="Till exempel 2026-12-24.")
    until_date = forms.DateField(
        label="Gäller inte längre från", help_text="Lämna tomt om du inte vet.", required=False
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("first") == cleaned.get("second"):
            self.add_error("second", "Skriv två olika koder.")
        return cleaned


class EndKeepApart(forms.Form):
    """The day from which a link no longer holds."""

    until_date = forms.DateField(label="Gäller inte längre från", help_text="Till exempel 2026-12-24.")


class RecordAssessment(_WithPeriod):
    """The police's assessment of one person: for which days, and where not."""

    person = _code_field("Person", "Personens kod.")
    from_date = forms.DateField(label="Gäller från och med", help_text="Till exempel 2026-12-24.")
    until_date = forms.DateField(
        label="Gäller till", help_text="Den dagen gäller den inte längre. Till exempel 2027-05-22."
    )
    forbidden = forms.CharField(
        label="Områden dit personen inte får flytta",
        help_text=(
            "En rad för varje område: en kommun med namn eller kod, eller en cirkel som latitud, longitud och "
            "kilometer, till exempel 57.71 11.97 15. Lämna tomt om inget område är uteslutet."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_forbidden(self) -> tuple[Area, ...]:
        """Turn each line into an area.

        :raises forms.ValidationError: when a line is neither a municipality nor a circle.
        """
        lines = (line.strip() for line in self.cleaned_data["forbidden"].splitlines())
        by_word = _codes_by_word()
        return tuple(_area(line, by_word) for line in lines if line)


class RecordThreat(forms.Form):
    """The police's threat assessment of one person: level, method, for how long, by whom and why."""

    person = _code_field("Person", "Personens kod.")
    level = forms.ChoiceField(
        label="Vad är bedömt?",
        choices=[(one.value, one.swedish) for one in ThreatLevel],
        widget=forms.RadioSelect,
    )
    method = forms.ChoiceField(
        label="Hur är det bedömt?",
        choices=[(one.value, one.swedish) for one in Method],
        widget=forms.RadioSelect,
    )
    method_name = forms.CharField(
        label="Vilken metod?", help_text="Behövs för en strukturerad metod.", required=False, max_length=100
    )
    from_date = forms.DateField(label="Gäller från och med", help_text="Till exempel 2026-12-24.")
    valid_until = forms.DateField(
        label="Gäller till", help_text="Den dagen gäller den inte längre. Till exempel 2027-05-22."
    )
    unit = forms.CharField(
        label="Vem har gjort den?",
        help_text="Enheten i allmänna ord, till exempel en utredningsenhet.",
        max_length=200,
    )
    reasons = forms.CharField(
        label="Varför?",
        help_text="Bara polissamverkan läser det här.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": "Skriv högst 4000 tecken."},
    )


class AnswerSheet(forms.Form):
    """The answers to the week's register checks, a row for each; there is no field for what a check showed."""

    sheet = forms.IntegerField(
        label="Bladets nummer",
        help_text="Bara om du för in svar från ett utskrivet blad.",
        required=False,
        min_value=1,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, names: Mapping[UUID, str], due: Iterable[Due]) -> None:
        super().__init__(data)
        # A row that was sent stays, also where it is not due any more: it gets its own error.
        sent = (row for row in map(_row_of, data or ()) if row is not None)
        asked = ((line.case_id, line.meeting_on) for line in due if line.meeting_on is not None)
        self.rows = tuple(dict.fromkeys((*asked, *sent)))
        for case_id, meeting in self.rows:
            self.fields[_row_name(case_id, meeting)] = forms.ChoiceField(
                label=f"{names.get(case_id, NO_LONGER_OPEN)}, möte {swedish_day(meeting)}",
                choices=[("", "Inget svar än"), *((one.value, one.swedish) for one in CheckOutcome)],
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": "Välj ett av svaren på raden."},
            )

    @property
    def has_rows(self) -> bool:
        """Say whether there is anything to answer."""
        return bool(self.rows)

    def answers(self) -> list[tuple[str, CheckAnswer]]:
        """Give each answer with its field, from a form that is valid."""
        found = ((_row_name(*row), row) for row in self.rows)
        return [
            (name, CheckAnswer(case_id, CheckOutcome(self.cleaned_data[name]), meeting))
            for name, (case_id, meeting) in found
            if self.cleaned_data[name]
        ]


def _row_name(case_id: UUID, meeting: date) -> str:
    return f"svar_{case_id.hex}_{meeting.isoformat()}"


def _row_of(name: str) -> tuple[UUID, date] | None:
    found = _ROW.fullmatch(name)
    if found is None:
        return None
    try:
        return UUID(found[1]), date.fromisoformat(found[2])
    except ValueError:
        return None


def _area(line: str, by_word: dict[str, str]) -> Area:
    code = by_word.get(line.casefold())
    if code is not None:
        return WholeMunicipality(code)
    circle = _CIRCLE.fullmatch(line.replace(",", "."))
    if circle is None:
        raise forms.ValidationError(
            f"Raden ”{line}” är ingen kommun och ingen cirkel. Skriv till exempel Malmö eller 57.71 11.97 15."
        )
    lat, lon, radius_km = map(float, circle.groups())
    if not (_SOUTH < lat < _NORTH and _WEST < lon < _EAST):
        raise forms.ValidationError("Cirkeln ligger inte i Sverige. Skriv latitud först, sedan longitud.")
    return Circle(lat, lon, radius_km)


def _codes_by_word() -> dict[str, str]:
    known = municipalities()
    return {word: code for code in known.codes for word in (code, known.name(code).casefold())}
