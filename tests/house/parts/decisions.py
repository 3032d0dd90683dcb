"""What decisions add to the tests of the whole house."""

from uuid import UUID

from tests.decisions.givens import given_appeal, given_proposed, given_taken
from tests.givens import NOW, TODAY, case_id
from tests.house.parts import CHOOSERS, HEAD, NAMED, Act
from tests.personas import Personas
from utvag.decisions.access import appeal_draft, decision_draft, proposal_draft
from utvag.decisions.models import Appeal, Decision
from utvag.decisions.operations import (
    answer_appeal,
    decline_decision,
    give_notice,
    propose_decision,
    register_appeal,
    take_decision,
    withdraw_decision,
)
from utvag.decisions.queries import (
    changeable,
    decision_page,
    decision_shape,
    decisions_of,
    decisions_page,
    proposable,
)
from utvag.decisions.rules import AppealStep, DecisionType, NoticeWay, Outcome
from utvag.drafts.rules import FormKind
from utvag.foundation.actors import Actor

__all__ = ["ACTS", "given", "ids"]


def given(personas: Personas) -> None:
    """Propose a decision; take two others, and let one of them be appealed."""
    given_proposed(personas.coordinator)
    given_taken(personas.coordinator, personas.section_head, DecisionType.ACUTE_HOUSING)
    appealed = given_taken(personas.coordinator, personas.section_head, DecisionType.PROTECTED_HOUSING)
    given_appeal(personas.coordinator, appealed, TODAY)


def ids(personas: Personas) -> dict[str, UUID]:
    """Give a decision and an appeal that are there."""
    given(personas)
    return {"decision_id": proposed(), "appeal_id": Appeal.objects.values_list("pk", flat=True).get()}


def proposed() -> UUID:
    """Give the decision that waits."""
    return Decision.objects.values_list("pk", flat=True).get(state="PROPOSED")


def taken() -> UUID:
    """Give the decision that is taken and not appealed."""
    return Decision.objects.values_list("pk", flat=True).get(state="TAKEN", appeals__isnull=True)


def appeal() -> UUID:
    """Give the appeal."""
    return Appeal.objects.values_list("pk", flat=True).get()


def _propose(actor: Actor) -> None:
    propose_decision(
        actor=actor,
        case_id=case_id(),
        decision_type=DecisionType.PROTECTED_HOUSING,
        from_date=TODAY,
        until_date=None,
        reasons="Skäl.",
        wording="Beslut.",
        now=NOW,
    )


def _notify(actor: Actor) -> None:
    give_notice(actor=actor, decision_id=taken(), given_date=TODAY, way=NoticeWay.LETTER, to_whom="Personen", now=NOW)


ACTS: dict[str, tuple[Act, set[str]]] = {
    "propose_decision": (_propose, CHOOSERS),
    "withdraw_decision": (lambda a: withdraw_decision(actor=a, decision_id=proposed(), now=NOW), CHOOSERS),
    "take_decision": (
        lambda a: take_decision(actor=a, decision_id=proposed(), outcome=Outcome.GRANTED, reasons="Ja.", now=NOW),
        HEAD,
    ),
    "decline_decision": (lambda a: decline_decision(actor=a, decision_id=proposed(), reasons="Nej.", now=NOW), HEAD),
    "give_notice": (_notify, NAMED),
    "register_appeal": (
        lambda a: register_appeal(actor=a, decision_id=taken(), received_date=TODAY, text="Nej.", now=NOW),
        NAMED,
    ),
    "answer_appeal": (
        lambda a: answer_appeal(actor=a, appeal_id=appeal(), step=AppealStep.FORWARD, answer="Svar.", now=NOW),
        HEAD,
    ),
    "decisions_of": (lambda a: decisions_of(actor=a, case_id=case_id(), now=NOW), NAMED),
    "decisions_page": (lambda a: decisions_page(actor=a, case_id=case_id(), now=NOW), NAMED),
    "decision_shape": (lambda a: decision_shape(actor=a, decision_id=proposed(), now=NOW), NAMED),
    "decision_page": (lambda a: decision_page(actor=a, decision_id=proposed(), now=NOW), NAMED),
    "proposable": (lambda a: proposable(actor=a, case_id=case_id(), now=NOW), CHOOSERS),
    "changeable": (lambda a: changeable(actor=a, case_id=case_id(), now=NOW), CHOOSERS),
    "proposal_draft": (lambda a: proposal_draft(a, case_id(), TODAY, action="TEST"), CHOOSERS),
    "decision_draft": (lambda a: decision_draft(a, taken(), FormKind.GIVE_NOTICE, TODAY), NAMED),
    "appeal_draft": (lambda a: appeal_draft(a, appeal(), TODAY), HEAD),
}
