"""The page on which one person decides and places at once."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from utvag.cases.access import may_write_in_case
from utvag.cases.queries import open_case
from utvag.drafts.views import Refusals, Turn, answer_form
from utvag.emergency.access import placing_draft
from utvag.emergency.forms import PlaceAtOnce, place_form
from utvag.emergency.operations import place_at_once
from utvag.emergency.queries import AcuteChoice, acute_choice
from utvag.emergency.rules import Refusal
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound
from utvag.providers.queries import HomeShape

SENTENCES: Final[dict[Refusal, str]] = {
    Refusal.OFFICE_HOURS: "Kontoret är öppet nu. Ring sektionschefen, som beslutar om akuta placeringar på dagen.",
    Refusal.NO_MANDATE: "Beslutet är inte ditt enligt delegationsordningen. Ring den som har beredskap.",
    Refusal.AGE_UNKNOWN: "Födelsedagen saknas för den ärendet gäller. Skriv den under Personerna och försök igen.",
    Refusal.NO_BASIS: "Ingen paragraf bär beslutet för den här personen. Ring den som har beredskap.",
    Refusal.CASE_NOT_WAITING: "Skriv först vilka som ska flytta och vad boendet ska klara.",
    Refusal.ALREADY_PLACED: "Ett hem är redan valt för hushållet från i dag. Öppna ärendet och läs vad som gäller.",
    Refusal.NOT_STANDING: "Placeringen har ändrats under tiden. Öppna sidan igen.",
    Refusal.NOTHING_DISCLOSED: "Händelsen är avslutad. Öppna sidan igen.",
    Refusal.CANNOT_CHECK: "Kontrollen går inte att göra just nu. Ingen kan placeras förrän den går att göra.",
}
_PLACE: Final[Refusals] = {
    **{word: (None, said) for word, said in SENTENCES.items()},
    Refusal.REASON_MISSING: ("reason", "Skriv varför det måste ske nu."),
    Refusal.HOME_NOT_AVAILABLE: ("home", "Hemmet går inte längre att välja. Välj ett av dem som står nu."),
    Refusal.HOME_NOT_CHECKED: (
        "home",
        "Något är inte längre kontrollerat. Ingen får ensam välja ett hem som inte är kontrollerat.",
    ),
}


@case_bound
def place(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Choose a clear home, decide and place at once."""
    actor = actor_of(request)
    key = placing_draft(actor, case_id, day_of(now()))
    choice = acute_choice(actor=actor, case_id=case_id, now=now())
    return answer_form(
        request,
        place_form((str(home.id), _words(home, choice)) for home in choice.homes),
        key,
        act=lambda given, revision: _act(request, choice, given, revision),
        refusals=_PLACE,
        done=lambda placement_id: redirect("emergency:acute", placement_id),
        page=lambda turn: _page(request, choice, turn),
    )


def _act(request: StaffRequest, choice: AcuteChoice, given: dict[str, Any], revision: int) -> UUID:
    return place_at_once(
        actor=actor_of(request),
        case_id=choice.case_id,
        home_id=UUID(given["home"]),
        reason=given["reason"],
        ground=choice.ground,
        now=now(),
        draft_revision=revision,
    )


def _words(home: HomeShape, choice: AcuteChoice) -> str:
    provider = home.provider_name or home.provider_code
    return f"{home.code}, {provider}{' (reservhem)' if home in choice.reserves else ''}"


def _page(request: StaffRequest, choice: AcuteChoice, turn: Turn[PlaceAtOnce]) -> HttpResponse:
    context = {
        "case": open_case(actor=actor_of(request), case_id=choice.case_id, now=now()),
        "section": "overview",
        "choice": choice,
        "may_write": may_write_in_case(actor_of(request)),
        "said": None if choice.refusal is None else SENTENCES[choice.refusal],
        "form": turn.form,
        "draft": turn.sheet,
    }
    return render(request, "emergency/place.html", context)
