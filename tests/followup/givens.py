"""A placement that stands, and what was done in it, in one line each."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from tests.documents.givens import given_frozen
from tests.givens import NOW, PERSON, STAY, TODAY, case_id
from utvag.documents.rules import DocumentKind
from utvag.followup.operations import record_contact, record_visit
from utvag.followup.rules import ContactMade, Offer, VisitMade, Way, WithWhom
from utvag.foundation.actors import Actor
from utvag.foundation.clock import moment_of
from utvag.people.operations import write_identity
from utvag.placement.models import Placement
from utvag.plans.models import Plan

NOTE = "Uppföljningskanarie: hon mår bättre."
START = date(2026, 10, 1)


def given_standing(from_date: date = START, until_date: date | None = None) -> UUID:
    """Let the placement that came with the register be the case's own, from a day; give its id."""
    rows = Placement.objects.filter(code=STAY)
    rows.update(case_id=case_id(), from_date=from_date, until_date=until_date)
    return rows.values_list("pk", flat=True).get()


def contact(
    with_whom: WithWhom = WithWhom.PERSON,
    *,
    at: datetime = NOW - timedelta(hours=1),
    was_reached: bool = True,
    next_date: date | None = None,
) -> ContactMade:
    """Write a contact that is not registered yet."""
    return ContactMade(with_whom, at, Way.PHONE, was_reached, next_date, NOTE)


def visit(held: date = TODAY, *, offered: date | None = None) -> VisitMade:
    """Write a visit that both were offered to come along to; the police declined."""
    day = offered or held - timedelta(days=7)
    return VisitMade(held, Offer(day, attended=False), Offer(day, attended=True), NOTE)


def given_contact_on(actor: Actor, placement_id: UUID, day: date, with_whom: WithWhom = WithWhom.PERSON) -> UUID:
    """Register a contact at nine on a day, as if it were registered now."""
    made = contact(with_whom, at=moment_of(day, time(9)))
    return record_contact(actor=actor, placement_id=placement_id, contact=made, now=NOW)


def given_visit_on(actor: Actor, placement_id: UUID, day: date) -> UUID:
    """Register a visit on a day."""
    return record_visit(actor=actor, placement_id=placement_id, visit=visit(day), now=NOW)


def given_safety_plan(actor: Actor, day: date) -> UUID:
    """Let the one who moves in have a safety plan, made on a day; give the person's id."""
    person = write_identity(case_id=case_id(), register_person=PERSON, name="N", personal_number=None, today=TODAY)
    Plan.objects.create(
        case_id=case_id(),
        kind="SAFETY",
        person_id=person,
        revision=1,
        document_id=given_frozen(actor, DocumentKind.SAFETY_PLAN).id,
        document_kind="SAFETY_PLAN",
        made_by=actor.id,
        made_at=moment_of(day, time(9)),
        from_date=day,
        review_date=day + timedelta(days=90),
        sealed=b"",
    )
    return person
