"""State what a home must manage: the case waits for one, and the check of homes knows its persons."""

from datetime import datetime
from uuid import UUID

from utvag.audit.operations import Subject, as_engine, one_act, record
from utvag.cases.access import CASE, case_for, may_write_in_case
from utvag.cases.models import Case
from utvag.cases.queries import Entry, case_place, companions_in, sealed_entry
from utvag.cases.rules import PERSON_CODE, CaseOrigin, CaseState, Needs, NeedsRefusal, entry_of_needs, refused_needs
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.foundation.facts import announce, lock_facts
from utvag.foundation.periods import nights_from
from utvag.people.queries import IdentityShape, identities_of
from utvag.secrecy.envelope import Keyring

STATE_NEEDS = "STATE_NEEDS"


class UnableToStateNeeds(Unable):
    """What a home must manage cannot be stated so."""


def state_needs(*, actor: Actor, case_id: UUID, needs: Needs, now: datetime, draft_revision: int = 0) -> None:
    """Let a case wait for a home that manages what is stated; one that waits already is stated anew.

    :raises NotVisible: unless the actor is named on the case and writes in it.
    :raises UnableToStateNeeds: when a person's birth is not known, a companion is not of the household, the needs
        are not whole, or the case has a home or is closed.
    """
    with one_act(actor=actor, now=now):
        lock_facts()
        opened = case_for(actor, case_id, day_of(now), action=STATE_NEEDS)
        if not may_write_in_case(actor):
            raise NotVisible(STATE_NEEDS, CASE, case_id)
        write_needs(case_id=case_id, needs=needs, now=now)
        drop_sent_draft(actor=actor, key=DraftKey(FormKind.STATE_NEEDS, case_id), revision=draft_revision, now=now)
        subject = Subject(CASE, case_id, case_id)
        record(actor=actor, action=STATE_NEEDS, subject=subject, purpose=opened.purpose, now=now)
        announce(cause="state_needs", subject=case_id, now=now)


def write_needs(*, case_id: UUID, needs: Needs, now: datetime) -> None:
    """Write the needs and let the case wait. Part of a larger operation, which holds the facts and announces.

    :raises UnableToStateNeeds: as `state_needs` does.
    """
    refusal = refused_needs(needs, today=day_of(now))
    if refusal is not None:
        raise UnableToStateNeeds(refusal)
    case, keyring = Case.objects.select_for_update(no_key=True).get(pk=case_id), Keyring()
    if case.state not in {CaseState.INTAKE, CaseState.WAITING}:
        raise UnableToStateNeeds(NeedsRefusal.NOT_NOW)
    held = sealed_entry(case, keyring)
    person = _main_person(case, held, needs)
    _refuse_two_cases(case, {person, *needs.companions}, needs, keyring)
    Case.objects.filter(pk=case_id).update(
        state=CaseState.WAITING.value,
        origin=CaseOrigin.OPENED.value,
        start_date=needs.start_date,
        nights=needs.nights,
        sealed=keyring.seal(case_place(case_id), entry_of_needs(needs, person=person)),
    )


def _main_person(case: Case, held: Entry, needs: Needs) -> str:
    """Give the code of the main person, and refuse companions who are not of the household."""
    household = {one.register_person: one for one in identities_of([case.id]).get(case.id, ()) if one.register_person}
    main = str(held.get("person") or next((code for code, one in household.items() if not one.relation), ""))
    if not main:
        raise UnableToStateNeeds(NeedsRefusal.NO_MAIN_PERSON)
    # A case from a register file may have companions of whom only the code is known.
    known = {*household, *companions_in(held)} - {main}
    if not set(needs.companions) <= known:
        raise UnableToStateNeeds(NeedsRefusal.COMPANION_UNKNOWN)
    if any(_lacks_birth(code, household.get(code)) for code in (main, *needs.companions)):
        raise UnableToStateNeeds(NeedsRefusal.BIRTH_UNKNOWN)
    return main


def _lacks_birth(code: str, one: IdentityShape | None) -> bool:
    """Say whether the register of the check would lack a birth date: the police's own codes have one there."""
    return PERSON_CODE.fullmatch(code) is not None and (one is None or one.birth_date is None)


def _refuse_two_cases(case: Case, persons: set[str], needs: Needs, keyring: Keyring) -> None:
    """Nobody waits in two cases at the same time: the check would refuse the whole register."""
    period = nights_from(needs.start_date, needs.nights)
    with as_engine():
        others = list(Case.objects.filter(state=CaseState.WAITING).exclude(pk=case.pk))
    for other in others:
        theirs = nights_from(other.start_date, other.nights or 1)
        entry = sealed_entry(other, keyring)
        held = {entry.get("person"), *companions_in(entry)}
        ends = (theirs.until_date, period.until_date)
        is_apart = ends[0] is not None and ends[0] <= period.from_date
        is_apart = is_apart or (ends[1] is not None and ends[1] <= theirs.from_date)
        if held & persons and not is_apart:
            raise UnableToStateNeeds(NeedsRefusal.OTHER_CASE_OF_PERSON)
