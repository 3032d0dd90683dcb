"""What decisions add to the tests of the whole house."""

from uuid import UUID

from tests.decisions.givens import given_proposed
from tests.givens import NOW, case_id
from tests.house.parts import CHOOSERS, NAMED, Act
from tests.personas import Personas
from utvag.decisions.models import Decision
from utvag.decisions.operations import propose_decision, withdraw_decision
from utvag.decisions.queries import changeable, decision_shape, decisions_of, proposable
from utvag.decisions.rules import DecisionType
from utvag.foundation.actors import Actor

__all__ = ["ACTS", "given"]


def given(personas: Personas) -> None:
    """Propose a decision."""
    given_proposed(personas.coordinator)


def proposed() -> UUID:
    """Give the decision that waits."""
    return Decision.objects.values_list("pk", flat=True).get(state="PROPOSED")


def _propose(actor: Actor) -> None:
    propose_decision(
        actor=actor,
        case_id=case_id(),
        decision_type=DecisionType.PROTECTED_HOUSING,
        from_date=NOW.date(),
        until_date=None,
        reasons="Skäl.",
        wording="Beslut.",
        now=NOW,
    )


ACTS: dict[str, tuple[Act, set[str]]] = {
    "propose_decision": (_propose, CHOOSERS),
    "withdraw_decision": (lambda a: withdraw_decision(actor=a, decision_id=proposed(), now=NOW), CHOOSERS),
    "decisions_of": (lambda a: decisions_of(actor=a, case_id=case_id(), now=NOW), NAMED),
    "decision_shape": (lambda a: decision_shape(actor=a, decision_id=proposed(), now=NOW), NAMED),
    "proposable": (lambda a: proposable(actor=a, case_id=case_id(), now=NOW), CHOOSERS),
    "changeable": (lambda a: changeable(actor=a, case_id=case_id(), now=NOW), CHOOSERS),
}
