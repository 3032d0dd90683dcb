"""A handover of the small world's case, step by step, and a naming as a stand-in for who needs nothing else."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from tests.givens import NOW, TODAY, case_id, given_staff
from tests.personas import Personas
from utvag.cases.models import CaseStaff
from utvag.cases.rules import NamedDays, Purpose
from utvag.documents.models import Document
from utvag.documents.rules import DocumentKind
from utvag.foundation.actors import Actor
from utvag.organisation.rules import Role
from utvag.stand_in.models import HandedCase, Handover
from utvag.stand_in.operations import begin_handover, confirm_handover, write_handover_note

NOTE = "Överlämningskanarie: ring kuratorn på tisdag."
LEAVE = NamedDays(TODAY, TODAY + timedelta(days=14))
LATER = NOW + timedelta(hours=1)
BACK = NOW + timedelta(days=14)


def given_begun(by: Actor, to: Actor, days: NamedDays = LEAVE, cases: tuple[UUID, ...] = ()) -> UUID:
    """Choose a stand-in; give the handover."""
    return begin_handover(actor=by, stand_in_id=to.id, days=days, case_ids=cases or (case_id(),), now=NOW)


def given_waiting(by: Actor, to: Actor, days: NamedDays = LEAVE) -> UUID:
    """Choose a stand-in and write what she is to know; give the handover."""
    handover_id = given_begun(by, to, days)
    for handed_id in HandedCase.objects.filter(handover=handover_id, state="WRITING").values_list("pk", flat=True):
        write_handover_note(actor=by, handed_id=handed_id, text=NOTE, now=NOW)
    return handover_id


def given_stand_in(personas: Personas, days: NamedDays = LEAVE) -> UUID:
    """Let the stranger stand in for the coordinator; give the handover."""
    handover_id = given_waiting(personas.coordinator, personas.stranger, days)
    confirm_handover(actor=personas.section_head, handover_id=handover_id, now=NOW)
    return handover_id


def handed(handover_id: UUID) -> HandedCase:
    """Give the only case of a handover."""
    return HandedCase.objects.get(handover=handover_id)


def given_standing_in(actor: Actor, cases: list[UUID], first: int = -3, until: int = 3) -> None:
    """Name somebody as a stand-in on any cases, each with what such a naming rests on."""
    by, head = given_staff("hands-over", Role(actor.role)), given_staff("heads-it", Role.SECTION_HEAD)
    start, end = (TODAY + timedelta(days=days) for days in (first, until))
    handover = Handover.objects.create(by_id=by.id, stand_in_id=actor.id, from_date=start, until_date=end, made_at=NOW)
    for case in cases:
        for who, purpose in ((by, Purpose.COORDINATION), (head, Purpose.DECISION)):
            CaseStaff.objects.create(case_id=case, account_id=who.id, purpose=purpose, from_date=start, until_date=end)
        row = HandedCase.objects.create(
            handover=handover, case_id=case, by_id=by.id, stand_in_id=actor.id, state="WRITING", added_at=NOW
        )
        brief = Document.objects.create(
            id=uuid4(),
            case_id=case,
            kind=DocumentKind.HANDOVER_BRIEF,
            subject=row.id,
            sha256=bytes(32),
            template="sheet",
            template_version="1",
            pages=1,
            frozen_at=NOW,
            frozen_by=head.id,
            sealed=b"sealed",
            content=b"content",
        )
        row.state, row.sealed, row.written_at = "WAITING", b"sealed", NOW
        row.save()
        row.state, row.decided_by_id, row.decided_at, row.brief = "CONFIRMED", head.id, NOW, brief
        row.save()
        CaseStaff.objects.create(
            case_id=case, account_id=actor.id, purpose=Purpose.STAND_IN, from_date=start, until_date=end
        )
