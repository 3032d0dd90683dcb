"""Decisions of the small world, through the product's own operations."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from tests.givens import NOW, case_id
from utvag.decisions.operations import propose_decision
from utvag.decisions.rules import DecisionType
from utvag.foundation.actors import Actor
from utvag.people.operations import write_identity

REASONS = "Skälkanarie: hen behöver bo någon annanstans."
WORDING = "Ordalydelsekanarie: boende med stöd beviljas."
FROM_DATE = date(2026, 12, 1)


def given_proposed(
    actor: Actor, kind: DecisionType = DecisionType.HOUSING_SUPPORT, now: datetime = NOW, **other: Any
) -> UUID:
    """Propose a decision on the case; give its id."""
    told: dict[str, Any] = {"from_date": FROM_DATE, "until_date": None, "reasons": REASONS, "wording": WORDING}
    return propose_decision(actor=actor, case_id=case_id(), decision_type=kind, now=now, **(told | other))


def given_born(number: str, today: date) -> None:
    """Write whom the case is about."""
    write_identity(case_id=case_id(), register_person="", name="Namnkanarie", personal_number=number, today=today)
