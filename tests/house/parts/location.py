"""The acts of seeing where somebody lives, and who may do them."""

from contextlib import suppress
from uuid import UUID

from tests.givens import NOW, TODAY, case_id
from tests.house.parts import CHOOSERS, NAMED
from tests.location.givens import asked, given_addresses
from tests.organisation.givens import SESSION
from tests.personas import Personas
from utvag.foundation.actors import Actor
from utvag.location.access import reveal_draft
from utvag.location.models import Reveal, RevealNotice
from utvag.location.operations import ask_for_address, read_notice
from utvag.location.queries import reveal_page, reveals_of_case
from utvag.location.rules import RevealReason
from utvag.organisation.operations import TouchNeeded
from utvag.placement.models import Placement


def given(personas: Personas) -> None:
    """Write where the homes are, and let the coordinator ask for the case's own."""
    if not Reveal.objects.exists():
        given_addresses()
        Placement.objects.filter(pk=stay()).update(state="STANDING", origin="IMPORTED")
        asked(personas.coordinator, stay())


def ids(personas: Personas) -> dict[str, UUID]:
    """Give something that is there of each kind."""
    given(personas)
    return {"notice_id": RevealNotice.objects.values_list("pk", flat=True).get(account=personas.case_worker.id)}


def stay() -> UUID:
    return Placement.objects.values_list("pk", flat=True).get(case=case_id())


def notice() -> UUID:
    return RevealNotice.objects.values_list("pk", flat=True).get(account__username="case-worker")


def _ask(actor: Actor) -> None:
    # Without a touch, which only those are told who may ask.
    with suppress(TouchNeeded):
        ask_for_address(actor=actor, session=SESSION, placement_id=stay(), reason=RevealReason.VISIT, note="", now=NOW)


ACTS = {
    "reveal_page": (lambda a: reveal_page(actor=a, placement_id=stay(), now=NOW), CHOOSERS),
    "reveal_draft": (lambda a: reveal_draft(a, stay(), TODAY), CHOOSERS),
    "ask_for_address": (_ask, CHOOSERS),
    "reveals_of_case": (lambda a: reveals_of_case(actor=a, case_id=case_id(), now=NOW), NAMED),
    "read_notice": (lambda a: read_notice(actor=a, notice_id=notice(), now=NOW), {"case_worker"}),
}
