"""Note whether a receiver has got what was given, and freeze the receipt of what came."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import purpose_on
from utvag.disclosure.access import DISCLOSURE, disclosure_for, receipt_draft
from utvag.disclosure.models import Disclosure, Receipt
from utvag.disclosure.operations.disclosures import GIVEN_OUT, UnableToDisclose
from utvag.disclosure.queries.pages import disclosure_place, receipt_place
from utvag.disclosure.rules import ContentCategory, Party, ReceiptOutcome, Refusal, ground_of
from utvag.documents.operations import freeze_document
from utvag.documents.rules import DocumentKind, Section, Sheet
from utvag.drafts.operations import drop_sent_draft
from utvag.foundation.actors import Actor
from utvag.foundation.clock import SWEDEN, day_of
from utvag.foundation.dates import swedish_day
from utvag.organisation.rules import Role
from utvag.secrecy.envelope import open_, seal

NOTE = "NOTE_RECEIPT"


@dataclass(frozen=True, slots=True)
class Noted:
    """What is known of whether something came."""

    outcome: ReceiptOutcome
    noted_date: date
    how: str = field(repr=False)


def note_receipt(
    *,
    actor: Actor,
    disclosure_id: UUID,
    outcome: ReceiptOutcome,
    noted_date: date,
    how: str,
    now: datetime,
    draft_revision: int = 0,
) -> None:
    """Note whether the receiver has got what was given, and how that is known; of what came a receipt is frozen.

    :raises NotVisible: when the actor may not write in the case's register, and when there is no such row.
    :raises UnableToDisclose: when the day is yet to come, or nobody has decided that it is given out.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        row = disclosure_for(actor, disclosure_id, today, action=NOTE)
        if row.state not in GIVEN_OUT:
            raise UnableToDisclose(Refusal.NOT_GIVEN_OUT)
        if noted_date > today:
            raise UnableToDisclose(Refusal.NOT_YET)
        noted = Noted(outcome, noted_date, how)
        _write(actor, row, noted, now)
        if outcome is ReceiptOutcome.RECEIVED:
            _freeze(actor, row, noted, now)
        subject = Subject(DISCLOSURE, disclosure_id, row.case_id)
        key = receipt_draft(actor, disclosure_id, today, action=NOTE)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        purpose = purpose_on(actor, row.case_id, today)
        record(actor=actor, action=NOTE, subject=subject, purpose=purpose, now=now)


def _write(actor: Actor, row: Disclosure, noted: Noted, now: datetime) -> None:
    receipt_id = uuid4()
    Receipt.objects.create(
        id=receipt_id,
        disclosure=row,
        disclosure_state=row.state,
        outcome=noted.outcome.value,
        noted_date=noted.noted_date,
        noted_by=actor.id,
        noted_at=now,
        sealed=seal(receipt_place(row.case_id, receipt_id), {"how": noted.how}),
    )


def _freeze(actor: Actor, row: Disclosure, noted: Noted, now: datetime) -> None:
    told = cast("Mapping[str, str]", open_(disclosure_place(row.case_id, row.id), row.sealed).reveal())
    freeze_document(
        actor=actor,
        case_id=row.case_id,
        code_name=row.case.code_name,
        kind=DocumentKind.DISCLOSURE_RECEIPT,
        subject=row.id,
        sheet=receipt_sheet(row, noted, recipient=told["recipient"]),
        now=now,
    )


def receipt_sheet(row: Disclosure, noted: Noted, *, recipient: str) -> Sheet:
    """Write that something was given out and came: to whom, when, on which ground. Never what it said."""
    ground = ground_of(row.ground_id)
    decided = "Behövs inte för den grunden" if row.decided_role is None else Role(row.decided_role).swedish
    given = (
        ("Till", Party(row.party).swedish),
        ("Mottagare", recipient),
        ("Slag av uppgift", ContentCategory(row.category).swedish),
        _when(row),
        ("Grund", "" if ground is None else f"{ground.title}, {ground.paragraph}"),
        ("Beslutat av", decided),
    )
    came = (("Mottaget enligt besked", swedish_day(noted.noted_date)), ("Hur vi vet det", noted.how))
    return Sheet(
        title="Kvitto på utlämnande",
        lead="Uppgifter har lämnats ut och kommit fram. Vad de sade står inte här.",
        sections=(Section("Utlämnandet", rows=given), Section("Mottagandet", rows=came)),
        sign_here=("För mottagaren",),
    )


def _when(row: Disclosure) -> tuple[str, str]:
    """Say when it was told; of what was told after the decision only the moment from which it may be is known."""
    moment = row.disclosed_at
    if moment is None:
        return ("Lämnat", "")
    at = moment.astimezone(SWEDEN)
    words = f"{swedish_day(at.date())} kl. {at:%H.%M}"
    return ("Får lämnas från" if moment == row.decided_at else "Lämnat", words)
