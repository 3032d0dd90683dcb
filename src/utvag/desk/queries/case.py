"""A case with the homes it may have, or the placement it has."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from utvag.cases.access import may_choose
from utvag.cases.queries import CaseShape, ContactLine, contacts_of_case, open_case
from utvag.cases.rules import CaseState
from utvag.desk.queries.journey import Step, steps_of
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.investigation.access import newest_of
from utvag.placement.operations import HomesForCase, UnableToChoose, check_homes
from utvag.placement.queries import PlacementLine, QuestionsSpent, RegisterUnusable, placements_of_case
from utvag.placement.rules import LIVE
from utvag.threats.queries import CaseAssessment, assessments_for_case


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case as its named staff see it.

    :ivar homes: the answer of the check; None where no home is looked for, or nothing can be checked.
    :ivar is_unusable: whether nothing can be checked, so that the page must say so loudly.
    :ivar asks_again_at: when more is answered, where nothing is because too much has been asked.
    :ivar may_open_investigation: whether the case is new, has no investigation yet, and the actor handles it.
    """

    case: CaseShape
    homes: HomesForCase | None
    is_unusable: bool
    live: PlacementLine | None
    past: tuple[PlacementLine, ...]
    may_choose: bool
    contacts: tuple[ContactLine, ...]
    steps: tuple[Step, ...]
    threats: tuple[CaseAssessment, ...] = field(repr=False)
    may_open_investigation: bool = False
    asks_again_at: datetime | None = None


def case_page(*, actor: Actor, case_id: UUID, now: datetime) -> CasePage:
    """Open a case, and ask the check where it waits for a home; both are logged.

    :raises NotVisible: when the actor is not named on the case.
    """
    case = open_case(actor=actor, case_id=case_id, now=now)
    placements = placements_of_case(actor=actor, case_id=case_id, now=now)
    live = next((line for line in placements if line.state in LIVE), None)
    homes, is_unusable, asks_again_at = None, False, None
    if case.state is CaseState.WAITING and live is None:
        try:
            homes = check_homes(actor=actor, case_id=case_id, now=now)
        except RegisterUnusable as unusable:
            is_unusable = True
            asks_again_at = unusable.until if isinstance(unusable, QuestionsSpent) else None
        except UnableToChoose:
            # Somebody chose in the same moment: the page without homes is already true.
            homes = None
    contacts = contacts_of_case(actor=actor, case_id=case_id, now=now)
    past = tuple(line for line in placements if line is not live)
    steps = steps_of(actor=actor, case=case, live=live, today=day_of(now))
    threats = assessments_for_case(actor=actor, case_id=case_id, now=now)
    may_open = may_choose(actor) and case.state is CaseState.INTAKE and newest_of(case_id) is None
    return CasePage(
        case=case,
        homes=homes,
        is_unusable=is_unusable,
        live=live,
        past=past,
        may_choose=may_choose(actor),
        contacts=contacts,
        steps=steps,
        threats=threats,
        may_open_investigation=may_open,
        asks_again_at=asks_again_at,
    )
