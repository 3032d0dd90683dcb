"""Open, write, complete and stop the investigation of a case."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.rules import CaseState, Purpose
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import Unable
from utvag.investigation.access import INVESTIGATION, case_to_investigate, open_of
from utvag.investigation.models import HousingMeanwhile, Investigation, PreconditionAnswer, SectionVersion
from utvag.investigation.queries import (
    Values,
    investigation_days,
    meeting_for_investigation,
    newest_sections,
    opened_values,
    place_of,
)
from utvag.investigation.rules import (
    Children,
    CloseReason,
    HousingKind,
    InvestigationState,
    Met,
    Precondition,
    Refusal,
    SectionKind,
    due_date,
    is_near,
    missing_sections,
)
from utvag.meetings.rules import MeetingKind, MeetingState
from utvag.secrecy.envelope import Keyring, seal


class UnableToInvestigate(Unable):
    """The investigation cannot be written so."""


def open_investigation(*, actor: Actor, case_id: UUID, now: datetime) -> UUID:
    """Open the investigation of a case; it is due within the programme's days (SoL 2025:400 14 kap. 2 §).

    :raises NotVisible: unless the actor is named on the case and handles it.
    :raises UnableToInvestigate: when one is open already, or the case is closed.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = case_to_investigate(actor, case_id, today, action="OPEN_NEW_INVESTIGATION")
        if opened.case.state == CaseState.CLOSED:
            raise UnableToInvestigate(Refusal.CASE_CLOSED)
        investigation_id = uuid4()
        try:
            with transaction.atomic():
                Investigation.objects.create(
                    id=investigation_id,
                    case_id=case_id,
                    state=InvestigationState.OPEN.value,
                    opened_at=now,
                    opened_by_id=actor.id,
                    due_date=due_date(today, investigation_days()),
                    sealed=seal(place_of(case_id, "investigation", investigation_id), {}),
                )
        except IntegrityError:
            raise UnableToInvestigate(Refusal.OPEN_ALREADY) from None
        subject = Subject(INVESTIGATION, investigation_id, case_id)
        record(actor=actor, action="OPEN_NEW_INVESTIGATION", subject=subject, purpose=opened.purpose, now=now)
    return investigation_id


def save_section(
    *,
    actor: Actor,
    case_id: UUID,
    kind: SectionKind,
    values: Values,
    is_done: bool,
    based_on: int,
    now: datetime,
    children_from: date | None = None,
    children_at_once: bool = False,
    draft_revision: int = 0,
) -> int:
    """Write a part anew as a version of its own; earlier ones stay. Give its revision.

    :param based_on: the revision that the writer had before her; nobody's text is written over unseen.
    :raises NotVisible: unless the actor is named on the case and handles it.
    :raises UnableToInvestigate: when none is open, the part has changed since, or nothing is written.
    """
    with one_act(actor=actor, now=now):
        row, purpose = _open(actor, case_id, now, action="SAVE_SECTION")
        newest = newest_sections(row.id).get(kind)
        last = 0 if newest is None else newest.revision
        if last != based_on:
            raise UnableToInvestigate(Refusal.CHANGED_MEANWHILE)
        if not _says_something(kind, values):
            raise UnableToInvestigate(Refusal.NO_TEXT)
        version_id = uuid4()
        SectionVersion.objects.create(
            id=version_id,
            investigation=row,
            kind=kind.value,
            revision=last + 1,
            is_done=is_done,
            written_at=now,
            written_by_id=actor.id,
            sealed=seal(place_of(case_id, "sectionversion", version_id), dict(values)),
        )
        if kind is SectionKind.CHILDREN:
            _write_children(row, values, children_from, at_once=children_at_once)
        _drop(actor, case_id, FormKind(f"INVESTIGATION_{kind}"), draft_revision, now)
        subject = Subject(f"SECTION_{kind}", version_id, case_id)
        record(actor=actor, action="SAVE_SECTION", subject=subject, purpose=purpose, now=now)
    return last + 1


def answer_precondition(
    *,
    actor: Actor,
    case_id: UUID,
    precondition: Precondition,
    answer: Met,
    told_date: date,
    told_by: str,
    now: datetime,
    draft_revision: int = 0,
) -> None:
    """Write whether one of the police's preconditions is met, who told it and when; earlier answers stay.

    :raises NotVisible: unless the actor is named on the case and handles it.
    :raises UnableToInvestigate: when none is open, nobody is said to have told it, or the day is to come.
    """
    with one_act(actor=actor, now=now):
        row, purpose = _open(actor, case_id, now, action="ANSWER_PRECONDITION")
        if told_date > day_of(now):
            raise UnableToInvestigate(Refusal.DAY_TO_COME)
        if not told_by.strip():
            raise UnableToInvestigate(Refusal.NO_TELLER)
        answer_id = uuid4()
        PreconditionAnswer.objects.create(
            id=answer_id,
            investigation=row,
            precondition=precondition.value,
            answer=answer.value,
            told_date=told_date,
            written_at=now,
            written_by_id=actor.id,
            sealed=seal(place_of(case_id, "preconditionanswer", answer_id), {"told_by": told_by}),
        )
        _drop(actor, case_id, FormKind.PRECONDITION, draft_revision, now)
        _record(actor, row, "ANSWER_PRECONDITION", purpose, now)


