"""Read about investigations. What opens a text writes the log; dates and rows for the desk open none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import case_for, may_choose, visible_to
from utvag.cases.rules import CaseState
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Coming, Happening, Urgency, Work
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible
from utvag.investigation.access import INVESTIGATION, case_to_investigate, newest_of, open_of
from utvag.investigation.models import HousingMeanwhile, Investigation, PreconditionAnswer, SectionVersion
from utvag.investigation.rules import (
    Clock,
    HousingKind,
    InvestigationState,
    Met,
    Precondition,
    SectionKind,
    children_clocks,
    decision_clocks,
    is_near,
    missing_sections,
    working_days_left,
)
from utvag.law.programme import programme_for
from utvag.meetings.queries import held_meetings
from utvag.meetings.rules import MeetingKind
from utvag.organisation.queries import municipality, staff_shapes
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Owner, Place

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A part in the task list: where it stands and who wrote last; nothing of what it says."""

    kind: SectionKind
    revision: int
    is_done: bool
    written_at: datetime | None
    by: str = field(repr=False)

    @property
    def state(self) -> str:
        """Give the state of the task list."""
        if self.is_done:
            return "DONE"
        return "STARTED" if self.revision else "NOT_STARTED"


@dataclass(frozen=True, slots=True)
class SectionShape:
    """One version of a part, opened."""

    revision: int
    is_done: bool
    written_at: datetime
    by: str = field(repr=False)
    values: Values = field(repr=False)


@dataclass(frozen=True, slots=True)
class AnswerShape:
    """What was last told of one of the police's preconditions."""

    precondition: Precondition
    answer: Met
    told_date: date | None
    told_by: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HousingShape:
    """Where the person lives meanwhile."""

    kind: HousingKind
    from_date: date
    until_date: date | None
    note: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class InvestigationShape:
    """An investigation as the named staff of its case may read it."""

    id: UUID
    state: InvestigationState
    opened_on: date
    due_date: date
    working_days: int
    closed_at: datetime | None
    sections: tuple[SectionLine, ...]
    answers: tuple[AnswerShape, ...]
    housing: tuple[HousingShape, ...]
    late_reason: str = field(repr=False)
    close_note: str = field(repr=False)
    meeting_held: date | None
    missing: tuple[str, ...]
    may_write: bool


def place_of(case_id: UUID, table: str, row: UUID) -> Place:
    """Say where a sealed value of this package belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), f"investigation_{table}", row)


def opened_values(keyring: Keyring, place: Place, sealed: bytes | memoryview) -> dict[str, object]:
    """Open a sealed value of this package. For queries and operations that write the log."""
    return cast("dict[str, object]", keyring.open(place, sealed).reveal())


def investigation_days() -> int:
    """Give the days that the programme allows an investigation."""
    place = municipality()
    code, is_demo = ("", False) if place is None else (place.code, place.is_demo)
    return programme_for(code, is_demo=is_demo).investigation["days"].number


def newest_sections(investigation_id: UUID) -> dict[SectionKind, SectionVersion]:
    """Give the newest version of each part. The caller has passed the wall."""
    rows = SectionVersion.objects.filter(investigation=investigation_id).order_by("revision")
    return {SectionKind(row.kind): row for row in rows}


def meeting_for_investigation(row: Investigation) -> tuple[UUID, datetime] | None:
    """Give the last coordination meeting that was held since the investigation opened; the police were there."""
    held = held_meetings(case_id=row.case_id, kind=MeetingKind.COORDINATION)
    since = [one for one in held if day_of(one[1]) >= day_of(row.opened_at)]
    return since[-1] if since else None


def open_investigation_of(*, actor: Actor, case_id: UUID, now: datetime) -> InvestigationShape | None:
    """Open the newest investigation of a case, but for its parts, and write that it was opened.

    :raises NotVisible: when the actor is not named on the case.
    """
    with one_act(actor=actor, now=now):
        opened = case_for(actor, case_id, day_of(now), action="OPEN_INVESTIGATION")
        row = newest_of(case_id)
        subject = Subject(INVESTIGATION, None if row is None else row.id, case_id)
        record(actor=actor, action="OPEN_INVESTIGATION", subject=subject, purpose=opened.purpose, now=now)
        return None if row is None else _shape(row, day_of(now), may_write=may_choose(actor))


def open_section(*, actor: Actor, case_id: UUID, kind: SectionKind, now: datetime) -> tuple[SectionShape, ...]:
    """Open every version of a part of the newest investigation, the newest first, and write that they were opened.

    :raises NotVisible: when the actor is not named on the case, or it has no investigation.
    """
    with one_act(actor=actor, now=now):
        opened = case_for(actor, case_id, day_of(now), action="OPEN_SECTION")
        row = newest_of(case_id)
        if row is None:
            raise NotVisible("OPEN_SECTION", INVESTIGATION, case_id)
        subject = Subject(f"SECTION_{kind}", row.id, case_id)
        record(actor=actor, action="OPEN_SECTION", subject=subject, purpose=opened.purpose, now=now)
        return _versions(row, kind)


def may_write_section(*, actor: Actor, case_id: UUID, now: datetime) -> bool:
    """Say whether the actor writes the parts of a case's investigation now; the wall is asked.

    :raises NotVisible: when the actor is not named on the case, or does not handle it.
    """
    case_to_investigate(actor, case_id, day_of(now), action="OPEN_SECTION")
    return open_of(case_id) is not None


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Give what waits for those who handle cases: investigations to open, and those near or past their day."""
    if not may_choose(actor):
        return ()
    return (*_to_open(actor, now), *_near_their_day(actor, now))


