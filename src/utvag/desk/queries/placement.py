"""A placement with what it obliges to and what the re-check found."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from utvag.assignments.access import may_hand_over
from utvag.cases.access import may_choose, may_decide
from utvag.cases.queries import CaseShape, open_case
from utvag.desk.queries.work import is_known
from utvag.emergency.queries import ReserveLine, reserve_line
from utvag.followup.queries import duties_of, programme_in_force
from utvag.followup.rules import Duty
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.location.access import HAS_ADDRESS, may_reveal
from utvag.placement.queries import (
    FindingShape,
    JourneyShape,
    PlacementShape,
    findings_of_placement,
    journey_of,
    placement_shape,
)
from utvag.placement.rules import BEFORE_START, IN_REGISTER, PlacementState


@dataclass(frozen=True, slots=True)
class PlacementPage:
    """A placement as its case's staff see it.

    :ivar duties: what it obliges to; none unless it stands.
    :ivar reserves: whether it has homes to flee to; None unless it stands.
    :ivar may_reveal: whether the actor may ask where it is.
    :ivar may_hand_over: whether the actor says who receives it at the provider.
    :ivar may_decide: whether the actor is the second person that a proposal waits for.
    """

    case: CaseShape
    placement: PlacementShape
    findings: tuple[FindingShape, ...]
    duties: tuple[Duty, ...]
    journey: JourneyShape
    reserves: ReserveLine | None
    may_decide: bool
    may_withdraw: bool
    may_act: bool
    may_reveal: bool
    may_hand_over: bool


def placement_page(*, actor: Actor, placement_id: UUID, now: datetime) -> PlacementPage:
    """Open a placement with its findings and duties; the opening is logged.

    :raises NotVisible: when the actor is not named on its case.
    """
    placement = placement_shape(actor=actor, placement_id=placement_id, now=now)
    line = placement.line
    duties: tuple[Duty, ...] = ()
    if line.state is PlacementState.STANDING:
        duties = duties_of(
            from_date=line.from_date,
            until_date=line.until_date,
            programme=programme_in_force(),
            today=day_of(now),
        )
    is_proposed = line.state is PlacementState.PROPOSED
    undecided = {placement_id} if is_proposed else set()
    found = findings_of_placement(actor=actor, placement_id=placement_id, now=now)
    case = open_case(actor=actor, case_id=line.case_id, now=now)
    return PlacementPage(
        case=case,
        placement=placement,
        findings=tuple(one for one in found if not is_known(one, undecided)),
        duties=duties,
        may_decide=is_proposed and may_decide(actor) and not placement.is_own_proposal,
        may_act=may_choose(actor),
        may_reveal=line.state in HAS_ADDRESS and may_reveal(actor, case.purpose),
        may_hand_over=line.state in IN_REGISTER and may_hand_over(actor),
        journey=journey_of(actor=actor, placement_id=placement_id, now=now),
        reserves=reserve_line(placement_id=placement_id, now=now) if line.state is PlacementState.STANDING else None,
        may_withdraw=line.state in BEFORE_START and may_choose(actor),
    )
