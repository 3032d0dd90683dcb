"""The acts of a leave: of her who hands over and her stand-in, and of the section head, who confirms."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from tests.givens import NOW, TODAY, case_id, given_staff
from tests.house.parts import CHOOSERS, HEAD, Act
from tests.personas import Personas
from tests.stand_in.givens import LEAVE, NOTE, given_waiting
from utvag.foundation.actors import Actor
from utvag.organisation.rules import Role
from utvag.stand_in.access import (
    handed_to_decide,
    handed_to_end,
    handed_to_write,
    handover_for,
    handover_to_read,
    note_draft,
    require_hander,
)
from utvag.stand_in.models import HandedCase, Handover
from utvag.stand_in.operations import (
    begin_handover,
    confirm_handover,
    decline_handed,
    end_handover,
    note_return,
    write_handover_note,
)
from utvag.stand_in.queries import cases_to_hand_over, digest_of, handed_code_name, open_handover

HERS, HERS_AND_HEAD = {"coordinator"}, {"coordinator"} | HEAD
BY_THEIR_ROLE = CHOOSERS | {"stranger"}


def given(personas: Personas) -> None:
    """Let the coordinator hand the case over to one who is none of the seven; it waits for the section head."""
    given_waiting(personas.coordinator, given_staff("stands-in", Role.COORDINATOR))


def ids(personas: Personas) -> dict[str, UUID]:
    """Give a handover and its case."""
    given(personas)
    return {"handover_id": handover(), "handed_id": handed()}


def handover() -> UUID:
    """Give the handover that is there."""
    return Handover.objects.values_list("pk", flat=True).get()


def handed() -> UUID:
    """Give its case."""
    return HandedCase.objects.values_list("pk", flat=True).get()


def _begin(actor: Actor) -> None:
    """Hand the case over to a colleague of the actor's own role, whom nobody else of the seven is."""
    colleague = given_staff(f"colleague-{actor.id.hex[:8]}", Role(actor.role))
    begin_handover(actor=actor, stand_in_id=colleague.id, days=LEAVE, case_ids=[case_id()], now=NOW)


def _write(actor: Actor) -> None:
    write_handover_note(actor=actor, handed_id=handed(), text=NOTE, now=NOW)


ACTS: Mapping[str, tuple[Act, set[str]]] = MappingProxyType(
    {
        "cases_to_hand_over": (lambda a: cases_to_hand_over(actor=a, now=NOW), BY_THEIR_ROLE),
        "require_hander": (lambda a: require_hander(a, "TEST"), BY_THEIR_ROLE),
        "begin_handover": (_begin, CHOOSERS),
        "write_handover_note": (_write, HERS),
        "handed_to_write": (lambda a: handed_to_write(a, handed(), TODAY, action="TEST"), HERS),
        "handed_code_name": (lambda a: handed_code_name(actor=a, handed_id=handed(), now=NOW), HERS),
        "note_draft": (lambda a: note_draft(a, handed(), TODAY), HERS),
        "open_handover": (lambda a: open_handover(actor=a, handover_id=handover(), now=NOW), HERS_AND_HEAD),
        "handover_for": (lambda a: handover_for(a, handover(), TODAY, action="TEST"), HERS_AND_HEAD),
        "handover_to_read": (lambda a: handover_to_read(a, handover(), TODAY, action="TEST"), HERS_AND_HEAD),
        "handed_to_end": (lambda a: handed_to_end(a, handover(), TODAY, action="TEST"), HERS_AND_HEAD),
        "digest_of": (lambda a: digest_of(actor=a, handover_id=handover(), now=NOW), HERS_AND_HEAD),
        "end_handover": (lambda a: end_handover(actor=a, handover_id=handover(), now=NOW), HERS_AND_HEAD),
        "note_return": (lambda a: note_return(actor=a, handover_id=handover(), now=NOW), HERS),
        "handed_to_decide": (lambda a: handed_to_decide(a, handed(), TODAY, action="TEST"), HEAD),
        "confirm_handover": (lambda a: confirm_handover(actor=a, handover_id=handover(), now=NOW), HEAD),
        "decline_handed": (lambda a: decline_handed(actor=a, handed_id=handed(), now=NOW), HEAD),
    }
)
BY_ROLE = {"cases_to_hand_over", "require_hander"}
