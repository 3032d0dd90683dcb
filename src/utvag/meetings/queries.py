"""Read about meetings. What opens a text writes the log; dates and lists open none."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import case_for, may_choose, named_today
from utvag.cases.rules import CaseState
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Coming, Happening, Urgency, Work
from utvag.foundation.clock import day_of
from utvag.foundation.dates import swedish_day
from utvag.foundation.errors import NotVisible
from utvag.meetings.access import MEETING, meeting_for
from utvag.meetings.models import Meeting, MeetingTask, Participant
from utvag.meetings.rules import MeetingKind, MeetingState, OfferAnswer, ParticipantRole, PlaceKind
from utvag.organisation.queries import staff_shapes
from utvag.organisation.rules import Role
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Owner, Place

SOON: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list: what, when and where it stands; nothing that was said."""

    id: UUID
    case_id: UUID
    kind: MeetingKind
    state: MeetingState
    place_kind: PlaceKind
    planned_at: datetime
    held_at: datetime | None
    minutes_id: UUID | None


@dataclass(frozen=True, slots=True)
class ParticipantShape:
    """Somebody invited or there."""

    id: UUID
    role: ParticipantRole
    name: str = field(repr=False)
    was_invited: bool
    answer: OfferAnswer
    attended: bool | None


@dataclass(frozen=True, slots=True)
class TaskShape:
    """What somebody does after a meeting."""

    id: UUID
    title: str = field(repr=False)
    who: str = field(repr=False)
    responsible_id: UUID | None
    due_date: date
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class MeetingShape:
    """A meeting as the named staff of its case may read it."""

    line: MeetingLine
    where: str = field(repr=False)
    about: str = field(repr=False)
    minutes: str = field(repr=False)
    decided: str = field(repr=False)
    cancel_reason: str = field(repr=False)
    participants: tuple[ParticipantShape, ...]
    tasks: tuple[TaskShape, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class PoliceMeeting:
    """A meeting to which the police are invited, as their liaison sees it: by code."""

    meeting_id: UUID
    code_name: str
    kind: MeetingKind
    place_kind: PlaceKind
    planned_at: datetime
    answer: OfferAnswer


def sealed_place(case_id: UUID, table: str, row: UUID) -> Place:
    """Say where a sealed value of this package belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), table, row)


def meeting_place(case_id: UUID, meeting_id: UUID) -> Place:
    """Say where what a meeting was about belongs."""
    return sealed_place(case_id, "meetings_meeting", meeting_id)


def participant_place(case_id: UUID, participant_id: UUID) -> Place:
    """Say where a participant's name belongs."""
    return sealed_place(case_id, "meetings_participant", participant_id)


def task_place(case_id: UUID, task_id: UUID) -> Place:
    """Say where a task's text belongs."""
    return sealed_place(case_id, "meetings_meetingtask", task_id)


def planned_dates(*, case_ids: Iterable[UUID], kind: MeetingKind) -> dict[UUID, tuple[date, ...]]:
    """Give the days of the meetings that are planned, by case. The caller has passed the wall of each."""
    rows = Meeting.objects.filter(case__in=list(case_ids), kind=kind, state=MeetingState.PLANNED).order_by("planned_at")
    found: dict[UUID, tuple[date, ...]] = {}
    for row in rows.only("case_id", "planned_at"):
        found[row.case_id] = (*found.get(row.case_id, ()), day_of(row.planned_at))
    return found


def held_dates(*, case_id: UUID, kind: MeetingKind) -> tuple[date, ...]:
    """Give the days of the meetings that were held. The caller has passed the wall of the case.

    The database lets no coordination meeting be held without the police.
    """
    return tuple(day_of(held_at) for _, held_at in held_meetings(case_id=case_id, kind=kind))


def held_meetings(*, case_id: UUID, kind: MeetingKind) -> tuple[tuple[UUID, datetime], ...]:
    """Give the meetings that were held, by id and moment, the first first. The caller has passed the wall."""
    rows = Meeting.objects.filter(case=case_id, kind=kind, state=MeetingState.HELD, held_at__isnull=False)
    return tuple(rows.order_by("held_at").values_list("pk", "held_at"))  # type: ignore[arg-type]  # not null above


def meetings_of_case(*, actor: Actor, case_id: UUID, now: datetime) -> tuple[MeetingLine, ...]:
    """List the meetings of a case, those to come first, then the latest. Opens no text, so writes no log.

    :raises NotVisible: when the actor is not named on it.
    """
    case_for(actor, case_id, day_of(now), action="LIST_MEETINGS")
    lines = [_line(row) for row in Meeting.objects.filter(case=case_id).order_by("planned_at").defer("sealed")]
    planned = [line for line in lines if line.state is MeetingState.PLANNED]
    return (*planned, *(line for line in reversed(lines) if line.state is not MeetingState.PLANNED))


def open_meeting(*, actor: Actor, meeting_id: UUID, now: datetime) -> MeetingShape:
    """Open what a meeting was about, and write that it was opened (lag 2001:454, 10 §).

    :raises NotVisible: when the actor is not named on its case.
    """
    with one_act(actor=actor, now=now):
        opened = meeting_for(actor, meeting_id, day_of(now), action="OPEN_MEETING")
        subject = Subject(MEETING, meeting_id, opened.meeting.case_id)
        record(actor=actor, action="OPEN_MEETING", subject=subject, purpose=opened.purpose, now=now)
        return meeting_shape(opened.meeting, may_write=may_choose(actor))


def meeting_shape(row: Meeting, *, may_write: bool) -> MeetingShape:
    """Open a meeting with its participants and tasks. For queries and operations that write the log."""
    keyring = Keyring()
    told = opened_text(keyring, meeting_place(row.case_id, row.id), row.sealed)
    return MeetingShape(
        line=_line(row),
        where=told.get("where", ""),
        about=told.get("about", ""),
        minutes=told.get("minutes", ""),
        decided=told.get("decided", ""),
        cancel_reason=told.get("cancel_reason", ""),
        participants=_participants(row, keyring),
        tasks=_tasks(row, keyring),
        may_write=may_write,
    )


def opened_text(keyring: Keyring, place: Place, sealed: bytes | memoryview) -> dict[str, str]:
    """Open a sealed value of this package. For queries and operations that write the log."""
    return cast("dict[str, str]", keyring.open(place, sealed).reveal())


def meetings_with_police(*, actor: Actor, case_ids: Iterable[UUID], now: datetime) -> tuple[PoliceMeeting, ...]:
    """Give the police's liaison the meetings to which the police are invited, by code: no name, no place, no text.

    :param case_ids: the cases that are open to the police today, by consent or another ground.
    :raises NotVisible: for all but the liaison.
    """
    del now
    if actor.role != Role.POLICE_LIAISON:
        raise NotVisible("LIST_POLICE_MEETINGS", MEETING, None)
    rows = (
        Participant.objects.filter(
            role=ParticipantRole.POLICE,
            invited_at__isnull=False,
            meeting__state=MeetingState.PLANNED,
            meeting__case__in=list(case_ids),
        )
        .select_related("meeting", "meeting__case")
        .order_by("meeting__planned_at", "pk")
    )
    seen: dict[UUID, PoliceMeeting] = {}
    for row in rows:
        seen.setdefault(row.meeting_id, _for_police(row))
    return tuple(seen.values())


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Give what waits for the actor: meetings to close, and tasks of hers that are due. Opens no text."""
    return (*_meetings_to_close(actor, now), *_tasks_due(actor, now))


def coming_of(*, case_ids: Iterable[UUID], today: date) -> tuple[Coming, ...]:
    """Give the meetings and the tasks that cases have before them. The caller has passed the wall of each."""
    wanted = list(case_ids)
    meetings = Meeting.objects.filter(case__in=wanted, state=MeetingState.PLANNED).select_related("case")
    tasks = MeetingTask.objects.filter(meeting__case__in=wanted, done_at__isnull=True).select_related("meeting__case")
    rows = [
        Coming(
            day=day_of(row.planned_at),
            title=MeetingKind(row.kind).swedish,
            why="Mötet är planerat." if day_of(row.planned_at) >= today else "Mötet är planerat, men inte avslutat.",
            who="Samordnaren",
            page="meetings:meeting",
            ids={"meeting_id": row.id},
            code_name=row.case.code_name,
        )
        for row in meetings
    ]
    rows += [
        Coming(
            day=task.due_date,
            title="Uppgift från ett möte",
            why=f"Bestämdes på mötet den {swedish_day(day_of(task.meeting.held_at or task.meeting.planned_at))}.",
            who=ParticipantRole(task.responsible_role).swedish if task.responsible_role else "Den som är utsedd",
            page="meetings:meeting",
            ids={"meeting_id": task.meeting_id},
            code_name=task.meeting.case.code_name,
        )
        for task in tasks
    ]
    return tuple(sorted(rows, key=lambda row: row.day))


def happenings_of(*, case_id: UUID) -> tuple[Happening, ...]:
    """Give what has happened with a case's meetings. The caller has passed the wall."""
    rows = Meeting.objects.filter(case=case_id).order_by("created_at").defer("sealed")
    found: list[Happening] = []
    for row in rows:
        kind, ids = MeetingKind(row.kind).swedish, {"meeting_id": row.id}
        found.append(Happening(row.created_at, f"{kind} planerat", row.planned_by_id, "meetings:meeting", ids))
        if row.held_at is not None:
            found.append(Happening(row.held_at, f"{kind} hölls", row.closed_by_id, "meetings:meeting", ids))
        elif row.closed_at is not None:
            found.append(Happening(row.closed_at, f"{kind} ställdes in", row.closed_by_id, "meetings:meeting", ids))
    done = MeetingTask.objects.filter(meeting__case=case_id, done_at__isnull=False).defer("sealed")
    found += [
        Happening(task.done_at, "Uppgift från ett möte blev klar", task.done_by_id, "meetings:meeting", _of(task))
        for task in done
        if task.done_at is not None
    ]
    return tuple(found)


def _of(task: MeetingTask) -> dict[str, UUID]:
    return {"meeting_id": task.meeting_id}


def _meetings_to_close(actor: Actor, now: datetime) -> list[Work]:
    if not may_choose(actor):
        return []
    cases = named_today(actor, day_of(now)).values("case")
    rows = Meeting.objects.filter(case__in=cases, state=MeetingState.PLANNED, planned_at__lte=now)
    rows = rows.exclude(case__state=CaseState.CLOSED.value)
    return [
        Work(
            code_name=row.case.code_name,
            tag="Avsluta mötet",
            why="Mötet skulle ha hållits. Skriv vilka som var med och vad ni bestämde, eller ställ in det.",
            urgency=Urgency.ATTENTION,
            page="meetings:meeting",
            ids={"meeting_id": row.id},
            due_date=day_of(row.planned_at),
        )
        for row in rows.select_related("case").order_by("planned_at")
    ]


def _tasks_due(actor: Actor, now: datetime) -> list[Work]:
    today = day_of(now)
    cases = named_today(actor, today).values("case")
    rows = MeetingTask.objects.filter(
        responsible=actor.id, done_at__isnull=True, due_date__lte=today + SOON, meeting__case__in=cases
    )
    return [
        Work(
            code_name=row.meeting.case.code_name,
            tag="Uppgift från möte",
            why="Dagen har gått. Gör uppgiften, eller ta upp den igen." if row.due_date < today else "Snart dags.",
            urgency=Urgency.ATTENTION if row.due_date < today else Urgency.INFO,
            page="meetings:meeting",
            ids={"meeting_id": row.meeting_id},
            due_date=row.due_date,
        )
        for row in rows.select_related("meeting__case").order_by("due_date")
    ]


def _line(row: Meeting) -> MeetingLine:
    return MeetingLine(
        row.id,
        row.case_id,
        MeetingKind(row.kind),
        MeetingState(row.state),
        PlaceKind(row.place_kind),
        row.planned_at,
        row.held_at,
        row.minutes_id,
    )


def _participants(row: Meeting, keyring: Keyring) -> tuple[ParticipantShape, ...]:
    order = list(ParticipantRole)
    shapes = [
        ParticipantShape(
            id=one.id,
            role=ParticipantRole(one.role),
            name=opened_text(keyring, participant_place(row.case_id, one.id), one.sealed)["name"],
            was_invited=one.invited_at is not None,
            answer=OfferAnswer(one.answer),
            attended=one.attended,
        )
        for one in Participant.objects.filter(meeting=row.id)
    ]
    return tuple(sorted(shapes, key=lambda one: (order.index(one.role), one.name, str(one.id))))


def _tasks(row: Meeting, keyring: Keyring) -> tuple[TaskShape, ...]:
    tasks = list(MeetingTask.objects.filter(meeting=row.id).order_by("due_date", "created_at", "pk"))
    staff = staff_shapes(task.responsible_id for task in tasks if task.responsible_id is not None)
    return tuple(
        TaskShape(
            id=task.id,
            title=opened_text(keyring, task_place(row.case_id, task.id), task.sealed)["title"],
            who=(
                staff[task.responsible_id].display_name
                if task.responsible_id is not None
                else ParticipantRole(task.responsible_role or "").swedish
            ),
            responsible_id=task.responsible_id,
            due_date=task.due_date,
            done_at=task.done_at,
        )
        for task in tasks
    )


def _for_police(row: Participant) -> PoliceMeeting:
    meeting = row.meeting
    return PoliceMeeting(
        meeting.id,
        meeting.case.code_name,
        MeetingKind(meeting.kind),
        PlaceKind(meeting.place_kind),
        meeting.planned_at,
        OfferAnswer(row.answer),
    )
