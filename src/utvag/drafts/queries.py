"""Read one's own drafts. What opens a text writes the log; the list opens none."""

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.drafts.access import own_draft, own_drafts
from utvag.drafts.models import Draft
from utvag.drafts.rules import DraftKey, FormKind, Values
from utvag.foundation.actors import Actor
from utvag.secrecy.envelope import SealBroken, SealDestroyed, open_, seal
from utvag.secrecy.rules import KeyKind, Owner, Place

TABLE = "drafts_draft"
OWN_DRAFT = "OWN_DRAFT"
READ_DRAFT = "READ_DRAFT"


@dataclass(frozen=True, slots=True)
class DraftShape:
    """A draft as its owner reads it."""

    id: UUID
    revision: int
    saved_at: datetime
    values: Values = field(repr=False)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in a list: what it is about, nothing of what it says."""

    id: UUID
    key: DraftKey
    saved_at: datetime


def draft_for(*, actor: Actor, key: DraftKey, now: datetime) -> DraftShape | None:
    """Open the actor's own draft of a form, if there is one; the reading is logged."""
    with one_act(actor=actor, now=now):
        row = own_draft(actor, key).first()
        return None if row is None else opened_draft(row, actor=actor, now=now)


def drafts_of(*, actor: Actor) -> tuple[DraftLine, ...]:
    """List the actor's own drafts, the latest first. Opens none, so writes no log."""
    rows = own_drafts(actor).order_by("-saved_at", "pk").defer("sealed")
    return tuple(DraftLine(row.id, key_of(row), row.saved_at) for row in rows)


def opened_draft(row: Draft, *, actor: Actor, now: datetime) -> DraftShape:
    """Open a draft and write that it was opened. Part of a larger operation or query."""
    record_draft(row, actor=actor, action=READ_DRAFT, now=now)
    values = cast("dict[str, str]", open_(draft_place(row), _of_its_writer(row)).reveal())
    return DraftShape(row.id, row.revision, row.saved_at, values)


def record_draft(row: Draft, *, actor: Actor, action: str, now: datetime) -> None:
    """Write what was done with a draft: of which form, never what it says."""
    subject = Subject(f"DRAFT_{row.form}", row.id, row.case_id)
    record(actor=actor, action=action, subject=subject, purpose=OWN_DRAFT, now=now)


def draft_place(row: Draft) -> Place:
    """Say where a draft's text belongs: under its owner's key, and within that of its case where it has one."""
    return Place(Owner(KeyKind.STAFF, row.account_id), TABLE, row.id)


def seal_draft(row: Draft, values: Values) -> bytes:
    """Seal a text under its writer's key, and that under its case's: hers alone, and gone with the case."""
    own = seal(draft_place(row), dict(values))
    return own if row.case_id is None else seal(_place_in_the_case(row), b64encode(own).decode("ascii"))


def _of_its_writer(row: Draft) -> bytes:
    """Open what the case's key seals of a draft."""
    if row.case_id is None:
        return bytes(row.sealed)
    try:
        return b64decode(str(open_(_place_in_the_case(row), row.sealed).reveal()))
    except SealDestroyed:
        raise
    except SealBroken:
        # From an older version, under its writer's key alone; what is under neither does not open there either.
        return bytes(row.sealed)


def _place_in_the_case(row: Draft) -> Place:
    assert row.case_id is not None  # noqa: S101 (asked by both above)
    return Place(Owner(KeyKind.CASE, row.case_id), TABLE, row.id)


def key_of(row: Draft) -> DraftKey:
    """Give what a draft is about."""
    return DraftKey(FormKind(row.form), row.case_id, row.subject)
