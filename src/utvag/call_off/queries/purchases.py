"""The section head's decisions on purchases, by the enquiry that they are about. The caller has passed the wall."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from uuid import UUID

from utvag.call_off.rules import Step
from utvag.decisions.models import Decision
from utvag.decisions.rules import DecisionState, DecisionType, Outcome

DECISION_OF_STEP: Final[Mapping[Step, DecisionType]] = MappingProxyType(
    {Step.FRAMEWORK: DecisionType.CALL_OFF_FRAMEWORK, Step.OUTSIDE: DecisionType.CALL_OFF_OUTSIDE}
)
PURCHASES: Final = [kind.value for kind in DECISION_OF_STEP.values()]


@dataclass(frozen=True, slots=True)
class PurchaseLine:
    """The latest proposal to buy what an enquiry is about."""

    decision_id: UUID
    state: DecisionState
    outcome: Outcome | None

    @property
    def is_live(self) -> bool:
        """Say whether it waits for the section head, or she has said yes."""
        return self.state is DecisionState.PROPOSED or self.outcome is Outcome.GRANTED

    @property
    def swedish(self) -> str:
        """Say where it stands."""
        if self.state is DecisionState.PROPOSED:
            return "Väntar på sektionschefen"
        if self.state is DecisionState.TAKEN:
            return "Sektionschefen har sagt ja" if self.is_live else "Sektionschefen har sagt nej"
        return "Förslaget gäller inte längre"


def purchases_of(enquiry_ids: Iterable[UUID]) -> dict[UUID, PurchaseLine]:
    """Give the latest proposal of each enquiry that has one."""
    rows = Decision.objects.filter(subject__in=list(enquiry_ids), decision_type__in=PURCHASES)
    return {
        row.subject: PurchaseLine(row.id, DecisionState(row.state), Outcome(row.outcome) if row.outcome else None)
        for row in rows.order_by("proposed_at", "pk")
        if row.subject is not None
    }


def has_live_proposal(enquiry_id: UUID) -> bool:
    """Say whether the purchase waits for its decision, or has got it."""
    line = purchases_of([enquiry_id]).get(enquiry_id)
    return line is not None and line.is_live
