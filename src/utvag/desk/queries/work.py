"""Every row that waits for somebody, from all packages, in one order. Opens no person."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from utvag.alarms import queries as alarms
from utvag.break_glass import queries as break_glass
from utvag.call_off import queries as call_off
from utvag.cases.access import may_choose
from utvag.cases.queries import (
    CaseLine,
    ContactLine,
    contact_notices,
    contact_queue,
    my_cases,
    namings_that_end,
    on_call_notices,
)
from utvag.cases.rules import CaseState, ContactState, Wait
from utvag.decisions import queries as decisions
from utvag.disclosure import queries as disclosure
from utvag.disposal import queries as disposal
from utvag.emergency import queries as emergency
from utvag.followup import queries as followup
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Urgency, Work
from utvag.foundation.clock import day_of
from utvag.investigation import queries as investigation
from utvag.location import queries as location
from utvag.log_review import queries as log_review
from utvag.meetings import queries as meetings
from utvag.organisation.rules import Role
from utvag.placement import queries as placement
from utvag.placement.access import placements_visible_to
from utvag.placement.queries import (
    FindingShape,
    PlacementLine,
    count_open_findings,
    open_findings,
    proposals_waiting_for,
)
from utvag.placement.queries.placements import placement_line
from utvag.placement.rules import LIVE, FindingKind, PlacementState
from utvag.plans import queries as plans
from utvag.stand_in import queries as stand_in
from utvag.threats import queries as threats

WorkSource = Callable[..., Sequence[Work]]

# What the packages hand up. Each asks the wall itself, and names no person and no place.
SOURCES: Final[tuple[WorkSource, ...]] = (
    break_glass.work_of,
    alarms.work_of,
    emergency.work_of,
    location.work_of,
    on_call_notices,
    namings_that_end,
    threats.work_of,
    disclosure.work_of,
    investigation.work_of,
    meetings.work_of,
    decisions.work_of,
    call_off.work_of,
    plans.work_of,
    placement.work_of,
    followup.work_of,
    log_review.work_of,
    stand_in.work_of,
    disposal.work_of,
)

COLLIDES: Final = "Krockar"


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Put everything that waits for the actor in one order: the most dangerous first, then the oldest."""
    rows = (*_of_the_check(actor, now), *(row for source in SOURCES for row in source(actor=actor, now=now)))
    return tuple(sorted(rows, key=_in_order))


def live_placements(actor: Actor, today: date) -> tuple[PlacementLine, ...]:
    """Give the placements of the actor's cases that stand, are planned or proposed, by code name."""
    rows = placements_visible_to(actor, today).filter(state__in=[state.value for state in LIVE])
    return tuple(placement_line(row) for row in rows.select_related("case", "home").order_by("case__code_name"))


def is_known(finding: FindingShape, undecided: Collection[object]) -> bool:
    """Tell whether a finding only repeats what a proposal waits for: that something is not checked."""
    return finding.kind is FindingKind.NOT_CHECKED and finding.placement_id in undecided


def _in_order(row: Work) -> tuple[Urgency, date, float, str]:
    since = row.since.timestamp() if row.since else 0.0
    return (row.urgency, row.due_date or date.max, since, row.code_name)


def _of_the_check(actor: Actor, now: datetime) -> Iterator[Work]:
    if actor.role == Role.POLICE_LIAISON:
        yield from _findings_for_the_liaison(actor, now)
        return
    proposed = [line for line in live_placements(actor, day_of(now)) if line.state is PlacementState.PROPOSED]
    undecided = {line.id for line in proposed}
    yield from (_finding(one) for one in open_findings(actor=actor, now=now) if not is_known(one, undecided))
    yield from (_to_decide(line) for line in proposals_waiting_for(actor=actor, now=now))
    # A contact that waits comes up when its day is near; until then it rests in the section heads' own list.
    yield from (_new_contact(line) for line in contact_queue(actor=actor, now=now) if line.wait is not Wait.RESTS)
    yield from (_heard_from(line) for line in contact_notices(actor=actor, now=now))
    if may_choose(actor):
        has_proposal = {line.case_id for line in live_placements(actor, day_of(now))}
        waiting = (case for case in my_cases(actor=actor, now=now) if case.state is CaseState.WAITING)
        yield from (_without_home(case) for case in waiting if case.id not in has_proposal)
    if actor.role != Role.SECTION_HEAD:
        yield from (_proposed(line) for line in proposed)


