"""What those who keep the files see: code names and days. What opens a case to judge it writes the log."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from utvag.audit.operations import Subject, as_engine, one_act, record
from utvag.cases.access import CASE, denied_cases
from utvag.disposal.access import PAPERS, closed_case_for, closed_cases, may_decide_disposals, require_keeper
from utvag.disposal.models import Disposal
from utvag.disposal.queries.judging import judged
from utvag.disposal.queries.notes import last_notes
from utvag.disposal.rules import PROPOSAL_STANDS, YEARS, DisposalState, Standing, years_after
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Urgency, Work
from utvag.foundation.clock import day_of

READ, JUDGE, PURPOSE = "READ_DISPOSALS", "JUDGE_DISPOSAL", "DISPOSAL"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case that is over, and from when its time is up."""

    id: UUID
    code_name: str
    last_note_date: date
    due_date: date


@dataclass(frozen=True, slots=True)
class DisposalLine:
    """A case whose disposal is proposed, decided or done."""

    case_id: UUID
    code_name: str
    state: DisposalState
    at: datetime


@dataclass(frozen=True, slots=True)
class DisposalsPage:
    """Those whose time is up, those that wait for a decision, those to come, and those that are gone."""

    due: tuple[CaseLine, ...]
    proposed: tuple[DisposalLine, ...]
    coming: tuple[CaseLine, ...]
    disposed: tuple[DisposalLine, ...]


@dataclass(frozen=True, slots=True)
class DisposalPage:
    """What becomes of one case, and what the actor may do about it.

    :ivar is_own: the actor has proposed it herself, so another decides.
    """

    case_id: UUID
    code_name: str
    last_note_date: date | None
    standing: Standing
    proposed_at: datetime | None
    is_own: bool
    is_too_old: bool
    may_decide: bool


def disposals_page(*, actor: Actor, now: datetime) -> DisposalsPage:
    """List the cases that are over, by code name. Opens none.

    :raises NotVisible: for everybody but those who keep the files.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        require_keeper(actor, READ)
        record(actor=actor, action=READ, subject=Subject(PAPERS), purpose=PURPOSE, now=now)
        with as_engine():
            rows = Disposal.objects.exclude(state=DisposalState.REFUSED.value).exclude(case__in=denied_cases(actor))
            lines = [_line(row) for row in rows.select_related("case").order_by("case__code_name")]
            cases = [one for one in _closed(actor) if one.id not in {line.case_id for line in lines}]
    return DisposalsPage(
        due=tuple(one for one in cases if one.due_date <= today),
        proposed=tuple(line for line in lines if line.state is DisposalState.PROPOSED),
        coming=tuple(one for one in cases if one.due_date > today),
        disposed=tuple(line for line in lines if line.state is not DisposalState.PROPOSED),
    )


def disposal_page(*, actor: Actor, case_id: UUID, now: datetime) -> DisposalPage:
    """Judge one case that is over; the log says that it was opened for that. What is shown opens no person.

    :raises NotVisible: for everybody but those who keep the files, and when the case is not over or is gone.
    """
    with one_act(actor=actor, now=now):
        with as_engine():
            case = closed_case_for(actor, case_id, action=JUDGE)
            last_note, standing = judged(case_id, day_of(now))
            proposal = Disposal.objects.filter(case=case_id, state=DisposalState.PROPOSED.value).first()
        record(actor=actor, action=JUDGE, subject=Subject(CASE, case_id, case_id), purpose=PURPOSE, now=now)
    proposed_at = None if proposal is None else proposal.proposed_at
    return DisposalPage(
        case_id=case_id,
        code_name=case.code_name,
        last_note_date=last_note,
        standing=standing,
        proposed_at=proposed_at,
        is_own=proposal is not None and proposal.proposed_by_id == actor.id,
        is_too_old=proposed_at is not None and now - proposed_at > PROPOSAL_STANDS,
        may_decide=may_decide_disposals(actor),
    )


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Give the proposals that wait for the actor's decision, by code name. Opens nothing."""
    del now
    if not may_decide_disposals(actor):
        return ()
    with as_engine():
        rows = Disposal.objects.filter(state=DisposalState.PROPOSED.value).exclude(proposed_by=actor.id)
        waiting = list(rows.exclude(case__in=denied_cases(actor)).select_related("case").order_by("proposed_at"))
    return tuple(
        Work(
            code_name=row.case.code_name,
            tag="Beslut om gallring",
            why="Någon har föreslagit att ärendet gallras. Det kan inte göras ogjort.",
            urgency=Urgency.INFO,
            page="disposal:case",
            ids={"case_id": row.case_id},
            since=row.proposed_at,
        )
        for row in waiting
    )


def _closed(actor: Actor) -> list[CaseLine]:
    names = dict(closed_cases(actor).values_list("pk", "code_name"))
    lines = [
        CaseLine(case_id, names[case_id], noted, years_after(noted, YEARS))
        for case_id, noted in last_notes(names).items()
    ]
    return sorted(lines, key=lambda line: (line.due_date, line.code_name))


def _line(row: Disposal) -> DisposalLine:
    at = row.decided_at or row.proposed_at
    assert at is not None  # noqa: S101 (a constraint: it is proposed, or decided)
    return DisposalLine(row.case_id, row.case.code_name, DisposalState(row.state), at)
