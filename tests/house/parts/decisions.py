"""What decisions add to the tests of the whole house."""

from uuid import UUID

from tests.decisions.givens import given_appeal, given_entered, given_for_committee, given_proposed, given_taken
from tests.givens import NOW, TODAY, case_id
from tests.house.parts import CHOOSERS, COMMITTEE, HEAD, NAMED, Act
from tests.personas import Personas
from utvag.decisions.access import appeal_draft, committee_draft, decision_draft, proposal_draft
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
    committee_list,
    committee_page,
    committee_pdf,
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
    """Propose one decision and one that is the committee's; take three others, and let one of them be appealed."""
    given_proposed(personas.coordinator)
    given_taken(personas.coordinator, personas.section_head, DecisionType.ACUTE_HOUSING)
    appealed = given_taken(personas.coordinator, personas.section_head, DecisionType.PROTECTED_HOUSING)
    given_appeal(personas.coordinator, appealed, TODAY)
    given_entered(personas.committee, given_for_committee(personas.coordinator))
    given_for_committee(personas.coordinator)


def ids(personas: Personas) -> dict[str, UUID]:
    """Give a decision and an appeal that are there."""
    given(personas)
    return {"decision_id": proposed(), "appeal_id": Appeal.objects.values_list("pk", flat=True).get()}


def proposed() -> UUID:
    """Give the decision that waits."""
    return Decision.objects.values_list("pk", flat=True).get(state="PROPOSED", decision_type="HOUSING_SUPPORT")


def taken() -> UUID:
    """Give the decision that is taken and not appealed."""
    return Decision.objects.values_list("pk", flat=True).get(state="TAKEN", decision_type="ACUTE_HOUSING")


def of_the_committee(state: str) -> UUID:
    """Give the committee's decision that waits, or the one that is entered."""
    return Decision.objects.values_list("pk", flat=True).get(state=state, decision_type="LVU_PLACEMENT")


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
    "enter_committee_decision": (lambda a: given_entered(a, of_the_committee("PROPOSED")), COMMITTEE),
    "notify_for_the_committee": (
        lambda a: give_notice(
            actor=a,
            decision_id=of_the_committee("TAKEN"),
            given_date=TODAY,
            way=NoticeWay.LETTER,
            to_whom="Personen",
            now=NOW,
        ),
        NAMED | COMMITTEE,
    ),
    "committee_list": (lambda a: committee_list(actor=a, now=NOW), COMMITTEE),
    "committee_page": (
        lambda a: committee_page(actor=a, decision_id=of_the_committee("PROPOSED"), now=NOW),
        COMMITTEE,
    ),
    "committee_pdf": (lambda a: committee_pdf(actor=a, decision_id=of_the_committee("TAKEN"), now=NOW), COMMITTEE),
    "committee_draft": (
        lambda a: committee_draft(a, of_the_committee("PROPOSED"), FormKind.ENTER_COMMITTEE_DECISION, TODAY),
        COMMITTEE,
    ),
    "appeal_draft": (lambda a: appeal_draft(a, appeal(), TODAY), HEAD),
}
