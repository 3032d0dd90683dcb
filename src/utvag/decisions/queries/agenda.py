"""What waits, what comes and what has happened with decisions. Opens no text; names no person and no place."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final
from uuid import UUID

from utvag.cases.access import may_choose, visible_to
from utvag.cases.queries import code_names
from utvag.cases.rules import CaseState
from utvag.decisions.access import is_secretary, open_to_committee, programme_in_force
from utvag.decisions.models import Appeal, Decision
from utvag.decisions.queries.decisions import standing_decisions
from utvag.decisions.rules import (
    PURCHASES,
    AppealState,
    DecisionState,
    DecisionType,
    Outcome,
    forward_by,
    report_unexecuted_from,
)
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Coming, Happening, Urgency, Work
from utvag.foundation.clock import day_of
from utvag.law.delegation import delegates, is_office_hours
from utvag.law.statutes import cite
from utvag.organisation.rules import Role

PAGE: Final = "decisions:decision"


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Give what waits for the actor: over the cases that she is named on, or for the committee that she writes for."""
    if is_secretary(actor):
        return tuple(_for_the_committee(actor, now))
    cases = visible_to(actor, day_of(now))
    names = dict(cases.values_list("pk", "code_name"))
    rows = list(Decision.objects.filter(case__in=names).select_related("case", "notice").defer("sealed", "minutes"))
    return (
        *_to_take(rows, actor, now),
        *_to_notify(rows, actor),
        *_to_answer(names, actor),
        *_unexecuted(names, actor, now),
    )


def coming_of(*, case_ids: Iterable[UUID], today: date) -> tuple[Coming, ...]:
    """Give the days that decisions have before them. The caller has passed the wall of the cases."""
    wanted = list(case_ids)
    names = code_names(wanted)
    rows = (
        *_last_days(wanted, today),
        *_to_forward(wanted, today),
        *_to_execute(wanted, today),
        *_running_out(wanted, today),
    )
    return tuple(
        Coming(day, title, why, who, PAGE, {"decision_id": decision_id}, names.get(case_id, ""))
        for case_id, decision_id, day, title, why, who in rows
    )


def happenings_of(*, case_id: UUID) -> tuple[Happening, ...]:
    """Give what has happened with the decisions of a case. The caller has passed its wall."""
    rows = Decision.objects.filter(case=case_id).select_related("notice").prefetch_related("appeals").defer("sealed")
    return tuple(each for row in rows for each in _history(row))


def _to_take(rows: list[Decision], actor: Actor, now: datetime) -> Iterator[Work]:
    programme, by_night = programme_in_force(), not is_office_hours(now)
    for row in rows:
        if row.state != DecisionState.PROPOSED:
            continue
        kind = DecisionType(row.decision_type)
        roles = {each.role for each in delegates(programme, kind, on=day_of(now), out_of_hours=by_night)}
        is_hers = actor.role in roles and row.proposed_by_id != actor.id
        if is_hers:
            yield _work(row, "Väntar på ditt beslut", f"{kind.swedish}.", Urgency.ATTENTION, "decisions:take")
        elif may_choose(actor):
            tag = "Väntar på utskottet" if Role.COMMITTEE in roles else "Väntar på beslut"
            yield _work(row, tag, f"{kind.swedish}.", Urgency.WAITING, PAGE)


def _for_the_committee(actor: Actor, now: datetime) -> Iterator[Work]:
    rows = open_to_committee(actor, day_of(now)).select_related("case", "notice").defer("sealed", "minutes")
    for row in rows:
        if row.state == DecisionState.PROPOSED:
            why = f"{DecisionType(row.decision_type).swedish}. Skriv in vad utskottet beslutade när mötet har varit."
            yield _work(row, "Väntar på utskottet", why, Urgency.ATTENTION, "decisions:committee-decision")
        elif getattr(row, "notice", None) is None:
            why = "Utskottets beslut är infört. Skicka det till personen, och skriv vilken dag det lämnades."
            yield _work(row, "Underrätta personen", why, Urgency.ATTENTION, "decisions:committee-decision")


def _to_notify(rows: list[Decision], actor: Actor) -> Iterator[Work]:
    if not may_choose(actor):
        return
    for row in rows:
        is_told = getattr(row, "notice", None) is not None
        if row.state == DecisionState.TAKEN and not is_told and row.decision_type not in PURCHASES:
            why = "Beslutet är taget. Lämna det till personen, och skriv vilken dag."
            yield _work(row, "Underrätta personen", why, Urgency.ATTENTION, "decisions:notice")


def _to_answer(names: dict[UUID, str], actor: Actor) -> Iterator[Work]:
    if actor.role != Role.SECTION_HEAD:
        return
    for appeal in Appeal.objects.filter(case__in=names, state=AppealState.RECEIVED.value).defer("sealed"):
        why = (
            "Det kom in i tid. Ompröva beslutet och lämna över det till förvaltningsrätten."
            if appeal.is_in_time
            else "Det kom in för sent. Avvisa det."
        )
        yield Work(
            code_name=names[appeal.case_id],
            tag="Överklagande",
            why=why,
            urgency=Urgency.ATTENTION,
            page="decisions:answer-appeal",
            ids={"appeal_id": appeal.id},
            since=appeal.registered_at,
            due_date=forward_by(appeal.received_date),
        )


