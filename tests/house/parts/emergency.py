"""The acts of an emergency, and who may do them."""

from contextlib import suppress
from uuid import UUID

from tests.emergency.givens import KNOWN, given_disclosed, given_living, given_set, step_id
from tests.givens import ENEMY, NEAR_HOME, NOW, SECOND_HOME, TODAY, case_id, home_id
from tests.house.parts import HEAD, LIAISON, NAMED
from tests.personas import Personas
from utvag.drafts.rules import FormKind
from utvag.emergency.access import placement_draft, placing_draft, step_draft
from utvag.emergency.models import AddressDisclosed, DisclosedStep, ReserveOpening
from utvag.emergency.operations import (
    UnableToHandle,
    UnableToPlaceAcutely,
    acknowledge_opening,
    close_disclosed,
    confirm_police_know,
    do_step,
    mark_home_known,
    open_reserves,
    place_at_once,
    register_disclosed,
    undo_step,
)
from utvag.emergency.queries import (
    acute_choice,
    acute_placement,
    disclosed_of_placement,
    event_for_liaison,
    placement_of,
    reserves_of,
    step_shape,
)
from utvag.emergency.rules import OpeningGround, StepKind
from utvag.foundation.actors import Actor


def given(personas: Personas) -> None:
    """Let the case's household live somewhere, with reserve homes that were opened when the address was disclosed."""
    if not ReserveOpening.objects.exists():
        _given(personas)


def ids(personas: Personas) -> dict[str, UUID]:
    """Give something that is there of each kind."""
    given(personas)
    return {"disclosed_id": event(), "step_id": step(), "opening_id": opening()}


def event() -> UUID:
    return AddressDisclosed.objects.values_list("pk", flat=True).get()


def step() -> UUID:
    return step_id(event(), StepKind.POLICE_TOLD)


def opening() -> UUID:
    return ReserveOpening.objects.values_list("pk", flat=True).get()


def stay() -> UUID:
    return AddressDisclosed.objects.values_list("placement", flat=True).get()


def _given(personas: Personas) -> None:
    placement = given_living()
    given_set(placement, SECOND_HOME)
    given_disclosed(personas.coordinator, placement)
    open_reserves(
        actor=personas.coordinator,
        placement_id=placement,
        ground=OpeningGround.ADDRESS_DISCLOSED,
        reason="Röjd.",
        now=NOW,
    )
    DisclosedStep.objects.filter(pk=step()).update(done_at=NOW, done_by=personas.coordinator.id)


def _register(actor: Actor) -> None:
    # It is registered already, which only the named are told.
    with suppress(UnableToHandle):
        register_disclosed(actor=actor, placement_id=stay(), learned_at=NOW, known=KNOWN, now=NOW)


def _close(actor: Actor) -> None:
    # Much is left, which only the named are told.
    with suppress(UnableToHandle):
        close_disclosed(actor=actor, disclosed_id=event(), now=NOW)


def _open(actor: Actor) -> None:
    open_reserves(actor=actor, placement_id=stay(), ground=OpeningGround.ACUTE, reason="Nu.", now=NOW)


def _place(actor: Actor) -> None:
    # The home is not clear, which only those are told who may place.
    with suppress(UnableToPlaceAcutely):
        place_at_once(
            actor=actor,
            case_id=case_id(),
            home_id=home_id(NEAR_HOME),
            reason="Nu.",
            ground=OpeningGround.ACUTE,
            now=NOW,
        )


ACTS = {
    "place_at_once": (_place, HEAD),
    "acute_choice": (lambda a: acute_choice(actor=a, case_id=case_id(), now=NOW), HEAD),
    "placing_draft": (lambda a: placing_draft(a, case_id(), TODAY), HEAD),
    "register_disclosed": (_register, NAMED),
    "close_disclosed": (_close, NAMED),
    "do_step": (lambda a: do_step(actor=a, step_id=step(), now=NOW), NAMED),
    "undo_step": (lambda a: undo_step(actor=a, step_id=step(), now=NOW), NAMED),
    "open_reserves": (_open, NAMED),
    "acknowledge_opening": (lambda a: acknowledge_opening(actor=a, opening_id=opening(), now=NOW), NAMED),
    "disclosed_of_placement": (lambda a: disclosed_of_placement(actor=a, placement_id=stay(), now=NOW), NAMED),
    "step_shape": (lambda a: step_shape(actor=a, step_id=step(), now=NOW), NAMED),
    "placement_of": (lambda a: placement_of(actor=a, disclosed_id=event(), now=NOW), NAMED),
    "reserves_of": (lambda a: reserves_of(actor=a, placement_id=stay(), now=NOW), NAMED),
    "placement_draft": (
        lambda a: placement_draft(a, stay(), FormKind.OPEN_RESERVES, TODAY, action="TEST"),
        NAMED,
    ),
    "step_draft": (lambda a: step_draft(a, step(), TODAY, action="TEST"), NAMED),
    "acute_placement": (lambda a: acute_placement(actor=a, placement_id=stay(), now=NOW), NAMED),
    "event_for_liaison": (lambda a: event_for_liaison(actor=a, disclosed_id=event(), now=NOW), LIAISON),
    "confirm_police_know": (lambda a: confirm_police_know(actor=a, disclosed_id=event(), now=NOW), LIAISON),
    "mark_home_known": (
        lambda a: mark_home_known(actor=a, disclosed_id=event(), person=ENEMY, now=NOW),
        LIAISON,
    ),
}
