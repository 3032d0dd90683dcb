"""Decisions of the small world, through the product's own operations."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from tests.givens import NOW, case_id
from utvag.decisions.operations import (
    enter_committee_decision,
    give_notice,
    propose_decision,
    register_appeal,
    take_decision,
)
from utvag.decisions.rules import DecisionType, Minutes, NoticeWay, Outcome
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.people.models import Identity
from utvag.people.operations import write_identity

REASONS = "Skälkanarie: hen behöver bo någon annanstans."
WORDING = "Ordalydelsekanarie: boende med stöd beviljas."
FROM_DATE = date(2026, 12, 1)
YOUNG = "20091001-2384"
MINUTES = Minutes("Protokollkanarie 14/2026", "212")


def given_proposed(
    actor: Actor, kind: DecisionType = DecisionType.HOUSING_SUPPORT, now: datetime = NOW, **other: Any
) -> UUID:
    """Propose a decision on the case; give its id."""
    told: dict[str, Any] = {"from_date": FROM_DATE, "until_date": None, "reasons": REASONS, "wording": WORDING}
    return propose_decision(actor=actor, case_id=case_id(), decision_type=kind, now=now, **(told | other))


def given_born(number: str, today: date) -> None:
    """Write whom the case is about."""
    write_identity(case_id=case_id(), register_person="", name="Namnkanarie", personal_number=number, today=today)


def given_for_committee(proposer: Actor, now: datetime = NOW, **other: Any) -> UUID:
    """Propose a placement by the act on care of the young, for somebody of 17; give its id."""
    held = Identity.objects.filter(case_id=case_id()).order_by("pk").first()
    if held is None:
        given_born(YOUNG, day_of(now))
    elif not Identity.objects.filter(replaces=held).exists():
        write_identity(
            case_id=case_id(),
            register_person="",
            name="Namnkanarie",
            personal_number=YOUNG,
            today=day_of(now),
            replaces=held.pk,
        )
    return given_proposed(proposer, DecisionType.LVU_PLACEMENT, now, **other)


def given_entered(
    secretary: Actor,
    decision_id: UUID,
    now: datetime = NOW,
    outcome: Outcome = Outcome.GRANTED,
    meeting_date: date | None = None,
) -> None:
    """Enter what the committee decided: today, unless another day is given."""
    enter_committee_decision(
        actor=secretary,
        decision_id=decision_id,
        outcome=outcome,
        meeting_date=meeting_date or day_of(now),
        minutes=MINUTES,
        reasons="Utskottskanarie: utskottet delar skälen.",
        now=now,
    )


def given_taken(
    proposer: Actor,
    head: Actor,
    kind: DecisionType = DecisionType.HOUSING_SUPPORT,
    now: datetime = NOW,
    outcome: Outcome = Outcome.GRANTED,
    **other: Any,
) -> UUID:
    """Propose a decision and take it; give its id."""
    made = given_proposed(proposer, kind, now, **other)
    take_decision(actor=head, decision_id=made, outcome=outcome, reasons="Chefskanarie: jag delar skälen.", now=now)
    return made


def given_notice(actor: Actor, decision_id: UUID, day: date, now: datetime = NOW) -> UUID:
    """Write that the person got the decision."""
    return give_notice(
        actor=actor, decision_id=decision_id, given_date=day, way=NoticeWay.HANDED_OVER, to_whom="Personen", now=now
    )


def given_appeal(actor: Actor, decision_id: UUID, day: date, now: datetime = NOW) -> UUID:
    """Take an appeal in."""
    return register_appeal(
        actor=actor, decision_id=decision_id, received_date=day, text="Överklagandekanarie: jag vill bo kvar.", now=now
    )
