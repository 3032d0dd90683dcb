"""The demo's consents, disclosures and threat assessments.

One disclosure waits for the section head; one consent ends soon, with a form for the
next one that waits to be signed, and one leaves the police out.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from utvag.cases.rules import Purpose
from utvag.config.demo_municipality.cases import MAIN_CASE, OTHERS_CASE, UNASSESSED_CASE, UNLOCATED_CASE
from utvag.config.demo_municipality.staff import CASE_WORKER, COORDINATOR, NAMINGS, POLICE_LIAISON, Login
from utvag.disclosure.operations import (
    ConsentAsked,
    ConsentGiven,
    NewDisclosure,
    give_consent,
    prepare_consent,
    register_disclosure,
)
from utvag.disclosure.rules import ContentCategory, GivenHow, Party
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.threats.operations import NewThreat, record_threat
from utvag.threats.rules import Method, ThreatLevel

_PARTIES: Final = frozenset({Party.POLICE, Party.PRISON_SERVICE, Party.PROVIDER, Party.HEALTHCARE})
_SCOPE: Final = frozenset(
    {
        ContentCategory.IDENTITY,
        ContentCategory.THREAT,
        ContentCategory.HOUSING_NEED,
        ContentCategory.LOCATION,
        ContentCategory.PROGRESS,
    }
)
_GIVEN_BEFORE: Final = timedelta(days=40)
_LASTING: Final = timedelta(days=140)
_ENDING: Final = timedelta(days=10)


def given_consents(accounts: Mapping[Login, UUID], cases: Mapping[str, UUID], now: datetime) -> None:
    """Register the consents through those who coordinate the cases, and what the police have assessed."""
    for naming in NAMINGS:
        if naming.purpose is Purpose.COORDINATION:
            actor = Actor(accounts[naming.login], naming.login.kind)
            for code in (*naming.cases, *(f"P-{placement}" for placement in naming.placements)):
                give_consent(actor=actor, case_id=cases[code], given=_consent(code, day_of(now)), now=now)
    coordinator = Actor(accounts[COORDINATOR], COORDINATOR.kind)
    register_disclosure(actor=coordinator, case_id=cases[MAIN_CASE], new=_disclosure(now), now=now)
    prepare_consent(actor=coordinator, case_id=cases[UNLOCATED_CASE], asked=_asked(day_of(now)), now=now)
    case_worker = Actor(accounts[CASE_WORKER], CASE_WORKER.kind)
    register_disclosure(actor=case_worker, case_id=cases[UNASSESSED_CASE], new=_proposal(), now=now)
    liaison = Actor(accounts[POLICE_LIAISON], POLICE_LIAISON.kind)
    for threat in _threats(day_of(now)):
        record_threat(actor=liaison, new=threat, now=now)


def _consent(code: str, today: date) -> ConsentGiven:
    given = today - _GIVEN_BEFORE
    return ConsentGiven(
        given_date=given,
        from_date=given,
        until_date=today + (_ENDING if code == UNLOCATED_CASE else _LASTING),
        parties=_PARTIES - {Party.POLICE} if code == OTHERS_CASE else _PARTIES,
        categories=_SCOPE,
        how=GivenHow.MEETING,
        reservation="Inget om hälsan." if code == UNASSESSED_CASE else "",
    )


def _asked(today: date) -> ConsentAsked:
    """Ask for a new consent where the one that stands ends soon: its form waits to be signed."""
    return ConsentAsked(from_date=today + _ENDING, until_date=today + _LASTING, parties=_PARTIES, categories=_SCOPE)


def _disclosure(now: datetime) -> NewDisclosure:
    return NewDisclosure(
        party=Party.POLICE,
        category=ContentCategory.THREAT,
        ground="CONSENT",
        disclosed_at=now - timedelta(days=2),
        about="Att någon har frågat efter personen.",
        recipient="Brottsoffer- och personsäkerhetssektionen",
    )


def _proposal() -> NewDisclosure:
    """Write what waits for the section head."""
    return NewDisclosure(
        party=Party.OTHER_MUNICIPALITY,
        category=ContentCategory.HOUSING_NEED,
        ground="OSL_10_2",
        disclosed_at=None,
        about="Att personen kan behöva plats i ett av deras hem.",
        recipient="Mottagningsenheten",
        balance="Hemmet går inte att förbereda utan att de vet det. Personen är inte nämnd.",
    )


def _threats(today: date) -> tuple[NewThreat, ...]:
    """Write one that holds for the whole household, and one that has expired."""
    since = today - timedelta(days=100)
    holds = {"R-01": ThreatLevel.CONCRETE, "R-02": ThreatLevel.LATENT, "R-06": ThreatLevel.LATENT}
    lasting = tuple(_threat(code, level, since, today + timedelta(days=80)) for code, level in holds.items())
    return (*lasting, _threat("R-04", ThreatLevel.CONCRETE, since, today - timedelta(days=3)))


def _threat(code: str, level: ThreatLevel, since: date, until: date) -> NewThreat:
    return NewThreat(
        person=code,
        level=level,
        method=Method.STRUCTURED if level is ThreatLevel.CONCRETE else Method.UNSTRUCTURED,
        method_name="Polisens vägledning för hotbedömning" if level is ThreatLevel.CONCRETE else "",
        from_date=since,
        valid_until=until,
        unit="Brottsoffer- och personsäkerhetssektionen",
        reasons="Påhittade skäl i demonstrationen.",
    )
