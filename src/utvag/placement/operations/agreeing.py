"""Write the placement agreement, and freeze it for the signatures of both parties."""

from datetime import datetime
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import may_choose
from utvag.documents.operations import freeze_document
from utvag.documents.rules import DocumentKind
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible
from utvag.organisation.queries import municipality
from utvag.placement.access import PLACEMENT, placement_for
from utvag.placement.operations.starting import UnableToStart
from utvag.placement.rules import LIVE, PlacementOrigin, PlacementState, Refusal, ToldAgreement
from utvag.placement.sheets import placement_agreement
from utvag.providers.queries import home_shapes

WRITE_AGREEMENT = "WRITE_AGREEMENT"


def write_agreement(
    *, actor: Actor, placement_id: UUID, told: ToldAgreement, now: datetime, draft_revision: int = 0
) -> UUID:
    """Write the individual placement agreement and freeze it, and give the document's id. It names nobody and no place.

    A new one takes the place of the former, which stays; the new one must be signed anew.

    :raises NotVisible: unless the actor is named on the case and her role chooses homes.
    :raises UnableToStart: when the placement has begun by an agreement already, or is given up.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = placement_for(actor, placement_id, today, action=WRITE_AGREEMENT)
        row = opened.placement
        if not may_choose(actor):
            raise NotVisible(WRITE_AGREEMENT, PLACEMENT, placement_id)
        if not may_be_agreed(PlacementState(row.state), PlacementOrigin(row.origin), row.agreement_document_id):
            raise UnableToStart(Refusal.NOT_PLANNED)
        place = municipality()
        home = home_shapes([row.home.code])[row.home.code]
        sheet = placement_agreement(row, told, home, place.name if place else "Kommunen")
        frozen = freeze_document(
            actor=actor,
            case_id=row.case_id,
            code_name=row.case.code_name,
            kind=DocumentKind.PLACEMENT_AGREEMENT,
            subject=row.id,
            sheet=sheet,
            now=now,
        )
        key = DraftKey(FormKind.PLACEMENT_AGREEMENT, row.case_id, row.id)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        subject = Subject(PLACEMENT, row.id, row.case_id)
        record(actor=actor, action=WRITE_AGREEMENT, subject=subject, purpose=opened.purpose, now=now)
    return frozen.id


def may_be_agreed(state: PlacementState, origin: PlacementOrigin, agreement_id: UUID | None) -> bool:
    """Say whether an agreement may be written: before the start, and where a stay stands without one."""
    if state is PlacementState.STANDING:
        return agreement_id is None and origin is not PlacementOrigin.CHOSEN
    return state in LIVE
