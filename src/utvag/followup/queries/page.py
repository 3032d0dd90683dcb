"""The page of a case's follow-up: what is late, what comes, what is done, and what was said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE, case_for, may_choose
from utvag.followup.queries.agenda import days_in_words
from utvag.followup.queries.duties import Followed, followed, is_recorded, programme_in_force
from utvag.followup.queries.said import ContactShape, VisitShape, contacts_of, visits_of
from utvag.followup.rules import DutyState, Occurrence, Standing
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.law.profile import DutyRule, Span, Trigger
from utvag.placement.models import Placement
from utvag.placement.rules import PlacementState

READ_FOLLOWUP = "READ_FOLLOWUP"
AT_CHANGE = (Trigger.EXTENSION_IS_PLANNED, Trigger.HOUSING_FORM_CHANGES)


@dataclass(frozen=True, slots=True)
class DutyRow:
    """An occurrence of a duty as the page shows it, with all that says why it is there."""

    kind: str
    title: str
    who: str
    why: str
    source: str
    law: str | None
    every: Span | None
    day: date
    counted: str
    done: date | None
    late: str
    is_recorded: bool


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The follow-up of the placement that stands.

    :ivar placement_id: None where none stands.
    :ivar continuous: what is done all along, for which the programme sets no day.
    :ivar at_change: what is to be done first when the placement is to be prolonged or its form changed.
    """

    placement_id: UUID | None
    late: tuple[DutyRow, ...]
    upcoming: tuple[DutyRow, ...]
    done: tuple[DutyRow, ...]
    continuous: tuple[DutyRule, ...]
    at_change: tuple[DutyRule, ...]
    contacts: tuple[ContactShape, ...]
    visits: tuple[VisitShape, ...]
    may_record: bool


def follow_up(*, actor: Actor, case_id: UUID, now: datetime) -> FollowUp:
    """Open the follow-up of a case with what was said, and write that it was opened (lag 2001:454, 10 §).

    :raises NotVisible: when the actor is not named on the case.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = case_for(actor, case_id, today, action=READ_FOLLOWUP)
        subject = Subject(CASE, case_id, case_id)
        record(actor=actor, action=READ_FOLLOWUP, subject=subject, purpose=opened.purpose, now=now)
        rows = Placement.objects.filter(case=case_id, state=PlacementState.STANDING.value).select_related("case")
        one = next(iter(followed(list(rows[:1]), today=today)), None)
        contacts, visits = contacts_of(case_id), visits_of(case_id)
        return FollowUp(
            placement_id=None if one is None else one.placement.id,
            late=() if one is None else _late(one, today),
            upcoming=() if one is None else _upcoming(one, today),
            done=() if one is None else _done(one, today),
            continuous=() if one is None else tuple(rule for rule in one.rules.values() if rule.first is None),
            at_change=() if one is None else _at_change(),
            contacts=contacts,
            visits=visits,
            may_record=one is not None and may_choose(actor),
        )


def _at_change() -> tuple[DutyRule, ...]:
    programme = programme_in_force()
    return tuple(rule for trigger in AT_CHANGE for rule in programme.duties_started_by(trigger))


def _late(one: Followed, today: date) -> tuple[DutyRow, ...]:
    late = ((each, each.overdue) for each in one.standings if is_recorded(each.rule))
    return _rows(one, ((standing, each) for standing, each in late if each is not None), today)


def _upcoming(one: Followed, today: date) -> tuple[DutyRow, ...]:
    ahead = ((each, each.upcoming) for each in one.standings)
    return _rows(one, ((standing, each) for standing, each in ahead if each is not None), today)


def _done(one: Followed, today: date) -> tuple[DutyRow, ...]:
    """Give the latest of each duty that was done."""
    states = {DutyState.FULFILLED, DutyState.DONE_LATE}
    last = ((each, [one for one in each.occurrences if one.state in states]) for each in one.standings)
    rows = _rows(one, ((standing, found[-1]) for standing, found in last if found), today)
    return tuple(sorted(rows, key=lambda row: row.done or date.min, reverse=True))


def _rows(one: Followed, found: Iterable[tuple[Standing, Occurrence]], today: date) -> tuple[DutyRow, ...]:
    rows = (_row(one, standing.rule, each, today) for standing, each in found)
    return tuple(sorted(rows, key=lambda row: row.day))


def _row(one: Followed, rule: DutyRule, each: Occurrence, today: date) -> DutyRow:
    return DutyRow(
        kind=rule.kind,
        title=rule.title,
        who=rule.who,
        why=rule.why,
        source=rule.source.title,
        law=one.law(rule),
        every=rule.every,
        day=each.due.day,
        counted=one.counted(rule, each.due, today),
        done=each.done,
        late=_late_in_words(each),
        is_recorded=is_recorded(rule),
    )


def _late_in_words(each: Occurrence) -> str:
    if each.days_late == 0:
        return ""
    working = "arbetsdag" if each.working_days_late == 1 else "arbetsdagar"
    return f"{days_in_words(each.days_late)}, varav {each.working_days_late} {working}"
