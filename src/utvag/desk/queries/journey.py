"""The way from a first contact to a home, as a list of what is done and what is not. Opens no text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from utvag.call_off.queries import open_step
from utvag.cases.access import may_write_in_case
from utvag.cases.queries import CaseShape
from utvag.decisions.queries import granted
from utvag.decisions.rules import HOUSING
from utvag.disclosure.queries import allows
from utvag.disclosure.rules import Allowed, ContentCategory, Party
from utvag.foundation.actors import Actor
from utvag.foundation.dates import swedish_day
from utvag.investigation.access import newest_of
from utvag.investigation.rules import InvestigationState
from utvag.meetings.queries import held_dates, planned_dates
from utvag.meetings.rules import MeetingKind
from utvag.placement.queries import PlacementLine
from utvag.placement.rules import PlacementState
from utvag.plans.queries import missing_plans
from utvag.threats.queries import current_threat_assessment


class StepState(StrEnum):
    """The four states of the task list."""

    NOT_STARTED = "NOT_STARTED"
    STARTED = "STARTED"
    BLOCKED = "BLOCKED"
    DONE = "DONE"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing on the way, where it stands, and where to do it."""

    title: str
    state: StepState
    why: str = ""
    page: str = ""
    ids: Mapping[str, UUID] = field(default_factory=dict)


_HAS_HOME: Final = (PlacementState.PLANNED, PlacementState.STANDING)


def steps_of(*, actor: Actor, case: CaseShape, live: PlacementLine | None, today: date) -> tuple[Step, ...]:
    """List the steps of a case in the order of the work. The caller has passed the wall and opened the case."""
    ids = {"case_id": case.id}
    return (
        _of("Personerna i ärendet", bool(case.household), "cases:household", ids),
        _investigation(case.id, ids),
        _consent(case.id, today, ids),
        _threat(case.id, today),
        _meeting(case.id, ids),
        _of(
            "Vad boendet ska klara",
            case.lot is not None,
            # Only those who write it have the page.
            "cases:state-needs" if may_write_in_case(actor) else "",
            ids,
        ),
        _call_off(case, ids),
        _home(case, live),
        _decision(case.id, today, ids),
        _plans(case.id, ids),
        _move_in(live),
    )


def _of(title: str, is_done: bool, page: str, ids: Mapping[str, UUID]) -> Step:
    return Step(title, StepState.DONE if is_done else StepState.NOT_STARTED, page=page, ids=ids)


def _investigation(case_id: UUID, ids: Mapping[str, UUID]) -> Step:
    row, title, page = newest_of(case_id), "Utredning", "investigation:case"
    if row is None:
        return Step(title, StepState.NOT_STARTED, "Öppnas genast när någon har sökt hjälp.", page, ids)
    if row.state == InvestigationState.OPEN:
        return Step(title, StepState.STARTED, f"Ska vara klar {swedish_day(row.due_date)}.", page, ids)
    return Step(title, StepState.DONE, page=page, ids=ids)


def _consent(case_id: UUID, today: date, ids: Mapping[str, UUID]) -> Step:
    answer = allows(case_id=case_id, party=Party.POLICE, category=ContentCategory.THREAT, on=today)
    if isinstance(answer, Allowed):
        return Step("Samtycke eller annan grund för polisen", StepState.DONE, page="disclosure:case", ids=ids)
    why = "Utan det ser polissamverkan inte ärendet."
    return Step("Samtycke eller annan grund för polisen", StepState.NOT_STARTED, why, "disclosure:case", ids)


def _threat(case_id: UUID, today: date) -> Step:
    held = current_threat_assessment(case_ids=[case_id], on=today).get(case_id, ())
    title = "Polisens hotbedömning"
    if not held:
        return Step(title, StepState.NOT_STARTED, "Polissamverkan skriver in den.")
    lacking = sum(one.state.is_loud for one in held)
    if lacking:
        why = f"Saknas eller har gått ut för {lacking} av {len(held)}. Polissamverkan skriver in den."
        return Step(title, StepState.STARTED if lacking < len(held) else StepState.NOT_STARTED, why)
    return Step(title, StepState.DONE)


def _meeting(case_id: UUID, ids: Mapping[str, UUID]) -> Step:
    kind, title, page = MeetingKind.COORDINATION, "Samordningsmöte med polisen", "meetings:case"
    if held_dates(case_id=case_id, kind=kind):
        return Step(title, StepState.DONE, page=page, ids=ids)
    planned = planned_dates(case_ids=[case_id], kind=kind).get(case_id, ())
    if planned:
        return Step(title, StepState.STARTED, f"Bokat till {swedish_day(planned[0])}.", page, ids)
    return Step(title, StepState.NOT_STARTED, "", page, ids)


def _call_off(case: CaseShape, ids: Mapping[str, UUID]) -> Step:
    title, page = "Avrop i tre steg", "call_off:case"
    if case.lot is None:
        return Step(title, StepState.BLOCKED, "Skriv först vad boendet ska klara.")
    step = open_step(case_id=case.id)
    if step is None:
        return Step(
            title, StepState.NOT_STARTED, "Egen verksamhet först, sedan ramavtal, sist utanför avtal.", page, ids
        )
    return Step(title, StepState.STARTED, f"Steg {step.step} av 3.", page, ids)


def _home(case: CaseShape, live: PlacementLine | None) -> Step:
    title = "Ett säkert hem"
    if live is not None:
        state = StepState.DONE if live.state in _HAS_HOME else StepState.STARTED
        why = "" if state is StepState.DONE else "Förslaget väntar på beslut."
        return Step(title, state, why, "desk:placement", {"placement_id": live.id})
    if case.lot is None:
        return Step(title, StepState.BLOCKED, "Skriv först vad boendet ska klara.")
    return Step(title, StepState.NOT_STARTED, "Hemmen som klarar kontrollen står på den här sidan.")


def _decision(case_id: UUID, today: date, ids: Mapping[str, UUID]) -> Step:
    has_one = bool(granted(case_id=case_id, types=HOUSING, on=today))
    return _of("Beslut om boende", has_one, "decisions:case", ids)


def _plans(case_id: UUID, ids: Mapping[str, UUID]) -> Step:
    missing, title, page = missing_plans(case_id=case_id), "Vårdplan och säkerhetsplaner", "plans:case"
    if not missing.is_anything:
        return Step(title, StepState.DONE, page=page, ids=ids)
    if missing.has_nobody:
        return Step(title, StepState.BLOCKED, "Skriv först vilka som hör till ärendet.")
    lacks = [*(["vårdplanen"] if missing.has_no_care_plan else [])]
    if missing.persons:
        lacks.append(f"{len(missing.persons)} {'säkerhetsplan' if len(missing.persons) == 1 else 'säkerhetsplaner'}")
    return Step(title, StepState.STARTED, f"Saknas: {' och '.join(lacks)}.", page, ids)


def _move_in(live: PlacementLine | None) -> Step:
    title = "Avtal, underskrifter och inflyttning"
    if live is None or live.state is PlacementState.PROPOSED:
        return Step(title, StepState.BLOCKED, "Kommer när ett hem är valt.")
    if live.state is PlacementState.STANDING:
        return Step(title, StepState.DONE, page="desk:placement", ids={"placement_id": live.id})
    return Step(
        title, StepState.STARTED, "Placeringens sida visar vad som fattas.", "desk:placement", {"placement_id": live.id}
    )
