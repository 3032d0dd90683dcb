"""Threat assessments in one line each, through the product's own operation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from tests.givens import NOW, PERSON, TODAY
from utvag.foundation.actors import Actor
from utvag.threats.operations import NewThreat, record_threat
from utvag.threats.rules import Method, ThreatLevel

THREAT = NewThreat(
    person=PERSON,
    level=ThreatLevel.CONCRETE,
    method=Method.STRUCTURED,
    method_name="Metodkanarie",
    from_date=TODAY - timedelta(days=10),
    valid_until=TODAY + timedelta(days=80),
    unit="Enhetskanarie",
    reasons="Skälkanarie: två källor",
)


def given_threat(liaison: Actor, **other: object) -> UUID:
    """Enter an assessment as THREAT is, but for what is given; give its id."""
    return record_threat(actor=liaison, new=replace(THREAT, **other), now=NOW)  # type: ignore[arg-type]  # by name
