"""The acts of the call-off, and an enquiry for its addresses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from uuid import UUID

from tests.call_off.givens import ASKED_FOR, MEMO, YES
from tests.givens import NEAR_HOME, NOW, TODAY, case_id, home_id
from tests.house.parts import CHOOSERS, NAMED, Act
from tests.personas import Personas
from utvag.call_off.access import case_draft, enquiry_draft
from utvag.call_off.models import Enquiry
from utvag.call_off.operations import (
    UnableToCallOff,
    ask_provider,
    award_directly,
    open_call_off,
    pass_step,
    propose_purchase,
    register_answer,
)
from utvag.call_off.queries import award_to_write, call_off_of, case_of_enquiry, enquiry_to_answer
from utvag.call_off.rules import PassedReason, Shown, ShownHome
from utvag.drafts.rules import FormKind
from utvag.foundation.actors import Actor
from utvag.providers.models import Home


def shown() -> Shown:
    row = Home.objects.select_related("provider").get(pk=home_id(NEAR_HOME))
    return Shown((ShownHome(row.id, row.code, row.provider_id, row.provider.code, 1, is_clear=True),))


def ask(actor: Actor) -> UUID:
    return ask_provider(
        actor=actor,
        case_id=case_id(),
        home_id=home_id(NEAR_HOME),
        asked_for=ASKED_FOR,
        order_reason="",
        shown=shown(),
        now=NOW,
    )


def given(personas: Personas) -> None:
    """Open a call-off in its first step, with an enquiry that waits for its answer."""
    open_call_off(actor=personas.coordinator, case_id=case_id(), now=NOW)
    ask(personas.coordinator)


def ids(personas: Personas) -> dict[str, UUID]:
    """Give an enquiry."""
    given(personas)
    return {"enquiry_id": enquiry()}


def enquiry() -> UUID:
    return Enquiry.objects.values_list("pk", flat=True).get()


def _ask_again(actor: Actor) -> None:
    """Ask about what is asked already: one who may gets as far as the rule."""
    try:
        ask(actor)
    except UnableToCallOff:
        return


def _award(actor: Actor) -> None:
    """Write a memo of what has no yes: one who may gets as far as the rule."""
    try:
        award_directly(actor=actor, enquiry_id=enquiry(), told=MEMO, now=NOW + timedelta(days=1))
    except UnableToCallOff:
        return


def _propose(actor: Actor) -> None:
    """Propose what has no yes: one who may gets as far as the rule."""
    try:
        propose_purchase(actor=actor, enquiry_id=enquiry(), now=NOW)
    except UnableToCallOff:
        return


ACTS: Mapping[str, tuple[Act, set[str]]] = MappingProxyType(
    {
        "call_off_of": (lambda a: call_off_of(actor=a, case_id=case_id(), now=NOW), NAMED),
        "enquiry_to_answer": (lambda a: enquiry_to_answer(actor=a, enquiry_id=enquiry(), now=NOW), CHOOSERS),
        "award_to_write": (lambda a: award_to_write(actor=a, enquiry_id=enquiry(), now=NOW), CHOOSERS),
        "case_draft": (lambda a: case_draft(a, case_id(), FormKind.LEAVE_STEP, TODAY, action="TEST"), CHOOSERS),
        "enquiry_draft": (
            lambda a: enquiry_draft(a, enquiry(), FormKind.ENQUIRY_ANSWER, TODAY, action="TEST"),
            CHOOSERS,
        ),
        "open_call_off": (lambda a: open_call_off(actor=a, case_id=case_id(), now=NOW), CHOOSERS),
        "pass_step": (
            lambda a: pass_step(
                actor=a,
                case_id=case_id(),
                step=1,
                reason=PassedReason.URGENT,
                words="Nu.",
                shown=shown(),
                now=NOW,
            ),
            CHOOSERS,
        ),
        "ask_provider": (_ask_again, CHOOSERS),
        "register_answer": (
            lambda a: register_answer(actor=a, enquiry_id=enquiry(), told=YES, now=NOW),
            CHOOSERS,
        ),
        "award_directly": (_award, CHOOSERS),
        "propose_purchase": (_propose, CHOOSERS),
        "case_of_enquiry": (lambda a: case_of_enquiry(actor=a, enquiry_id=enquiry(), now=NOW), CHOOSERS),
    }
)
