"""The forms of an emergency. They look at shape only."""

import re
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, Final, cast

from utvag.emergency.rules import HowKnown
from utvag.foundation import forms
from utvag.foundation.clock import SWEDEN

LONGEST_TEXT: Final = 4000
LONGEST_LINE: Final = 200
_TIME: Final = re.compile(r"([01]?\d|2[0-3])[.:]?([0-5]\d)")


def _text(label: str, help_text: str, *, required: bool = True, said: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": f"Skriv högst {LONGEST_TEXT} tecken."} | ({"required": said} if said else {}),
    )


def _line(label: str, help_text: str, *, required: bool = True, said: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": said} if said else None,
    )


class RegisterDisclosed(forms.Form):
    """What is known of how an address was disclosed."""

    learned_date = forms.DateField(label="Vilken dag fick ni veta det?", help_text="Till exempel 2026-12-24.")
    learned_time = _line(
        "Vilken tid?", "Till exempel 22.40. Alla klockor börjar då.", said="Skriv tiden, till exempel 22.40."
    )
    told_by = _line(
        "Vem berättade det för er?", "Namn eller roll, och hur ni når den personen.", said="Skriv vem som berättade."
    )
    how = forms.ChoiceField(
        label="Hur har adressen blivit känd?",
        choices=[(word.value, word.swedish) for word in HowKnown],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj hur, eller att ni inte vet än."},
    )
    account = _text(
        "Vad har hänt?", "Det ni vet just nu. Mer kan skrivas vid varje åtgärd.", said="Skriv vad ni vet just nu."
    )
    who_knows = _text("Vem tror ni känner till adressen?", "Lämna tomt om ni inte vet.", required=False)
    register_code = _line(
        "Kod i hotregistret, om polisen har gett en",
        "Bara koden, inget namn. Polissamverkan får den.",
        required=False,
    )

    def clean_learned_time(self) -> time:
        """Read a time as people write it."""
        found = _TIME.fullmatch(self.cleaned_data["learned_time"].strip())
        if found is None:
            raise forms.ValidationError("Skriv tiden med timme och minut, till exempel 22.40.")
        return time(int(found[1]), int(found[2]))

    @staticmethod
    def moment(given: dict[str, Any]) -> datetime:
        """Give the moment of a day and a time in Sweden."""
        return datetime.combine(given["learned_date"], given["learned_time"], SWEDEN)


class NoteStep(forms.Form):
    """What is written of a step."""

    told = _line("Vem talade du med?", "Namn eller roll. Lämna tomt om det inte gäller.", required=False)
    note = _text("Vad gjordes, eller vad kom ni fram till?", "Det som den som läser i morgon behöver.", required=False)


class NameWhoKnows(forms.Form):
    """Who knows the address, by the code in the threat register."""

    person = _line("Personens kod i hotregistret", "Som den står i hotregistret.", said="Skriv personens kod.")


class OpenReserves(forms.Form):
    """Why reserve homes are opened."""

    reason = _text(
        "Varför öppnar du reservhemmen?", "Öppna bara när hushållet kan behöva flytta nu.", said="Skriv varför."
    )


class PlaceAtOnce(forms.Form):
    """Which home, and why tonight."""

    home = forms.ChoiceField(
        label="Vilket hem?",
        help_text="Alla är säkra enligt kontrollen nyss. Den görs en gång till när du placerar.",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Välj ett hem.",
            "invalid_choice": "Hemmet går inte längre att välja. Välj ett av dem som står nu.",
        },
    )
    reason = _text(
        "Varför måste det ske nu?",
        "Det här blir skälen i beslutet. Skriv inte var hemmet ligger.",
        said="Skriv varför det måste ske nu.",
    )


def place_form(homes: Iterable[tuple[str, str]]) -> type[PlaceAtOnce]:
    """Give the form with these homes, each by its id and its words."""
    offered = list(homes)

    class Offered(PlaceAtOnce):
        """The form of this moment."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            cast("forms.ChoiceField", self.fields["home"]).choices = offered

    return Offered
