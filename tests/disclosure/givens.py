"""Consents and disclosures in one line each, through the product's own operations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from tests.documents.givens import COPY
from tests.givens import NOW, TODAY, case_id
from utvag.disclosure.operations import (
    ConsentAsked,
    ConsentGiven,
    NewDisclosure,
    SignedForm,
    decide_disclosure,
    give_consent,
    prepare_consent,
    register_disclosure,
    register_signed_consent,
)
from utvag.disclosure.rules import ContentCategory, GivenHow, Party
from utvag.foundation.actors import Actor

CONSENT = ConsentGiven(
    given_date=TODAY - timedelta(days=30),
    from_date=TODAY - timedelta(days=30),
    until_date=TODAY + timedelta(days=150),
    parties=frozenset({Party.POLICE, Party.PROVIDER}),
    categories=frozenset({ContentCategory.IDENTITY, ContentCategory.THREAT, ContentCategory.HOUSING_NEED}),
    how=GivenHow.MEETING,
    reservation="Förbehållskanarie: inget om hälsan",
)
DISCLOSURE = NewDisclosure(
    party=Party.POLICE,
    category=ContentCategory.THREAT,
    ground="CONSENT",
    disclosed_at=NOW - timedelta(hours=1),
    about="Innehållskanarie: att hotet finns kvar",
    recipient="Mottagarkanarie: vakthavande befäl",
)


def given_consent(actor: Actor, **other: object) -> UUID:
    """Register a consent that covers what CONSENT does, but for what is given; give its id."""
    given = replace(CONSENT, **other)  # type: ignore[arg-type]  # by name
    return give_consent(actor=actor, case_id=case_id(), given=given, now=NOW)


ASKED = ConsentAsked(
    from_date=TODAY,
    until_date=TODAY + timedelta(days=150),
    parties=frozenset({Party.POLICE, Party.PROVIDER}),
    categories=frozenset({ContentCategory.IDENTITY, ContentCategory.THREAT}),
    reservation="Förbehållskanarie: inget om hälsan",
)
SIGNED = SignedForm(
    given_date=TODAY,
    how=GivenHow.MEETING,
    signatory="Underskriftskanarie",
    capacity="Befattningskanarie",
    upload=COPY,
)


def given_form(actor: Actor, **other: object) -> UUID:
    """Make a consent form to be signed, but for what is given; give its id."""
    asked = replace(ASKED, **other)  # type: ignore[arg-type]  # by name
    return prepare_consent(actor=actor, case_id=case_id(), asked=asked, now=NOW)


def given_signed_form(actor: Actor, form: UUID, **other: object) -> UUID:
    """Register that a form is signed, with its copy; give the consent's id."""
    signed = replace(SIGNED, **other)  # type: ignore[arg-type]  # by name
    return register_signed_consent(actor=actor, form_id=form, signed=signed, now=NOW)


def given_disclosure(actor: Actor, **other: object) -> UUID:
    """Register a disclosure as DISCLOSURE is, but for what is given; give its id."""
    new = replace(DISCLOSURE, **other)  # type: ignore[arg-type]  # by name
    return register_disclosure(actor=actor, case_id=case_id(), new=new, now=NOW)


def given_proposed(actor: Actor, **other: object) -> UUID:
    """Propose that the police are told for a time without consent (OSL 10 kap. 15 a §)."""
    without_consent: dict[str, object] = {
        "ground": "OSL_10_15A",
        "balance": "Vägningskanarie: intresset väger tyngst",
        "recurs_until": TODAY + timedelta(days=60),
        "disclosed_at": None,
    }
    return given_disclosure(actor, **(without_consent | other))


def given_decided(head: Actor, disclosure: UUID, *, is_declined: bool = False, reason: str = "") -> None:
    """Let the section head say yes to a proposal, or no."""
    decide_disclosure(actor=head, disclosure_id=disclosure, is_declined=is_declined, reason=reason, now=NOW)


def given_recurring(actor: Actor, head: Actor, **other: object) -> UUID:
    """Let one propose and the section head decide that the police are told for a time without consent."""
    disclosure = given_proposed(actor, **other)
    given_decided(head, disclosure)
    return disclosure


def days(count: int) -> date:
    """Give a day so many days from today."""
    return TODAY + timedelta(days=count)
