"""Investigations in one line each, through the product's own operations."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tests.givens import NOW, case_id
from tests.meetings.givens import given_held, given_meeting
from utvag.foundation.actors import Actor
from utvag.investigation.operations import complete_investigation, open_investigation, save_section
from utvag.investigation.rules import SectionKind

TEXT = "Utredningskanarie"


def given_investigation(actor: Actor, *, case: UUID | None = None, now: datetime = NOW) -> UUID:
    """Open an investigation."""
    return open_investigation(actor=actor, case_id=case or case_id(), now=now)


def given_section(
    actor: Actor,
    kind: SectionKind = SectionKind.NEEDS,
    *,
    text: str = TEXT,
    is_done: bool = True,
    based_on: int = 0,
    case: UUID | None = None,
    **values: object,
) -> int:
    """Save a part; give its revision."""
    told = {"text": text} | ({"children": "NONE"} if kind is SectionKind.CHILDREN else {}) | values
    return save_section(
        actor=actor,
        case_id=case or case_id(),
        kind=kind,
        values=told,
        is_done=is_done,
        based_on=based_on,
        now=NOW,
    )


def given_every_section(actor: Actor, *, case: UUID | None = None) -> None:
    """Save every part as done."""
    for kind in SectionKind:
        given_section(actor, kind, case=case)


def given_completed(actor: Actor, *, case: UUID | None = None) -> UUID:
    """Open and complete an investigation, with a coordination meeting at which the police were."""
    investigation = given_investigation(actor, case=case)
    given_every_section(actor, case=case)
    given_held(actor, given_meeting(actor, case=case))
    complete_investigation(actor=actor, case_id=case or case_id(), now=NOW)
    return investigation
