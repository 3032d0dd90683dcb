"""Cases that the product itself opened, in one line each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from tests.givens import NOW, TODAY, given_contact, given_taken
from tests.personas import Personas
from utvag.cases.operations import Member, deny_staff, record_member, state_needs
from utvag.cases.operations.told import write_told
from utvag.cases.rules import Answer, Custody, DenialGround, Needs, Relation, Standing
from utvag.foundation.actors import Actor
from utvag.people.queries import IdentityShape, identities_of

NEEDS = Needs(start_date=TODAY + timedelta(days=14), nights=90, wanted=("school_support", "night_staff"))
STANDING = Standing(Custody.PRISON, TODAY + timedelta(days=30), Answer.NO, Answer.YES, "Underlagskanarie")
PARTNER = Member(Relation.PARTNER, "Partnerkanarie", "", date(1999, 5, 5))


def given_own_case(personas: Personas, **told: object) -> UUID:
    """Open a case from a first contact; the coordinator runs it and the section head decides in it."""
    case_id = given_taken(personas.section_head, given_contact(personas.case_worker, **told), personas.coordinator)
    assert case_id is not None
    return case_id


def given_member(actor: Actor, case_id: UUID, *, identity_id: UUID | None = None, **other: object) -> UUID:
    """Write a person of the household: a partner, but for what is given."""
    member = replace(PARTNER, **other)  # type: ignore[arg-type]  # by name
    return record_member(actor=actor, case_id=case_id, member=member, now=NOW, identity_id=identity_id)


def given_needs(actor: Actor, case_id: UUID, *, now: datetime = NOW, **other: object) -> None:
    """State what a home must manage: NEEDS, but for what is given."""
    state_needs(actor=actor, case_id=case_id, needs=replace(NEEDS, **other), now=now)  # type: ignore[arg-type]  # by name


def given_told(actor: Actor, case_id: UUID, **other: object) -> UUID:
    """Write what is known of the definitions and custody: STANDING, but for what is given."""
    standing = replace(STANDING, **other)  # type: ignore[arg-type]  # by name
    return write_told(actor=actor, case_id=case_id, standing=standing, now=NOW)


def given_denied(head: Actor, case_id: UUID, denied: Actor, *, now: datetime = NOW) -> None:
    """Keep an employee out of a case."""
    deny_staff(
        actor=head,
        case_id=case_id,
        account_id=denied.id,
        ground=DenialGround.KIN,
        reason="Spärrkanarie: hans syster",
        now=now,
    )


def household_of(case_id: UUID) -> dict[str, IdentityShape]:
    """Give a case's household by name."""
    return {one.name: one for one in identities_of([case_id]).get(case_id, ())}
