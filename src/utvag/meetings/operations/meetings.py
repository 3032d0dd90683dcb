"""Plan, hold and cancel meetings; what a meeting decided becomes tasks with an owner and a day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.models import CaseStaff
from utvag.documents.operations import freeze_document
from utvag.documents.rules import DocumentKind
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import Unable
from utvag.meetings.access import MEETING, TASK, OpenedMeeting, case_to_handle, meeting_for, task_for
from utvag.meetings.models import Meeting, MeetingTask, Participant
from utvag.meetings.operations.minutes import minutes_sheet
from utvag.meetings.queries import meeting_place, meeting_shape, opened_text, participant_place, task_place
from utvag.meetings.rules import (
    Invitation,
    MeetingKind,
    MeetingState,
    OfferAnswer,
    ParticipantRole,
    PlaceKind,
    Refusal,
    TaskToDo,
    counts,
    with_police,
)
from utvag.secrecy.envelope import Keyring


class UnableToMeet(Unable):
    """The meeting cannot be written as asked."""


def plan_meeting(
    *,
    actor: Actor,
    case_id: UUID,
    kind: MeetingKind,
    planned_at: datetime,
    place_kind: PlaceKind,
    invited: Iterable[Invitation],
    where: str,
    about: str,
    now: datetime,
    draft_revision: int = 0,
) -> UUID:
    """Plan a meeting and write who is invited; to a coordination meeting the police always are.

    :raises NotVisible: unless the actor is named on the case and handles it.
    :raises UnableToMeet: when nobody is invited.
    """
    with one_act(actor=actor, now=now):
        _, purpose = case_to_handle(actor, case_id, day_of(now), action="PLAN_MEETING")
        everybody = with_police(kind, invited)
        if not everybody:
            raise UnableToMeet(Refusal.NOBODY_INVITED)
        meeting_id, keyring = uuid4(), Keyring()
        Meeting.objects.create(
            id=meeting_id,
            case_id=case_id,
            kind=kind.value,
            state=MeetingState.PLANNED.value,
            place_kind=place_kind.value,
            planned_at=planned_at,
            planned_by_id=actor.id,
            created_at=now,
            sealed=keyring.seal(meeting_place(case_id, meeting_id), {"where": where, "about": about}),
        )
        for one in everybody:
            _add_participant(keyring, case_id, meeting_id, one, invited_at=now)
        drop_sent_draft(actor=actor, key=DraftKey(FormKind.PLAN_MEETING, case_id), revision=draft_revision, now=now)
        subject = Subject(MEETING, meeting_id, case_id)
        record(actor=actor, action="PLAN_MEETING", subject=subject, purpose=purpose, now=now)
    return meeting_id


def record_answers(*, actor: Actor, meeting_id: UUID, answers: Mapping[UUID, OfferAnswer], now: datetime) -> None:
    """Write what those who are invited answered to the offer.

    :raises NotVisible: unless the actor is named on the case and handles it.
    :raises UnableToMeet: when the meeting is not to come.
    """
    with one_act(actor=actor, now=now):
        opened = _planned(actor, meeting_id, now, action="RECORD_ANSWERS")
        for participant_id, answer in answers.items():
            rows = Participant.objects.filter(pk=participant_id, meeting=meeting_id, invited_at__isnull=False)
            rows.update(answer=answer.value)
        _record(actor, opened, "RECORD_ANSWERS", now)


def hold_meeting(
    *,
    actor: Actor,
    meeting_id: UUID,
    held_at: datetime,
    present: Iterable[UUID],
    also_present: Iterable[Invitation],
    minutes: str,
    decided: str,
    tasks: Iterable[TaskToDo],
    now: datetime,
    as_other: bool = False,
    draft_revision: int = 0,
) -> None:
    """Write that a meeting was held: who was there, what was said and decided, and who does what by when.

    :param as_other: let it be another meeting than a coordination meeting, because the police were not there.
    :raises NotVisible: unless the actor is named on the case and handles it.
    :raises UnableToMeet: without minutes, and when a coordination meeting lacked the police.
    """
    with one_act(actor=actor, now=now):
        opened = _planned(actor, meeting_id, now, action="HOLD_MEETING")
        if held_at > now:
            raise UnableToMeet(Refusal.HELD_TOO_EARLY)
        if not minutes.strip():
            raise UnableToMeet(Refusal.NO_MINUTES)
        row, keyring = opened.meeting, Keyring()
        _write_presence(keyring, row, set(present), also_present)
        kind = MeetingKind.OTHER if as_other else MeetingKind(row.kind)
        police = _police_of(meeting_id)
        if not counts(kind, [ParticipantRole.POLICE] if police else []):
            raise UnableToMeet(Refusal.POLICE_ABSENT)
        for task in tasks:
            _add_task(keyring, row, task, now)
        place = meeting_place(row.case_id, meeting_id)
        told = opened_text(keyring, place, row.sealed) | {"minutes": minutes, "decided": decided}
        frozen = freeze_document(
            actor=actor,
            case_id=row.case_id,
            code_name=row.case.code_name,
            kind=DocumentKind.MEETING_MINUTES,
            subject=meeting_id,
            sheet=minutes_sheet(
                meeting_shape(row, may_write=True), kind=kind, held_at=held_at, minutes=minutes, decided=decided
            ),
            now=now,
        )
        Meeting.objects.filter(pk=meeting_id).update(
            kind=kind.value,
            minutes_id=frozen.id,
            minutes_kind=DocumentKind.MEETING_MINUTES.value,
            state=MeetingState.HELD.value,
            held_at=held_at,
            closed_by=actor.id,
            closed_at=now,
            police_id=police,
            police_role=None if police is None else ParticipantRole.POLICE.value,
            police_attended=None if police is None else True,
            sealed=keyring.seal(place, told),
        )
        _drop(actor, row, FormKind.HOLD_MEETING, draft_revision, now)
        _record(actor, opened, "HOLD_MEETING", now)


def cancel_meeting(*, actor: Actor, meeting_id: UUID, reason: str, now: datetime, draft_revision: int = 0) -> None:
    """Cancel a meeting that is planned, and say why.

    :raises NotVisible: unless the actor is named on the case and handles it.
    :raises UnableToMeet: when it is not to come, or no reason is given.
    """
    with one_act(actor=actor, now=now):
        opened = _planned(actor, meeting_id, now, action="CANCEL_MEETING")
        if not reason.strip():
            raise UnableToMeet(Refusal.NO_REASON)
        row, keyring = opened.meeting, Keyring()
        place = meeting_place(row.case_id, meeting_id)
        told = opened_text(keyring, place, row.sealed) | {"cancel_reason": reason}
        Meeting.objects.filter(pk=meeting_id).update(
            state=MeetingState.CANCELLED.value, closed_by=actor.id, closed_at=now, sealed=keyring.seal(place, told)
        )
        _drop(actor, row, FormKind.CANCEL_MEETING, draft_revision, now)
        _record(actor, opened, "CANCEL_MEETING", now)


def add_task(*, actor: Actor, meeting_id: UUID, task: TaskToDo, now: datetime, draft_revision: int = 0) -> UUID:
    """Write one more task of a meeting that was held.

    :raises NotVisible: unless the actor is named on the case and handles it.
    :raises UnableToMeet: when the meeting was not held, or the day or the one responsible will not do.
    """
    with one_act(actor=actor, now=now):
        opened = meeting_for(actor, meeting_id, day_of(now), action="ADD_MEETING_TASK", to_write=True)
        if opened.meeting.state != MeetingState.HELD:
            raise UnableToMeet(Refusal.NOT_HELD)
        task_id = _add_task(Keyring(), opened.meeting, task, now)
        _drop(actor, opened.meeting, FormKind.ADD_MEETING_TASK, draft_revision, now)
        subject = Subject(TASK, task_id, opened.meeting.case_id)
        record(actor=actor, action="ADD_MEETING_TASK", subject=subject, purpose=opened.purpose, now=now)
    return task_id


def finish_task(*, actor: Actor, task_id: UUID, now: datetime) -> UUID:
    """Write that a task is done; give its meeting's id.

    :raises NotVisible: unless the actor is named on the case, and is responsible for it or handles the case.
    :raises UnableToMeet: when it is done already.
    """
    with one_act(actor=actor, now=now):
        row, purpose = task_for(actor, task_id, day_of(now), action="FINISH_MEETING_TASK")
        if row.done_at is not None:
            raise UnableToMeet(Refusal.TASK_DONE)
        MeetingTask.objects.filter(pk=task_id).update(done_at=now, done_by=actor.id)
        subject = Subject(TASK, task_id, row.meeting.case_id)
        record(actor=actor, action="FINISH_MEETING_TASK", subject=subject, purpose=purpose, now=now)
    return row.meeting_id


def _planned(actor: Actor, meeting_id: UUID, now: datetime, *, action: str) -> OpenedMeeting:
    opened = meeting_for(actor, meeting_id, day_of(now), action=action, to_write=True)
    if opened.meeting.state != MeetingState.PLANNED:
        raise UnableToMeet(Refusal.NOT_PLANNED)
    return opened


def _add_participant(
    keyring: Keyring, case_id: UUID, meeting_id: UUID, one: Invitation, *, invited_at: datetime | None
) -> None:
    participant_id = uuid4()
    Participant.objects.create(
        id=participant_id,
        meeting_id=meeting_id,
        role=one.role.value,
        invited_at=invited_at,
        attended=None if invited_at is not None else True,
        sealed=keyring.seal(participant_place(case_id, participant_id), {"name": one.name}),
    )


def _write_presence(keyring: Keyring, row: Meeting, present: set[UUID], also: Iterable[Invitation]) -> None:
    invited = Participant.objects.filter(meeting=row.id)
    invited.filter(pk__in=present).update(attended=True)
    invited.exclude(pk__in=present).update(attended=False)
    for one in also:
        _add_participant(keyring, row.case_id, row.id, one, invited_at=None)


def _police_of(meeting_id: UUID) -> UUID | None:
    rows = Participant.objects.filter(meeting=meeting_id, role=ParticipantRole.POLICE.value, attended=True)
    return rows.order_by("pk").values_list("pk", flat=True).first()


def _add_task(keyring: Keyring, row: Meeting, task: TaskToDo, now: datetime) -> UUID:
    if task.due_date < day_of(now):
        raise UnableToMeet(Refusal.DAY_PASSED)
    if task.account_id is not None and not _is_named(row.case_id, task.account_id, day_of(now)):
        raise UnableToMeet(Refusal.NOT_NAMED)
    task_id = uuid4()
    MeetingTask.objects.create(
        id=task_id,
        meeting_id=row.id,
        responsible_id=task.account_id,
        responsible_role=None if task.role is None else task.role.value,
        due_date=task.due_date,
        created_at=now,
        sealed=keyring.seal(task_place(row.case_id, task_id), {"title": task.title}),
    )
    return task_id


def _is_named(case_id: UUID, account_id: UUID, today: date) -> bool:
    rows = CaseStaff.objects.filter(case=case_id, account=account_id, from_date__lte=today)
    return rows.exclude(until_date__lte=today).exists()


def _drop(actor: Actor, row: Meeting, form: FormKind, revision: int, now: datetime) -> None:
    drop_sent_draft(actor=actor, key=DraftKey(form, row.case_id, row.id), revision=revision, now=now)


def _record(actor: Actor, opened: OpenedMeeting, action: str, now: datetime) -> None:
    subject = Subject(MEETING, opened.meeting.id, opened.meeting.case_id)
    record(actor=actor, action=action, subject=subject, purpose=opened.purpose, now=now)
