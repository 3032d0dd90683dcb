"""Write who the persons of a household are; what is corrected is a new version."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from utvag.audit.operations import Subject, as_engine, one_act, record
from utvag.cases.access import case_for, may_write_in_case
from utvag.cases.models import Case
from utvag.cases.queries import companions_in, sealed_entry
from utvag.cases.rules import CaseState, HouseholdMember, HouseholdRefusal, Relation
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.foundation.facts import announce, lock_facts
from utvag.foundation.geography import municipalities
from utvag.people.operations import write_identity
from utvag.people.queries import IdentityShape, identities_of, number_index, register_code_with
from utvag.people.rules import IdentityNumber, NumberInvalid, has_form, is_near, read_number
from utvag.secrecy.envelope import Keyring

IDENTITY, RECORD_MEMBER = "IDENTITY", "RECORD_MEMBER"


class UnableToRecordMember(Unable):
    """The person cannot be written so. The text repeats nothing of it."""


@dataclass(frozen=True, slots=True, repr=False)
class Member:
    """A person of a household as she was written in the form.

    :ivar relation: who she is to the main person; None for the main person.
    """

    relation: Relation | None
    name: str = ""
    number: str = ""
    born: date | None = None
    origin: str = ""
    has_left: bool = False
    district: str = ""


def record_member(
    *,
    actor: Actor,
    case_id: UUID,
    member: Member,
    now: datetime,
    identity_id: UUID | None = None,
    draft_revision: int = 0,
) -> UUID:
    """Add a person to a case's household, or correct one with a new version.

    :param identity_id: the version that is corrected; None for a new person.
    :raises NotVisible: unless the actor is named on the case and writes in it.
    :raises UnableToRecordMember: when something written cannot be so.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = case_for(actor, case_id, today, action=RECORD_MEMBER)
        if not may_write_in_case(actor):
            raise NotVisible(RECORD_MEMBER, IDENTITY, case_id)
        lock_facts()
        case = Case.objects.select_for_update(no_key=True).get(pk=case_id)
        household = identities_of([case_id]).get(case_id, ())
        old = _version(household, identity_id)
        _refuse(case, household, old, member, today)
        new_id = write_member(case_id, member, household=household, old=old, today=today)
        form = FormKind.ADD_MEMBER if identity_id is None else FormKind.CORRECT_MEMBER
        drop_sent_draft(actor=actor, key=DraftKey(form, case_id, identity_id), revision=draft_revision, now=now)
        subject = Subject(IDENTITY, new_id, case_id)
        record(actor=actor, action=RECORD_MEMBER, subject=subject, purpose=opened.purpose, now=now)
        if case.state != CaseState.INTAKE:
            announce(cause="record_member", subject=case_id, now=now)
    return new_id


def write_member(
    case_id: UUID,
    member: Member,
    *,
    today: date,
    household: tuple[IdentityShape, ...] = (),
    old: IdentityShape | None = None,
) -> UUID:
    """Write one person with a code of the register: hers, or a new one. Part of a larger operation."""
    code = old.register_person if old is not None else ""
    return write_identity(
        case_id=case_id,
        register_person=code or _code_for(member.number, household, today),
        name=member.name,
        personal_number=member.number or None,
        today=today,
        relation="" if member.relation is None else member.relation.value,
        born=member.born,
        origin=origin_code(member.origin),
        district=member.district.strip(),
        has_left=member.has_left,
        replaces=None if old is None else old.id,
    )


def member_of(told: HouseholdMember) -> Member:
    """Give a person of the household as the first contact told her."""
    return Member(told.relation, told.name, "", told.born)


def origin_code(text: str) -> str:
    """Give the code of a municipality by its name or code; nothing where there is no such."""
    known = municipalities()
    wanted = text.strip().casefold()
    if wanted in known.codes:
        return wanted
    names = (code for code, name in zip(known.codes, known.names, strict=True) if name.casefold() == wanted)
    return next(names, "")


def _code_for(number: str, household: tuple[IdentityShape, ...], today: date) -> str:
    """Give the code that the register has for a number, or one that nobody has had."""
    valid = read_number(number, today=today) if number else None
    with as_engine():
        known = register_code_with(number_index(valid.digits)) if isinstance(valid, IdentityNumber) else ""
    taken = {one.register_person for one in household}
    return known if known and known not in taken else f"P-{secrets.token_hex(6)}"


def _version(household: tuple[IdentityShape, ...], identity_id: UUID | None) -> IdentityShape | None:
    if identity_id is None:
        return None
    found = next((one for one in household if one.id == identity_id), None)
    if found is None:
        raise UnableToRecordMember(HouseholdRefusal.CORRECTED_ALREADY)
    return found


def _refuse(
    case: Case, household: tuple[IdentityShape, ...], old: IdentityShape | None, member: Member, today: date
) -> None:
    refusal = _refused_number(household, old, member, today) or _refused_rest(case, old, member, today)
    if refusal is not None:
        raise UnableToRecordMember(refusal)


def _refused_number(
    household: tuple[IdentityShape, ...], old: IdentityShape | None, member: Member, today: date
) -> HouseholdRefusal | None:
    if not member.number:
        return None
    others = [one.personal_number for one in household if one.personal_number and one != old]
    match read_number(member.number, today=today):
        case NumberInvalid():
            known = [*others, *([old.personal_number] if old is not None and old.personal_number else [])]
            if any(is_near(member.number, one) for one in known):
                return HouseholdRefusal.NUMBER_NEAR
            return HouseholdRefusal.NUMBER_CHECK_SUM if has_form(member.number) else HouseholdRefusal.NUMBER_FORM
        case IdentityNumber() as number:
            if number.digits in others:
                return HouseholdRefusal.NUMBER_TWICE
            if number.born > today:
                return HouseholdRefusal.BORN_LATER
            is_same = member.born is None or member.born == number.born
            return None if is_same else HouseholdRefusal.BORN_DIFFERS


def _refused_rest(case: Case, old: IdentityShape | None, member: Member, today: date) -> HouseholdRefusal | None:
    if not (member.name or member.number or member.born):
        return HouseholdRefusal.NOTHING_WRITTEN
    if member.born is not None and member.born > today:
        return HouseholdRefusal.BORN_LATER
    if member.origin.strip() and not origin_code(member.origin):
        return HouseholdRefusal.ORIGIN_UNKNOWN
    if not member.has_left:
        return None
    if member.relation is None:
        return HouseholdRefusal.MAIN_STAYS
    return HouseholdRefusal.MOVES_IN if old is not None and _moves_in(case, old) else None


def _moves_in(case: Case, one: IdentityShape) -> bool:
    return one.register_person in companions_in(sealed_entry(case, Keyring()))
