"""One on call opens a case when the offices are closed: by its code name, or from the contact that she registered."""

from datetime import datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, as_engine, one_act, reach_case, record
from utvag.cases.access import CASE, CONTACT, named_today, own_contact_on_call
from utvag.cases.models import Case, FirstContact, OnCallOpening
from utvag.cases.operations.intake import UnableToHandle, hold_same_number, link_contact, open_new_case
from utvag.cases.operations.staff import denied, write_naming
from utvag.cases.queries.intake import told_in
from utvag.cases.queries.on_call import opening_place
from utvag.cases.rules import (
    CaseState,
    ContactState,
    IntakeRefusal,
    NamedDays,
    OnCallRefusal,
    Purpose,
    on_call_until,
    usual_end,
)
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.law.delegation import is_office_hours
from utvag.organisation.queries import staff_in_role
from utvag.organisation.rules import Role
from utvag.people.queries import case_ids_with_number
from utvag.secrecy.envelope import seal

OPEN = "OPEN_CASE_ON_CALL"


class UnableToOpenOnCall(Unable):
    """The case cannot be opened by one on call. A code name that nobody has and a closed case are told alike."""


def open_case_on_call(*, actor: Actor, code_name: str, reason: str, now: datetime, draft_revision: int = 0) -> UUID:
    """Let one on call see a case by its code name until the end of the next working day; its staff are told.

    :raises NotVisible: for all other roles.
    :raises UnableToOpenOnCall: in office hours, without a reason, and when no open case has the code name, which leaves
        a DENIED row in the log.
    """
    _refuse_when(actor, reason, now, None)
    try:
        with one_act(actor=actor, now=now):
            cases = Case.objects.filter(code_name__iexact=code_name.strip()).exclude(state=CaseState.CLOSED)
            with as_engine():
                case_id = cases.values_list("pk", flat=True).first()
            if case_id is None:
                raise NotVisible(OPEN, CASE, None)
            _name_on_call(actor, case_id, reason, now)
            drop_sent_draft(actor=actor, key=DraftKey(FormKind.OPEN_ON_CALL), revision=draft_revision, now=now)
    except NotVisible:
        raise UnableToOpenOnCall(OnCallRefusal.NO_SUCH_CASE) from None
    return case_id


def open_from_contact_on_call(
    *, actor: Actor, contact_id: UUID, code_name: str, reason: str, now: datetime, draft_revision: int = 0
) -> UUID:
    """Open a case from the contact that one on call has registered, so that somebody unknown can be helped at night.

    A person who has a case already is helped in that one. A new case is every section head's to take over.

    :raises NotVisible: for everybody but the one on call who registered it.
    :raises UnableToOpenOnCall: in office hours, without a reason, and when the code name will not do.
    """
    _refuse_when(actor, reason, now, contact_id)
    with one_act(actor=actor, now=now):
        hold_same_number(contact_id)
        row = own_contact_on_call(actor, contact_id, action=OPEN)
        case_id = row.case_id or _case_with_number(row)
        if case_id is None:
            case_id = _new_case(actor, row, code_name, now)
        elif row.case_id is None:
            link_contact(row, case_id)
        _name_on_call(actor, case_id, reason, now)
        key = DraftKey(FormKind.OPEN_CONTACT_ON_CALL, None, contact_id)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
    return case_id


def _refuse_when(actor: Actor, reason: str, now: datetime, contact_id: UUID | None) -> None:
    if actor.role != Role.ON_CALL:
        with one_act(actor=actor, now=now):
            raise NotVisible(OPEN, CASE if contact_id is None else CONTACT, contact_id)
    if is_office_hours(now):
        raise UnableToOpenOnCall(OnCallRefusal.OFFICE_HOURS)
    if not reason.strip():
        raise UnableToOpenOnCall(OnCallRefusal.NO_REASON)


def _name_on_call(actor: Actor, case_id: UUID, reason: str, now: datetime) -> None:
    today = day_of(now)
    if denied(case_id, actor.id):
        raise NotVisible(OPEN, CASE, None)
    reach_case(case_id)
    until, opening_id = on_call_until(today), uuid4()
    if not named_today(actor, today).filter(case=case_id).exists():
        write_naming(case_id, actor.id, Purpose.ON_CALL, NamedDays(today, until))
    OnCallOpening.objects.create(
        id=opening_id,
        case_id=case_id,
        account_id=actor.id,
        at=now,
        until_date=until,
        sealed=seal(opening_place(case_id, opening_id), {"reason": reason}),
    )
    record(actor=actor, action=OPEN, subject=Subject(CASE, case_id, case_id), purpose=Purpose.ON_CALL, now=now)


def _case_with_number(row: FirstContact) -> UUID | None:
    index = None if row.number_index is None else bytes(row.number_index)
    cases = Case.objects.filter(pk__in=case_ids_with_number(index)).exclude(state=CaseState.CLOSED)
    with as_engine():
        return cases.order_by("-created_at", "pk").values_list("pk", flat=True).first()


def _new_case(actor: Actor, row: FirstContact, code_name: str, now: datetime) -> UUID:
    heads = staff_in_role(Role.SECTION_HEAD)
    if not heads:
        raise UnableToOpenOnCall(OnCallRefusal.NOBODY_TO_TELL)
    try:
        case_id = open_new_case(code_name.strip(), told_in(row), now)
    except UnableToHandle as refused:
        raise UnableToOpenOnCall(_CODE_NAME[IntakeRefusal(refused.refusal)]) from None
    for head in heads:
        write_naming(case_id, head.id, Purpose.DECISION, NamedDays(day_of(now), usual_end(day_of(now))))
        subject = Subject(CASE, head.id, case_id)
        record(actor=actor, action="NAME_STAFF", subject=subject, purpose=Purpose.DECISION, now=now)
    FirstContact.objects.filter(pk=row.pk).update(
        state=ContactState.TAKEN.value, case_id=case_id, waiting_until=None, handled_by=actor.id, handled_at=now
    )
    return case_id


_CODE_NAME = {
    IntakeRefusal.CODE_NAME_FORM: OnCallRefusal.CODE_NAME_FORM,
    IntakeRefusal.CODE_NAME_TELLS: OnCallRefusal.CODE_NAME_TELLS,
    IntakeRefusal.CODE_NAME_TAKEN: OnCallRefusal.CODE_NAME_TAKEN,
}
