"""What the pages of a placement share: who may, where to go, and the sentence for each refusal."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.access import may_choose
from utvag.cases.queries import open_case
from utvag.drafts.rules import DraftKey, FormKind
from utvag.drafts.views import Turn
from utvag.foundation import forms
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.foundation.http import StaffRequest, actor_of
from utvag.placement.access import PLACEMENT, proposal_draft
from utvag.placement.queries import QuestionsSpent, RegisterUnusable, journey_of, placement_shape
from utvag.placement.rules import Refusal

F = TypeVar("F", bound=forms.Form)
T = TypeVar("T")

CANNOT_CHECK: Final = "Kontrollen går inte att göra just nu. Försök igen om en stund. Det du skrev står kvar."
SPENT: Final = (
    "Kontrollen svarar inte på fler olika frågor just nu, för att ingen ska kunna fråga sig fram till var andra bor. "
    "Det ni redan har frågat om går att se igen. Är det bråttom: öppna reservhemmen, eller tala med sektionschefen."
)
SENTENCES: Final = {
    Refusal.HOME_NOT_AVAILABLE: "Hemmet går inte att använda de dagarna. Välj ett annat hem, eller andra dagar.",
    Refusal.HOME_NOT_CHECKED: "Hemmet är inte kontrollerat för alla de nya dagarna. Be polissamverkan om en bedömning "
    "som räcker så långt. Se under Personerna att var och en har kommun och stadsdel. Försök sedan igen.",
    Refusal.ALREADY_PROPOSED: "Ärendet har redan ett hem de dagarna. Öppna ärendet och läs vad som hänt.",
    Refusal.NOT_PLANNED: "Placeringen är inte planerad. Gå tillbaka till placeringen och läs vad som hänt.",
    Refusal.TOO_EARLY: "Placeringen kan inte börja före sin första dag.",
    Refusal.STAY_IS_OVER: "Den tid som hemmet var valt för har gått ut. Ta tillbaka placeringen och välj om.",
    Refusal.PAPERS_MISSING: "Allt som ska vara klart innan någon flyttar in är inte klart.",
    Refusal.MUST_BE_CONFIRMED: "Något är inte längre kontrollerat. Placeringen är ett förslag igen och väntar på "
    "sektionschefens beslut.",
    Refusal.NOT_STANDING: "Placeringen gäller inte. Gå tillbaka till placeringen och läs vad som hänt.",
    Refusal.NO_SUCH_SOCIAL_WORKER: "Välj en socialsekreterare som är utsedd på ärendet.",
    Refusal.NO_REVIEW: "Placeringen ska gås igenom med ansvarig socialsekreterare först. Genomlysningen får vara högst "
    "tre månader gammal och inte föreslå avslut.",
    Refusal.NO_EXTENSION_DECISION: "Det finns inget fattat beslut om förlängning som räcker till den dagen.",
    Refusal.NO_ENDING_DECISION: "Ett avslut mot personens vilja, eller för brutna villkor, kräver ett fattat beslut "
    "om avslut (SoL 2025:400, 14 kap. 9 §). Föreslå det under Beslut.",
    Refusal.MOVE_IS_PLANNED: "En flytt är planerad. Ta tillbaka den först.",
    Refusal.REASON_MISSING: "Skriv varför.",
    Refusal.CANNOT_CHECK: CANNOT_CHECK,
    Refusal.QUESTIONS_SPENT: SPENT,
}


class CannotCheck(Unable):
    """Nothing can be checked now."""

    def __init__(self, unusable: RegisterUnusable) -> None:
        super().__init__(word_for(unusable))


def word_for(unusable: RegisterUnusable) -> Refusal:
    """Say why nothing is checked: the engine does not answer, or does not answer more different questions."""
    return Refusal.QUESTIONS_SPENT if isinstance(unusable, QuestionsSpent) else Refusal.CANNOT_CHECK


def refusals(**fields: str) -> dict[Any, tuple[str | None, str]]:
    """Give the sentence of each refusal, and the field it belongs to where the form has one."""
    own = {Refusal.NO_SUCH_DAY: "Dagen ligger utanför placeringen. Skriv en annan dag."}
    return {word: (fields.get(word.value), sentence) for word, sentence in {**SENTENCES, **own}.items()}


def checked(act: Callable[[], T]) -> T:
    """Do an act that asks the check.

    :raises CannotCheck: when nothing can be checked.
    """
    try:
        return act()
    except RegisterUnusable as unusable:
        raise CannotCheck(unusable) from None


def draft_of(request: StaffRequest, placement_id: UUID, form: FormKind, moment: datetime) -> DraftKey:
    """Give the key of the draft, to one who handles the case.

    :raises NotVisible: for everybody else.
    """
    actor = actor_of(request)
    if not may_choose(actor):
        raise NotVisible(form.value, PLACEMENT, placement_id)
    return proposal_draft(actor, placement_id, form, day_of(moment), action=form.value)


def page_of(
    request: StaffRequest, placement_id: UUID, template: str, *, turn: Turn[F] | None, moment: datetime, **more: object
) -> HttpResponse:
    """Draw a page of a placement in the frame of its case."""
    actor = actor_of(request)
    placement = placement_shape(actor=actor, placement_id=placement_id, now=moment)
    case = open_case(actor=actor, case_id=placement.line.case_id, now=moment)
    journey = journey_of(actor=actor, placement_id=placement_id, now=moment)
    context = {"case": case, "section": "overview", "placement": placement, "line": placement.line, "journey": journey}
    if turn is not None:
        context |= {"form": turn.form, "draft": turn.sheet}
    return render(request, template, context | more)


def done(placement_id: UUID, word: str) -> HttpResponse:
    """Go to the placement, and say what was done."""
    return redirect(f"{reverse('desk:placement', args=[placement_id])}?klart={word}")