def note_housing(
    *,
    actor: Actor,
    case_id: UUID,
    kind: HousingKind,
    from_date: date,
    until_date: date | None,
    note: str,
    now: datetime,
    draft_revision: int = 0,
) -> None:
    """Write where the person lives while the investigation goes on; earlier notes stay.

    :raises NotVisible: unless the actor is named on the case and handles it.
    :raises UnableToInvestigate: when none is open, or it ends before it begins.
    """
    with one_act(actor=actor, now=now):
        row, purpose = _open(actor, case_id, now, action="NOTE_HOUSING")
        if until_date is not None and until_date <= from_date:
            raise UnableToInvestigate(Refusal.DATES_REVERSED)
        note_id = uuid4()
        HousingMeanwhile.objects.create(
            id=note_id,
            investigation=row,
            kind=kind.value,
            from_date=from_date,
            until_date=until_date,
            written_at=now,
            written_by_id=actor.id,
            sealed=seal(place_of(case_id, "housingmeanwhile", note_id), {"note": note}),
        )
        _drop(actor, case_id, FormKind.HOUSING_MEANWHILE, draft_revision, now)
        _record(actor, row, "NOTE_HOUSING", purpose, now)


def tell_late(*, actor: Actor, case_id: UUID, reason: str, now: datetime, draft_revision: int = 0) -> None:
    """Write why an investigation is late; the applicant is told (FL 11 §).

    :raises NotVisible: unless the actor is named on the case and handles it.
    :raises UnableToInvestigate: when none is open, it is not near its day, or no reason is given.
    """
    with one_act(actor=actor, now=now):
        row, purpose = _open(actor, case_id, now, action="TELL_LATE")
        if not is_near(day_of(now), row.due_date):
            raise UnableToInvestigate(Refusal.NOT_LATE)
        if not reason.strip():
            raise UnableToInvestigate(Refusal.NO_REASON)
        Investigation.objects.filter(pk=row.pk).update(late_told_at=now, sealed=_sealed_with(row, late_reason=reason))
        _drop(actor, case_id, FormKind.INVESTIGATION_LATE, draft_revision, now)
        _record(actor, row, "TELL_LATE", purpose, now)


def complete_investigation(*, actor: Actor, case_id: UUID, now: datetime) -> None:
    """Complete an investigation that has every part, and a coordination meeting with the police behind it.

    :raises NotVisible: unless the actor is named on the case and handles it.
    :raises UnableToInvestigate: when none is open, or a part or the meeting is missing.
    """
    with one_act(actor=actor, now=now):
        row, purpose = _open(actor, case_id, now, action="COMPLETE_INVESTIGATION")
        if missing_sections({kind for kind, one in newest_sections(row.id).items() if one.is_done}):
            raise UnableToInvestigate(Refusal.NOT_WHOLE)
        meeting = meeting_for_investigation(row)
        if meeting is None:
            raise UnableToInvestigate(Refusal.NO_MEETING)
        Investigation.objects.filter(pk=row.pk).update(
            state=InvestigationState.COMPLETED.value,
            closed_at=now,
            closed_by=actor.id,
            meeting_id=meeting[0],
            meeting_kind=MeetingKind.COORDINATION.value,
            meeting_state=MeetingState.HELD.value,
        )
        _record(actor, row, "COMPLETE_INVESTIGATION", purpose, now)


def discontinue_investigation(
    *, actor: Actor, case_id: UUID, reason: CloseReason, note: str, now: datetime, draft_revision: int = 0
) -> None:
    """Stop an investigation before it is done, for a reason from the list.

    :raises NotVisible: unless the actor is named on the case and handles it.
    :raises UnableToInvestigate: when none is open, or nothing is said of why.
    """
    with one_act(actor=actor, now=now):
        row, purpose = _open(actor, case_id, now, action="DISCONTINUE_INVESTIGATION")
        if not note.strip():
            raise UnableToInvestigate(Refusal.NO_REASON)
        Investigation.objects.filter(pk=row.pk).update(
            state=InvestigationState.DISCONTINUED.value,
            closed_at=now,
            closed_by=actor.id,
            close_reason=reason.value,
            sealed=_sealed_with(row, close_note=note),
        )
        _drop(actor, case_id, FormKind.INVESTIGATION_STOP, draft_revision, now)
        _record(actor, row, "DISCONTINUE_INVESTIGATION", purpose, now)


def _open(actor: Actor, case_id: UUID, now: datetime, *, action: str) -> tuple[Investigation, Purpose]:
    opened = case_to_investigate(actor, case_id, day_of(now), action=action)
    row = open_of(case_id, to_write=True)
    if row is None:
        raise UnableToInvestigate(Refusal.NOT_OPEN)
    return row, opened.purpose


def _says_something(kind: SectionKind, values: Values) -> bool:
    """Say whether a part is written: where there are no children, or nothing is known, the answer itself is enough."""
    is_answered = kind is SectionKind.CHILDREN and values.get("children") in {Children.NONE, Children.NOTHING_KNOWN}
    return is_answered or bool(str(values.get("text", "")).strip())


def _write_children(row: Investigation, values: Values, from_date: date | None, *, at_once: bool) -> None:
    come_along = values.get("children") == Children.COME_ALONG
    Investigation.objects.filter(pk=row.pk).update(
        children_from_date=from_date if come_along else None, children_at_once=come_along and at_once
    )


def _sealed_with(row: Investigation, **told: str) -> bytes:
    place, keyring = place_of(row.case_id, "investigation", row.id), Keyring()
    return keyring.seal(place, opened_values(keyring, place, row.sealed) | told)


def _drop(actor: Actor, case_id: UUID, form: FormKind, revision: int, now: datetime) -> None:
    drop_sent_draft(actor=actor, key=DraftKey(form, case_id), revision=revision, now=now)


def _record(actor: Actor, row: Investigation, action: str, purpose: Purpose, now: datetime) -> None:
    subject = Subject(INVESTIGATION, row.id, row.case_id)
    record(actor=actor, action=action, subject=subject, purpose=purpose, now=now)
