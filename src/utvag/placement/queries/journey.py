"""Where a placement is on its way: what must be there before it starts, what has been gone through, what is missing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from utvag.cases.queries import staff_of
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.placement.access import placement_for
from utvag.placement.models import Placement
from utvag.placement.queries.papers import agreement_of, papers_of
from utvag.placement.queries.reviews import ReviewLine, reviews_of
from utvag.placement.rules import (
    BEFORE_START,
    EndReason,
    Initiator,
    PlacementOrigin,
    PlacementState,
    StartNeed,
    Task,
    missing_for_start,
    tasks_before_start,
)


@dataclass(frozen=True, slots=True)
class JourneyShape:
    """Where a placement is on its way. Opens no text.

    :ivar tasks: the list "before anybody moves in"; empty where the papers are there, or no longer asked for.
    :ivar lacks: what a stay that came from a file, or was made in an emergency, stands without.
    :ivar moves_to: the planned placement that takes over, if there is one.
    """

    tasks: tuple[Task, ...]
    lacks: tuple[StartNeed, ...]
    agreement_id: UUID | None
    reviews: tuple[ReviewLine, ...]
    moves_to: UUID | None
    moves_from: UUID | None
    is_acute: bool
    end_reason: EndReason | None
    initiator: Initiator | None
    final_report_id: UUID | None
    social_workers: tuple[tuple[str, str], ...]

    @property
    def is_ready(self) -> bool:
        """Say whether everything is there."""
        return all(task.state == "DONE" for task in self.tasks)


def journey_of(*, actor: Actor, placement_id: UUID, now: datetime) -> JourneyShape:
    """Say where a placement is on its way.

    :raises NotVisible: when the actor is not named on its case.
    """
    today = day_of(now)
    row = placement_for(actor, placement_id, today, action="OPEN_PLACEMENT").placement
    agreement = agreement_of(row)
    moved = row.moves_to.filter(state__in=[state.value for state in BEFORE_START]).first()
    papers = papers_of(row) if row.state in _LISTED or is_without_papers(row) else None
    return JourneyShape(
        tasks=tasks_before_start(papers) if papers else (),
        lacks=missing_for_start(papers) if papers and is_without_papers(row) else (),
        agreement_id=agreement.id if agreement else None,
        reviews=reviews_of(row.id),
        moves_to=moved.id if moved else None,
        moves_from=row.moves_from_id,
        is_acute=row.origin == PlacementOrigin.ACUTE,
        end_reason=EndReason(row.end_reason) if row.end_reason else None,
        initiator=Initiator(row.initiator) if row.initiator else None,
        final_report_id=row.final_report_id,
        social_workers=tuple((str(one.staff.id), one.staff.display_name) for one in staff_of(row.case_id, today)),
    )


def is_without_papers(row: Placement) -> bool:
    """Say whether somebody lives in a home without the papers that a stay needs: it came from a file, or was acute."""
    return row.state == PlacementState.STANDING and row.agreement_document_id is None


_LISTED = tuple(state.value for state in BEFORE_START)