def _unexecuted(names: dict[UUID, str], actor: Actor, now: datetime) -> Iterator[Work]:
    if not (may_choose(actor) or actor.role == Role.SECTION_HEAD):
        return
    for row in _not_executed(names, day_of(now)):
        due = report_unexecuted_from(row.decision_date or row.from_date)
        if due <= day_of(now):
            why = "Beslutet är inte verkställt efter tre månader. Rapportera det till Ivo och revisorerna."
            yield _work(row, "Inte verkställt", why, Urgency.ATTENTION, PAGE, due_date=due)


def _work(row: Decision, tag: str, why: str, urgency: Urgency, page: str, *, due_date: date | None = None) -> Work:
    return Work(
        code_name=row.case.code_name,
        tag=tag,
        why=why,
        urgency=urgency,
        page=page,
        ids={"decision_id": row.id},
        since=row.decided_at or row.proposed_at,
        due_date=due_date,
    )


_Row = tuple[UUID, UUID, date, str, str, str]


def _last_days(case_ids: list[UUID], today: date) -> Iterator[_Row]:
    rows = Decision.objects.filter(case__in=case_ids, notice__last_appeal_date__gte=today).select_related("notice")
    for row in rows.defer("sealed"):
        day = row.notice.last_appeal_date
        why = f"Personen kan överklaga i tre veckor ({cite('appeal_within_three_weeks', on=day)})."
        yield row.case_id, row.id, day, "Sista dag att överklaga", why, "Personen"


def _to_forward(case_ids: list[UUID], today: date) -> Iterator[_Row]:
    waiting = Appeal.objects.filter(case__in=case_ids, state=AppealState.RECEIVED.value, is_in_time=True)
    for appeal in waiting.defer("sealed"):
        law = cite("appeal_handed_on", on=today)
        why = f"Ett överklagande i tid lämnas över skyndsamt ({law}). Egen läsning: inom en vecka."
        day = forward_by(appeal.received_date)
        yield appeal.case_id, appeal.decision_id, day, "Lämna över överklagandet", why, "Sektionschefen"


def _to_execute(case_ids: list[UUID], today: date) -> Iterator[_Row]:
    for row in _not_executed(case_ids, today):
        why = f"Ett gynnande beslut som inte är verkställt rapporteras ({cite('unexecuted_decisions', on=today)})."
        day = report_unexecuted_from(row.decision_date or row.from_date)
        if day >= today:
            yield row.case_id, row.id, day, "Tre månader sedan beslutet", why, "Samordnaren"


def _running_out(case_ids: list[UUID], today: date) -> Iterator[_Row]:
    for row in standing_decisions(case_ids, today):
        if row.until_date is not None:
            kind = DecisionType(row.decision_type).swedish
            why = "Beslutet gäller till den dagen. Ska insatsen fortsätta behövs ett nytt."
            yield row.case_id, row.id, row.until_date, f"Beslutet går ut: {kind}", why, "Samordnaren"


def _not_executed(case_ids: Iterable[UUID], today: date) -> list[Decision]:
    """Give the granted housing decisions of cases that have no home (SoL 2025:400 34 kap. 1 §)."""
    rows = standing_decisions(case_ids, today).filter(opens_housing=True)
    return list(rows.exclude(case__state__in=[CaseState.PLACED.value, CaseState.CLOSED.value]).select_related("case"))


def _history(row: Decision) -> Iterator[Happening]:
    kind, ids = DecisionType(row.decision_type).swedish, {"decision_id": row.id}
    if row.decided_at is not None:
        outcome = Outcome(str(row.outcome)).swedish.lower()
        yield Happening(row.decided_at, f"Beslut, {outcome}: {kind}", row.decided_by_id, PAGE, ids)
    if row.closed_at is not None:
        how = DecisionState(row.state).swedish.lower()
        yield Happening(row.closed_at, f"Förslag {how}: {kind}", row.closed_by_id, PAGE, ids)
    yield Happening(row.proposed_at, f"Förslag till beslut: {kind}", row.proposed_by_id, PAGE, ids)
    notice = getattr(row, "notice", None)
    if notice is not None:
        yield Happening(notice.recorded_at, f"Personen fick del av beslutet: {kind}", notice.given_by_id, PAGE, ids)
    for appeal in row.appeals.all():
        yield Happening(appeal.registered_at, f"Beslutet överklagat: {kind}", appeal.registered_by_id, PAGE, ids)
        if appeal.handled_at is not None:
            title = f"Överklagande: {AppealState(appeal.state).swedish.lower()}"
            yield Happening(appeal.handled_at, title, appeal.handled_by_id, PAGE, ids)
