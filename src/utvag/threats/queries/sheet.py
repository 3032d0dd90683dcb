"""The weekly sheet of the police's side: what is due, by code name, in the cases that are open to the police."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.models import Case
from utvag.cases.rules import CaseState
from utvag.disclosure.queries import cases_open_to, ending_consents
from utvag.disclosure.rules import Party
from utvag.foundation.actors import Actor
from utvag.foundation.clock import SWEDEN, day_of
from utvag.meetings.queries import planned_dates
from utvag.meetings.rules import MeetingKind
from utvag.secrecy.envelope import Keyring
from utvag.threats.access import REGISTER, require_liaison
from utvag.threats.models import RegisterCheck, RegisterList
from utvag.threats.queries.assessments import current_threat_assessment, person_codes
from utvag.threats.queries.checks import meetings_checked
from utvag.threats.queries.register import LIAISON_PURPOSE, opened_entry, standing_rows
from utvag.threats.rules import CheckOutcome, Due, DueKind, check_due, in_order, why_threat, worst_of

READ: Final = "READ_WEEKLY_SHEET"


@dataclass(frozen=True, slots=True)
class Answered:
    """A register check that was entered today."""

    code_name: str
    outcome: CheckOutcome


@dataclass(frozen=True, slots=True)
class WeeklySheet:
    """What is due this week, and what was answered today.

    :ivar not_open: how many cases have neither consent nor another ground: they are only counted.
    """

    due: tuple[Due, ...] = field(repr=False)
    answered: tuple[Answered, ...] = field(repr=False)
    not_open: int

    @property
    def checks(self) -> tuple[Due, ...]:
        """Give the lines that are answered on the sheet itself."""
        return tuple(one for one in self.due if one.kind is DueKind.CHECK)

    @property
    def others(self) -> tuple[Due, ...]:
        """Give the lines that are seen to elsewhere."""
        return tuple(one for one in self.due if one.kind is not DueKind.CHECK)


def weekly_sheet(*, actor: Actor, now: datetime) -> WeeklySheet:
    """Put the week's sheet together, and write that it was read.

    :raises NotVisible: for everybody but the police liaison.
    """
    with one_act(actor=actor, now=now):
        require_liaison(actor, READ)
        record(actor=actor, action=READ, subject=Subject(REGISTER), purpose=LIAISON_PURPOSE, now=now)
        return sheet_of(now)


def sheet_of(now: datetime) -> WeeklySheet:
    """Put the week's sheet together. For operations of this floor, which ask access and write the log."""
    today = day_of(now)
    names = open_cases(today)
    due = [*checks_due(names, today), *_threats(names, today), *_placements(names, today), *_consents(names, today)]
    return WeeklySheet(in_order(due), tuple(_answered(names, now)), count_not_open(names))


def open_cases(today: date) -> dict[UUID, str]:
    """Give the code names of the living cases that are open to the police today. For queries of this floor."""
    rows = Case.objects.filter(pk__in=cases_open_to(Party.POLICE, today)).exclude(state=CaseState.CLOSED.value)
    return dict(rows.order_by("code_name").values_list("pk", "code_name"))


def count_not_open(names: Mapping[UUID, str]) -> int:
    """Count the living cases that are not open to the police."""
    return Case.objects.exclude(state=CaseState.CLOSED.value).exclude(pk__in=list(names)).count()


def checks_due(names: Mapping[UUID, str], today: date) -> Iterator[Due]:
    """Give the register checks that are due. For queries of this floor."""
    planned = planned_dates(case_ids=list(names), kind=MeetingKind.COORDINATION)
    made = meetings_checked(case_ids=list(names))
    for case_id, name in names.items():
        meeting = check_due(planned.get(case_id, ()), made.get(case_id, ()), today)
        if meeting is not None:
            yield Due(DueKind.CHECK, case_id, name, "Ska vara gjord före samordningsmötet.", meeting, meeting)


def _threats(names: Mapping[UUID, str], today: date) -> Iterator[Due]:
    for case_id, held in current_threat_assessment(case_ids=list(names), on=today).items():
        state = worst_of(one.state for one in held)
        why = why_threat(state)
        if why is not None:
            until = min((one.valid_until for one in held if one.state is state and one.valid_until), default=None)
            yield Due(DueKind.THREAT, case_id, names[case_id], why, until)


def _placements(names: Mapping[UUID, str], today: date) -> Iterator[Due]:
    assessed = _assessed(today)
    for case_id, codes in person_codes(list(names)).items():
        missing = sum(code not in assessed for code in codes)
        if missing:
            of_all = f"Saknas för {missing} av {len(codes)} personer."
            yield Due(DueKind.PLACEMENT, case_id, names[case_id], "Saknas." if len(codes) == 1 else of_all)


def _assessed(today: date) -> set[str]:
    """Give the persons whose placement is assessed today."""
    keyring = Keyring()
    entries = (opened_entry(row, keyring) for row in standing_rows(RegisterList.POLICE_ASSESSMENTS))
    return {str(one["person"]) for one in entries if str(one["from"]) <= today.isoformat() < str(one.get("until", "9"))}


def _consents(names: Mapping[UUID, str], today: date) -> Iterator[Due]:
    for case_id, until in ending_consents(case_ids=list(names), today=today).items():
        yield Due(DueKind.CONSENT, case_id, names[case_id], "Går ut. Sedan ser ni inte ärendet.", until)


def _answered(names: Mapping[UUID, str], now: datetime) -> Iterator[Answered]:
    midnight = now.astimezone(SWEDEN).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = RegisterCheck.objects.filter(case__in=list(names), done_at__gte=midnight).order_by("done_at", "pk")
    for row in rows:
        yield Answered(names[row.case_id], CheckOutcome(row.outcome))
