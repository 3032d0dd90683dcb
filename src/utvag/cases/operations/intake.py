"""Take in first contacts: register, take, wait, close; take note of one about a person who has a case."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from utvag.audit.operations import Subject, as_engine, one_act, reach_case, record
from utvag.cases.access import CASE, CONTACT, contact_for, coordinates, may_register, open_contact_for, purpose_on
from utvag.cases.models import Case, CaseStaff, FirstContact
from utvag.cases.operations.figures import count_contact
from utvag.cases.operations.household import Member, member_of, write_member
from utvag.cases.operations.staff import write_naming
from utvag.cases.queries import case_place
from utvag.cases.queries.intake import contact_place, same_person, sealable, staff_to_choose, told_in
from utvag.cases.rules import (
    INTAKE,
    RECEIPT_SIGNS,
    CaseState,
    CloseReason,
    ContactState,
    IntakeRefusal,
    NamedDays,
    Purpose,
    Told,
    first_state,
    refused_code_name,
    usual_end,
)
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.organisation.rules import Role
from utvag.people.queries import case_ids_with_number, number_index
from utvag.people.rules import IdentityNumber, read_number
from utvag.secrecy.envelope import seal

RECEIPT_LENGTH: Final = 5
DRAWS: Final = 10


class UnableToRegister(Unable):
    """The contact cannot be written as told. The text repeats nothing of it."""


class UnableToHandle(Unable):
    """The contact cannot be handled as asked."""


def register_contact(*, actor: Actor, told: Told, now: datetime, draft_revision: int = 0) -> UUID:
    """Write a first contact; what the registrar gets is the same, and takes the same work, whoever the person is.

    A person who has an open case with a coordinator is linked to it, and the coordinator gets a notice; else the
    contact goes to the section heads.

    :raises NotVisible: unless the actor takes first contacts.
    :raises UnableToRegister: when the number is not valid, or the release has been.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        if not may_register(actor):
            raise NotVisible("REGISTER_CONTACT", CONTACT, None)
        if told.release_date is not None and told.release_date < today:
            raise UnableToRegister(IntakeRefusal.RELEASE_PASSED)
        valid = replace(told, number=_valid_number(told.number, today))
        index = None if valid.number is None else number_index(valid.number)
        case_id = _standing_case(index, today)
        contact_id = uuid4()
        _write_with_new_receipt(
            FirstContact(
                id=contact_id,
                state=first_state(has_case=case_id is not None).value,
                received_at=now,
                registered_by_id=actor.id,
                case_id=case_id,
                number_index=index,
                sealed=seal(contact_place(contact_id), sealable(valid)),
            )
        )
        count_contact(valid, today)
        drop_sent_draft(actor=actor, key=DraftKey(FormKind.REGISTER_CONTACT), revision=draft_revision, now=now)
        # Without the case, so that the row looks the same whoever the person is.
        record(actor=actor, action="REGISTER_CONTACT", subject=Subject(CONTACT, contact_id), purpose=INTAKE, now=now)
    return contact_id


def take_contact(
    *,
    actor: Actor,
    contact_id: UUID,
    code_name: str,
    coordinator_id: UUID,
    case_worker_id: UUID | None,
    now: datetime,
) -> UUID | None:
    """Make a case of a contact, with its staff; the person's other open contacts follow.

    Where the person has got a case since, the contact goes to it instead, and None is given.

    :raises NotVisible: unless the actor is a section head and the contact is open.
    :raises UnableToHandle: when the code name or the staff will not do.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        hold_same_number(contact_id)
        row = open_contact_for(actor, contact_id, action="TAKE_CONTACT")
        standing = _standing_case(row.number_index, today)
        if standing is not None:
            _link((row,), standing)
            record(
                actor=actor,
                action="LINK_CONTACT",
                subject=Subject(CONTACT, contact_id, standing),
                purpose=INTAKE,
                now=now,
            )
            return None
        told = told_in(row)
        others = same_person(row)
        named = _staff_of_new_case(actor, coordinator_id, case_worker_id)
        case_id = open_new_case(code_name.strip(), told, now)
        for account_id, purpose in named.items():
            write_naming(case_id, account_id, purpose, NamedDays(today, usual_end(today)), by=actor)
            subject = Subject(CASE, account_id, case_id)
            record(actor=actor, action="NAME_STAFF", subject=subject, purpose=purpose, now=now)
        _handle(row, actor, now, state=ContactState.TAKEN, case_id=case_id)
        _link(others, case_id)
        subject = Subject(CONTACT, contact_id, case_id)
        record(actor=actor, action="TAKE_CONTACT", subject=subject, purpose=INTAKE, now=now)
    return case_id


def wait_with_contact(*, actor: Actor, contact_id: UUID, until_date: date, now: datetime) -> None:
    """Let a contact wait until a day: that of the release, or that on which to ask again.

    :raises NotVisible: unless the actor is a section head and the contact is open.
    :raises UnableToHandle: when the day has been.
    """
    with one_act(actor=actor, now=now):
        row = open_contact_for(actor, contact_id, action="WAIT_WITH_CONTACT")
        if until_date <= day_of(now):
            raise UnableToHandle(IntakeRefusal.DAY_PASSED)
        _handle(row, actor, now, state=ContactState.WAITING, waiting_until=until_date)
        subject = Subject(CONTACT, contact_id)
        record(actor=actor, action="WAIT_WITH_CONTACT", subject=subject, purpose=INTAKE, now=now)


def close_contact(*, actor: Actor, contact_id: UUID, reason: CloseReason, now: datetime) -> None:
    """End a contact without a case, for a reason from the list.

    :raises NotVisible: unless the actor is a section head and the contact is open.
    """
    with one_act(actor=actor, now=now):
        row = open_contact_for(actor, contact_id, action="CLOSE_CONTACT")
        _handle(row, actor, now, state=ContactState.CLOSED, close_reason=reason)
        record(actor=actor, action="CLOSE_CONTACT", subject=Subject(CONTACT, contact_id), purpose=INTAKE, now=now)


def acknowledge_contact(*, actor: Actor, contact_id: UUID, now: datetime) -> None:
    """Take note of a contact about the person of a case; it leaves the desk and stays in the case.

    :raises NotVisible: unless the actor coordinates the case.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        row = contact_for(actor, contact_id, today, action="ACKNOWLEDGE_CONTACT")
        purpose = None if row.case_id is None else purpose_on(actor, row.case_id, today)
        if purpose is None or not coordinates(actor, purpose):
            raise NotVisible("ACKNOWLEDGE_CONTACT", CONTACT, contact_id)
        FirstContact.objects.filter(pk=contact_id, handled_at__isnull=True).update(handled_by=actor.id, handled_at=now)
        subject = Subject(CONTACT, contact_id, row.case_id)
        record(actor=actor, action="ACKNOWLEDGE_CONTACT", subject=subject, purpose=purpose, now=now)