def _findings_for_the_liaison(actor: Actor, now: datetime) -> Iterator[Work]:
    # Her list of reasons writes the log each time it is read, so the desk only counts.
    count = count_open_findings(actor=actor, now=now)
    if count:
        plural = "placering" if count == 1 else "placeringar"
        yield Work(
            code_name=f"{count} {plural} att ta ställning till",
            tag="Krockar eller inte kontrollerat",
            why=f"Ingen har svarat på {'den' if count == 1 else 'dem'} än. Där läser du också varför.",
            urgency=Urgency.DANGER,
            page="desk:liaison",
        )


def _finding(finding: FindingShape) -> Work:
    is_collision = finding.kind is FindingKind.COLLIDING
    tag = COLLIDES if is_collision else "Inte kontrollerat"
    why = (
        f"{finding.home_code} är inte längre säkert. Ring polissamverkan: de vet varför."
        if is_collision
        else f"Placeringen i {finding.home_code} bygger på något som fattas. Öppna den och läs vad du ska göra."
    )
    is_taken = finding.acknowledged_at is not None
    loud = Urgency.DANGER if is_collision else Urgency.ATTENTION
    return Work(
        code_name=finding.case_code,
        tag=f"{tag}, någon arbetar med det" if is_taken else tag,
        why=why,
        # What somebody acts on already goes last of what needs the actor.
        urgency=Urgency.INFO if is_taken else loud,
        page="desk:placement",
        ids={"placement_id": finding.placement_id},
        since=finding.found_at,
    )


def _to_decide(line: PlacementLine) -> Work:
    return Work(
        code_name=line.case_code,
        tag="Väntar på ditt beslut",
        why=f"Någon föreslår {line.home_code}, fast allt inte är kontrollerat. Du är den andra personen.",
        urgency=Urgency.ATTENTION,
        page="placement:decide",
        ids={"placement_id": line.id},
        since=line.proposed_at,
    )


def _proposed(line: PlacementLine) -> Work:
    return Work(
        code_name=line.case_code,
        tag="Väntar på sektionschefen",
        why=f"Förslaget om {line.home_code} är inte beslutat än.",
        urgency=Urgency.WAITING,
        page="desk:placement",
        ids={"placement_id": line.id},
        since=line.proposed_at,
    )


def _new_contact(line: ContactLine) -> Work:
    is_new = line.state is ContactState.NEW
    tag = "Ny kontakt" if is_new else ("Dagen är inne" if line.wait is Wait.DUE else "Dagen är nära")
    why = (
        "Någon vill lämna. Läs vad som är berättat, och bestäm vem som tar hand om det."
        if is_new
        else "Kontakten har väntat på att personen blir fri. En utredning tar ungefär två veckor."
    )
    return Work(
        code_name=line.receipt,
        tag=tag,
        why=why,
        urgency=Urgency.ATTENTION,
        page="cases:contact",
        ids={"contact_id": line.id},
        since=line.received_at,
        due_date=None if is_new else line.waiting_until,
    )


def _heard_from(line: ContactLine) -> Work:
    return Work(
        code_name=line.case_code or line.receipt,
        tag="Ny kontakt",
        why=f"Personen i ärendet har hört av sig på nytt. Läs kontakten {line.receipt}.",
        urgency=Urgency.ATTENTION,
        page="cases:contact",
        ids={"contact_id": line.id},
        since=line.received_at,
    )


def _without_home(case: CaseLine) -> Work:
    return Work(
        code_name=case.code_name,
        tag="Saknar hem",
        why="Ärendet väntar på att du väljer ett hem.",
        urgency=Urgency.INFO,
        page="desk:case",
        ids={"case_id": case.id},
        due_date=case.start_date,
    )
