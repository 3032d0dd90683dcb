"""Register what was done: contacts and visits. They are rows of their own, and never changed."""

from datetime import datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.followup.access import placement_to_follow
from utvag.followup.models import Contact, Visit
from utvag.followup.queries import contact_place, visit_place
from utvag.followup.rules import ContactMade, Refusal, VisitMade, refusal_of_contact, refusal_of_visit
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import Unable
from utvag.placement.models import Placement
from utvag.placement.rules import PlacementState
from utvag.secrecy.envelope import seal

RECORD_CONTACT, RECORD_VISIT = "RECORD_CONTACT", "RECORD_VISIT"
CONTACT, VISIT = "FOLLOWUP_CONTACT", "FOLLOWUP_VISIT"


class UnableToFollowUp(Unable):
    """It is not registered: the placement does not stand, or the days cannot be right."""


def record_contact(
    *, actor: Actor, placement_id: UUID, contact: ContactMade, now: datetime, draft_revision: int = 0
) -> UUID:
    """Register a contact with the person or the provider, also one that reached nobody.

    :raises NotVisible: unless the actor handles the case.
    :raises UnableToFollowUp: when it is before the placement began, or has not been made yet.
    """
    with one_act(actor=actor, now=now):
        opened = placement_to_follow(actor, placement_id, day_of(now), action=RECORD_CONTACT)
        placement = opened.placement
        refusal = refusal_of_contact(contact, day=day_of(contact.at), from_date=placement.from_date, now=now)
        _refuse(placement, refusal)
        row = Contact(
            id=uuid4(),
            placement=placement,
            with_whom=contact.with_whom.value,
            at=contact.at,
            way=contact.way.value,
            was_reached=contact.was_reached,
            next_date=contact.next_date,
            registered_by_id=actor.id,
            registered_at=now,
        )
        row.sealed = seal(contact_place(placement.case_id, row.id), {"note": contact.note})
        row.save(force_insert=True)
        _drop(actor, FormKind.RECORD_CONTACT, placement, draft_revision, now)
        subject = Subject(CONTACT, row.id, placement.case_id)
        record(actor=actor, action=RECORD_CONTACT, subject=subject, purpose=opened.purpose, now=now)
    return row.id


def record_visit(*, actor: Actor, placement_id: UUID, visit: VisitMade, now: datetime, draft_revision: int = 0) -> UUID:
    """Register a visit, with the offers to the police and the social worker to come along.

    :raises NotVisible: unless the actor handles the case.
    :raises UnableToFollowUp: when it is before the placement began, has not been made, or an offer came after it.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = placement_to_follow(actor, placement_id, today, action=RECORD_VISIT)
        placement = opened.placement
        _refuse(placement, refusal_of_visit(visit, from_date=placement.from_date, today=today))
        row = Visit(
            id=uuid4(),
            placement=placement,
            held_date=visit.held_date,
            police_offered_date=visit.police.offered_date,
            police_attended=visit.police.attended,
            social_worker_offered_date=visit.social_worker.offered_date,
            social_worker_attended=visit.social_worker.attended,
            registered_by_id=actor.id,
            registered_at=now,
        )
        row.sealed = seal(visit_place(placement.case_id, row.id), {"note": visit.note})
        row.save(force_insert=True)
        _drop(actor, FormKind.RECORD_VISIT, placement, draft_revision, now)
        subject = Subject(VISIT, row.id, placement.case_id)
        record(actor=actor, action=RECORD_VISIT, subject=subject, purpose=opened.purpose, now=now)
    return row.id


def _refuse(placement: Placement, refusal: Refusal | None) -> None:
    if placement.state != PlacementState.STANDING:
        raise UnableToFollowUp(Refusal.NOT_STANDING)
    if refusal is not None:
        raise UnableToFollowUp(refusal)


def _drop(actor: Actor, form: FormKind, placement: Placement, revision: int, now: datetime) -> None:
    key = DraftKey(form, placement.case_id, placement.id)
    drop_sent_draft(actor=actor, key=key, revision=revision, now=now)