def coming_of(*, case_ids: Iterable[UUID], today: date) -> tuple[Coming, ...]:
    """Give the days that investigations have before them. The caller has passed the wall of each case."""
    rows = Investigation.objects.filter(case__in=list(case_ids)).select_related("case").defer("sealed")
    found: list[Coming] = []
    for row in rows:
        found += [one for one in _coming(row) if one.day >= today or one.title == "Utredningen ska vara klar"]
    return tuple(sorted(found, key=lambda one: one.day))


def happenings_of(*, case_id: UUID) -> tuple[Happening, ...]:
    """Give what has happened with a case's investigations. The caller has passed the wall."""
    found: list[Happening] = []
    page, ids = "investigation:case", {"case_id": case_id}
    for row in Investigation.objects.filter(case=case_id).order_by("opened_at").defer("sealed"):
        found.append(Happening(row.opened_at, "Utredningen öppnades", row.opened_by_id, page, ids))
        if row.late_told_at is not None:
            found.append(Happening(row.late_told_at, "Orsaken till förseningen skrevs", None, page, ids))
        if row.closed_at is not None:
            words = "blev klar" if row.state == InvestigationState.COMPLETED else "avslutades utan att bli klar"
            found.append(Happening(row.closed_at, f"Utredningen {words}", row.closed_by_id, page, ids))
    versions = SectionVersion.objects.filter(investigation__case=case_id, is_done=True).defer("sealed")
    found += [
        Happening(one.written_at, f"Utredningens del {SectionKind(one.kind).swedish} blev klar", one.written_by_id)
        for one in versions
    ]
    return tuple(found)


def _to_open(actor: Actor, now: datetime) -> list[Work]:
    begun = Investigation.objects.values("case")
    cases = visible_to(actor, day_of(now)).filter(state=CaseState.INTAKE).exclude(pk__in=begun)
    return [
        Work(
            code_name=case.code_name,
            tag="Öppna utredningen",
            why="Ärendet är nytt. En utredning inleds genast (14 kap. 2 § socialtjänstlagen).",
            urgency=Urgency.ATTENTION,
            page="investigation:case",
            ids={"case_id": case.pk},
            since=case.created_at,
        )
        for case in cases.order_by("created_at").defer("sealed")
    ]


def _near_their_day(actor: Actor, now: datetime) -> list[Work]:
    today = day_of(now)
    cases = visible_to(actor, today).values("pk")
    rows = Investigation.objects.filter(case__in=cases, state=InvestigationState.OPEN).select_related("case")
    return [
        Work(
            code_name=row.case.code_name,
            tag="Utredningen är sen" if row.due_date < today else "Utredningen ska bli klar",
            why=days_said(row.due_date, today),
            urgency=Urgency.DANGER if row.due_date < today else Urgency.ATTENTION,
            page="investigation:case",
            ids={"case_id": row.case_id},
            due_date=row.due_date,
        )
        for row in rows.order_by("due_date")
        if is_near(today, row.due_date)
    ]


def days_said(due: date, today: date) -> str:
    """Say in working days how long is left."""
    left = working_days_left(today, due)
    if due < today:
        late = "1 arbetsdag" if left == -1 else f"{-left} arbetsdagar"
        return f"Dagen har gått, med {late}. Skriv varför, och berätta det för personen."
    if left == 0:
        return "Den ska bli klar nu: ingen arbetsdag är kvar efter i dag."
    return "1 arbetsdag är kvar." if left == 1 else f"{left} arbetsdagar är kvar."