def _valid_number(text: str | None, today: date) -> str | None:
    if text is None:
        return None
    number = read_number(text, today=today)
    if not isinstance(number, IdentityNumber) or number.born > today:
        raise UnableToRegister(IntakeRefusal.NUMBER_INVALID)
    return number.digits


def _standing_case(index: bytes | memoryview | None, today: date) -> UUID | None:
    """Find the open case of a number that has a coordinator to tell: always one question, found or not."""
    held = CaseStaff.objects.filter(purpose=Purpose.COORDINATION, from_date__lte=today).exclude(until_date__lte=today)
    cases = Case.objects.filter(
        pk__in=case_ids_with_number(None if index is None else bytes(index)), staff__in=held
    ).exclude(state=CaseState.CLOSED)
    with as_engine():
        return cases.order_by("-created_at", "pk").values_list("pk", flat=True).first()


def _write_with_new_receipt(row: FirstContact) -> None:
    for code in _codes():
        row.receipt = code
        with as_engine():
            is_taken = FirstContact.objects.filter(receipt=code).exists()
        if not is_taken:
            break
    row.save(force_insert=True)


def _codes() -> Iterator[str]:
    for _ in range(DRAWS):
        yield "K-" + "".join(secrets.choice(RECEIPT_SIGNS) for _ in range(RECEIPT_LENGTH))


def hold_same_number(contact_id: UUID) -> None:
    """Let nobody else make a case of the same person at the same time: hold all her contacts, always in one order."""
    numbers = FirstContact.objects.filter(pk=contact_id).values("number_index")
    with as_engine():
        list(FirstContact.objects.filter(number_index__in=numbers).order_by("pk").select_for_update())


def _staff_of_new_case(actor: Actor, coordinator_id: UUID, case_worker_id: UUID | None) -> dict[UUID, Purpose]:
    roles = {one.id: one.role for one in staff_to_choose()}
    if roles.get(coordinator_id) is not Role.COORDINATOR:
        raise UnableToHandle(IntakeRefusal.STAFF_UNKNOWN)
    named = {coordinator_id: Purpose.COORDINATION, actor.id: Purpose.DECISION}
    if case_worker_id is not None:
        if roles.get(case_worker_id) is not Role.CASE_WORKER:
            raise UnableToHandle(IntakeRefusal.STAFF_UNKNOWN)
        named[case_worker_id] = Purpose.CASE_WORK
    return named


def open_new_case(code_name: str, told: Told, now: datetime) -> UUID:
    """Open a case with its household. Part of a larger operation.

    :raises UnableToHandle: when the code name will not do.
    """
    refusal = refused_code_name(code_name, name=told.name)
    if refusal is not None:
        raise UnableToHandle(refusal)
    case_id, today = uuid4(), day_of(now)
    reach_case(case_id)
    try:
        with transaction.atomic():
            Case.objects.create(
                id=case_id,
                code_name=code_name,
                state=CaseState.INTAKE.value,
                start_date=today,
                created_at=now,
                sealed=seal(case_place(case_id), {}),
            )
    except IntegrityError:
        raise UnableToHandle(IntakeRefusal.CODE_NAME_TAKEN) from None
    # Each gets a code of the register: whoever moves in must be known there.
    write_member(case_id, Member(None, told.name, told.number or ""), today=today)
    for one in told.household:
        write_member(case_id, member_of(one), today=today)
    return case_id


def _handle(
    row: FirstContact,
    actor: Actor,
    now: datetime,
    *,
    state: ContactState,
    case_id: UUID | None = None,
    waiting_until: date | None = None,
    close_reason: CloseReason | None = None,
) -> None:
    FirstContact.objects.filter(pk=row.pk).update(
        state=state.value,
        case_id=case_id,
        waiting_until=waiting_until,
        close_reason=None if close_reason is None else close_reason.value,
        handled_by=actor.id,
        handled_at=now,
    )


def link_contact(row: FirstContact, case_id: UUID) -> None:
    """Hand one contact to a case. Part of a larger operation."""
    _link((row,), case_id)


def _link(rows: tuple[FirstContact, ...], case_id: UUID) -> None:
    """Hand contacts to a case; its coordinator has not seen them yet."""
    reach_case(case_id)
    FirstContact.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=ContactState.LINKED.value, case_id=case_id, waiting_until=None, handled_by=None, handled_at=None
    )