def _coming(row: Investigation) -> list[Coming]:
    page, ids, code_name = "investigation:case", {"case_id": row.case_id}, row.case.code_name
    clocks = [(one, "Handläggaren") for one in _children(row)]
    rows: list[Coming] = []
    if row.state == InvestigationState.OPEN:
        why = f"Programmet ger en utredning {(row.due_date - day_of(row.opened_at)).days} dagar."
        rows.append(Coming(row.due_date, "Utredningen ska vara klar", why, "Handläggaren", page, ids, code_name))
        clocks += [(one, "Personen") for one in decision_clocks(day_of(row.opened_at))]
    rows += [Coming(one.day, one.title, one.why, who, page, ids, code_name) for one, who in clocks]
    return rows


def _children(row: Investigation) -> tuple[Clock, ...]:
    if row.children_from_date is None or row.state == InvestigationState.DISCONTINUED:
        return ()
    return children_clocks(row.children_from_date, is_immediate=row.children_at_once)


def _shape(row: Investigation, today: date, *, may_write: bool) -> InvestigationShape:
    keyring = Keyring()
    told = opened_values(keyring, place_of(row.case_id, "investigation", row.id), row.sealed)
    newest = newest_sections(row.id)
    held = meeting_for_investigation(row)
    done = [kind for kind, one in newest.items() if one.is_done]
    state = InvestigationState(row.state)
    return InvestigationShape(
        id=row.id,
        state=state,
        opened_on=day_of(row.opened_at),
        due_date=row.due_date,
        working_days=working_days_left(today, row.due_date),
        closed_at=row.closed_at,
        sections=_lines(newest),
        answers=_answers(row, keyring),
        housing=_housing(row, keyring),
        late_reason=str(told.get("late_reason", "")),
        close_note=str(told.get("close_note", "")),
        meeting_held=None if held is None else day_of(held[1]),
        missing=missing_words(done, has_meeting=held is not None) if state is InvestigationState.OPEN else (),
        may_write=may_write and state is InvestigationState.OPEN,
    )


def missing_words(done: Iterable[SectionKind], *, has_meeting: bool) -> tuple[str, ...]:
    """Name what an investigation lacks before it can be completed."""
    parts = tuple(f"Delen {kind.swedish.lower()} är inte klar." for kind in missing_sections(set(done)))
    return parts if has_meeting else (*parts, "Inget samordningsmöte med polisen har hållits.")


def _lines(newest: Mapping[SectionKind, SectionVersion]) -> tuple[SectionLine, ...]:
    staff = staff_shapes({one.written_by_id for one in newest.values()})
    lines: list[SectionLine] = []
    for kind in SectionKind:
        one = newest.get(kind)
        if one is None:
            lines.append(SectionLine(kind, 0, is_done=False, written_at=None, by=""))
        else:
            by = staff[one.written_by_id].display_name
            lines.append(SectionLine(kind, one.revision, is_done=one.is_done, written_at=one.written_at, by=by))
    return tuple(lines)


def _versions(row: Investigation, kind: SectionKind) -> tuple[SectionShape, ...]:
    rows = list(SectionVersion.objects.filter(investigation=row.id, kind=kind).order_by("-revision"))
    staff, keyring = staff_shapes({one.written_by_id for one in rows}), Keyring()
    return tuple(
        SectionShape(
            revision=one.revision,
            is_done=one.is_done,
            written_at=one.written_at,
            by=staff[one.written_by_id].display_name,
            values=opened_values(keyring, place_of(row.case_id, "sectionversion", one.id), one.sealed),
        )
        for one in rows
    )


def _answers(row: Investigation, keyring: Keyring) -> tuple[AnswerShape, ...]:
    rows = PreconditionAnswer.objects.filter(investigation=row.id).order_by("written_at", "pk")
    newest = {Precondition(one.precondition): one for one in rows}
    shapes: list[AnswerShape] = []
    for precondition in Precondition:
        one = newest.get(precondition)
        if one is None:
            shapes.append(AnswerShape(precondition, Met.NOT_KNOWN, None, ""))
        else:
            told = opened_values(keyring, place_of(row.case_id, "preconditionanswer", one.id), one.sealed)
            shapes.append(AnswerShape(precondition, Met(one.answer), one.told_date, str(told["told_by"])))
    return tuple(shapes)


def _housing(row: Investigation, keyring: Keyring) -> tuple[HousingShape, ...]:
    rows = HousingMeanwhile.objects.filter(investigation=row.id).order_by("-from_date", "-written_at")
    return tuple(
        HousingShape(
            HousingKind(one.kind),
            one.from_date,
            one.until_date,
            str(opened_values(keyring, place_of(row.case_id, "housingmeanwhile", one.id), one.sealed)["note"]),
        )
        for one in rows
    )
