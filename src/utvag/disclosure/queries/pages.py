"""The page of a case's consents and register of disclosures, and what a withdrawal stops. Each reading is logged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import case_for, purpose_on
from utvag.cases.queries import code_names
from utvag.disclosure.access import CONSENT, DISCLOSURE, consent_for, disclosure_to_decide
from utvag.disclosure.models import Consent, Disclosure, Receipt
from utvag.disclosure.queries.allowed import consent_facts, facts_of, recurring_facts
from utvag.disclosure.queries.papers import Paper, UnsignedForm, papers_of, unsigned_forms
from utvag.disclosure.rules import (
    ConsentFacts,
    ContentCategory,
    DisclosureState,
    GivenHow,
    Party,
    ReceiptOutcome,
    Stops,
    ground_of,
    is_outside_the_method,
    what_stops,
)
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.law.grounds import Ground
from utvag.organisation.queries import staff_shapes
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Owner, Place

CONSENT_TABLE, DISCLOSURE_TABLE, RECEIPT_TABLE = "disclosure_consent", "disclosure_disclosure", "disclosure_receipt"


@dataclass(frozen=True, slots=True)
class ConsentShape:
    """A consent as those who work on the case read it."""

    id: UUID
    parties: tuple[Party, ...]
    categories: tuple[ContentCategory, ...]
    given_date: date
    from_date: date
    until_date: date
    withdrawn_at: datetime | None
    holds: bool
    is_outside_the_method: bool
    is_on_form: bool
    papers: tuple[Paper, ...]
    how: GivenHow = field(repr=False)
    reservation: str = field(repr=False)

    @property
    def is_signed(self) -> bool:
        """Tell whether a copy of what the person signed is kept."""
        return any(one.copy is not None for one in self.papers)


@dataclass(frozen=True, slots=True)
class DisclosureShape:
    """One row of the register: to whom, when, why, by whom, how it was decided, and whether it has come.

    :ivar told_before: whether it was told before anybody decided.
    :ivar is_given_out: whether it was given out, or may be.

    :ivar receipt: None where nobody has noted whether it came.
    """

    id: UUID
    party: Party
    category: ContentCategory
    ground: Ground | None
    state: DisclosureState
    disclosed_at: datetime | None
    told_before: bool
    is_given_out: bool
    recurs_until: date | None
    decided_by: str
    decided_at: datetime | None
    registered_by: str
    registered_at: datetime
    receipt: ReceiptOutcome | None
    receipt_date: date | None
    about: str = field(repr=False)
    recipient: str = field(repr=False)
    balance: str = field(repr=False)
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DisclosurePage:
    """A case's consents and everything that was given out.

    :ivar has_consent: whether any consent holds today.
    """

    has_consent: bool
    unsigned: tuple[UnsignedForm, ...]
    consents: tuple[ConsentShape, ...] = field(repr=False)
    disclosures: tuple[DisclosureShape, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A consent, and exactly what stops at once when it is withdrawn, or has stopped."""

    case_id: UUID
    code_name: str
    consent: ConsentShape = field(repr=False)
    stops: Stops


def consent_place(case_id: UUID, consent_id: UUID) -> Place:
    """Say where a consent's sealed part belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), CONSENT_TABLE, consent_id)


def disclosure_place(case_id: UUID, disclosure_id: UUID) -> Place:
    """Say where a disclosure's sealed part belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), DISCLOSURE_TABLE, disclosure_id)


def decision_place(case_id: UUID, disclosure_id: UUID) -> Place:
    """Say where the reason of a decision to give something out, or not to, belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), DISCLOSURE_TABLE, disclosure_id, "decision_sealed")


def receipt_place(case_id: UUID, receipt_id: UUID) -> Place:
    """Say where a receipt's sealed part belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), RECEIPT_TABLE, receipt_id)


def disclosure_page(*, actor: Actor, case_id: UUID, now: datetime) -> DisclosurePage:
    """Open a case's consents and register, and write that they were read.

    :raises NotVisible: when the actor is not named on the case.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = case_for(actor, case_id, today, action="READ_DISCLOSURES")
        subject = Subject(DISCLOSURE, None, case_id)
        record(actor=actor, action="READ_DISCLOSURES", subject=subject, purpose=opened.purpose, now=now)
        keyring = Keyring()
        rows = Consent.objects.filter(case=case_id).prefetch_related("parties", "scope").order_by("-registered_at")
        papers = papers_of(case_id)
        consents = tuple(_consent(row, keyring, today, papers.get(row.id, ())) for row in rows)
        given = Disclosure.objects.filter(case=case_id).prefetch_related("receipts").order_by("-registered_at")
        disclosures = tuple(_disclosures(given, keyring))
        unsigned = unsigned_forms(case_id)
    return DisclosurePage(any(one.holds for one in consents), unsigned, consents, disclosures)


def withdrawal_page(*, actor: Actor, consent_id: UUID, now: datetime) -> Withdrawal:
    """Say what stops at once when a consent is withdrawn, or what has stopped; reading it is logged.

    :raises NotVisible: for everybody but those who handle its case.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        row = consent_for(actor, consent_id, today, action="READ_CONSENT")
        purpose = purpose_on(actor, row.case_id, today)
        subject = Subject(CONSENT, consent_id, row.case_id)
        record(actor=actor, action="READ_CONSENT", subject=subject, purpose=purpose, now=now)
        shape = _consent(row, Keyring(), today, papers_of(row.case_id).get(row.id, ()))
    return Withdrawal(row.case_id, code_names([row.case_id])[row.case_id], shape, stops_of(row, today))


@dataclass(frozen=True, slots=True)
class ToDecide:
    """A proposal to give something out without consent, for the one who decides it.

    :ivar is_own: whether the reader proposed it herself.
    """

    case_id: UUID
    is_own: bool
    row: DisclosureShape = field(repr=False)


def decision_page(*, actor: Actor, disclosure_id: UUID, now: datetime) -> ToDecide:
    """Open a proposal for the one who decides it, and write that it was read.

    :raises NotVisible: unless the actor is a section head, or on call, named on its case.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        row = disclosure_to_decide(actor, disclosure_id, today, action="READ_DISCLOSURE")
        purpose = purpose_on(actor, row.case_id, today)
        subject = Subject(DISCLOSURE, disclosure_id, row.case_id)
        record(actor=actor, action="READ_DISCLOSURE", subject=subject, purpose=purpose, now=now)
        (shape,) = _disclosures([row], Keyring())
    return ToDecide(row.case_id, row.registered_by == actor.id, shape)


def stops_of(row: Consent, on: date) -> Stops:
    """Say what stops with a consent, the others of its case being as they are."""
    facts = facts_of(row)
    others = tuple(one for one in consent_facts([row.case_id]).get(row.case_id, ()) if one.id != row.id)
    return what_stops(facts, others, recurring_facts([row.case_id]).get(row.case_id, ()), on=on)


def _consent(row: Consent, keyring: Keyring, today: date, papers: tuple[Paper, ...]) -> ConsentShape:
    facts: ConsentFacts = facts_of(row)
    told = _opened(keyring, consent_place(row.case_id, row.id), row.sealed)
    return ConsentShape(
        id=row.id,
        parties=tuple(one for one in Party if one in facts.parties),
        categories=tuple(one for one in ContentCategory if one in facts.categories),
        given_date=row.given_date,
        from_date=row.from_date,
        until_date=row.until_date,
        withdrawn_at=row.withdrawn_at,
        holds=facts.holds(today),
        is_outside_the_method=is_outside_the_method(facts.parties),
        is_on_form=row.form_id is not None,
        papers=papers,
        how=GivenHow(told["how"]),
        reservation=told["reservation"],
    )


def reservation_of(row: Consent) -> str:
    """Open what a consent keeps back. For this package."""
    return _opened(Keyring(), consent_place(row.case_id, row.id), row.sealed)["reservation"]


def _disclosures(rows: Iterable[Disclosure], keyring: Keyring) -> Iterable[DisclosureShape]:
    known = list(rows)
    staff = staff_shapes({one for row in known for one in (row.decided_by, row.registered_by) if one})
    for row in known:
        told = _opened(keyring, disclosure_place(row.case_id, row.id), row.sealed)
        receipt = max(row.receipts.all(), key=lambda one: one.noted_at, default=None)
        yield DisclosureShape(
            id=row.id,
            party=Party(row.party),
            category=ContentCategory(row.category),
            ground=ground_of(row.ground_id),
            state=DisclosureState(row.state),
            disclosed_at=row.disclosed_at,
            told_before=row.needs_decision
            and row.disclosed_at is not None
            and (row.decided_at is None or row.disclosed_at < row.decided_at),
            is_given_out=row.state in {DisclosureState.REGISTERED, DisclosureState.DECIDED},
            recurs_until=row.recurs_until,
            decided_by="" if row.decided_by is None else staff[row.decided_by].display_name,
            decided_at=row.decided_at,
            registered_by=staff[row.registered_by].display_name,
            registered_at=row.registered_at,
            receipt=_outcome(receipt),
            receipt_date=None if receipt is None else receipt.noted_date,
            about=told["about"],
            recipient=told["recipient"],
            balance=told["balance"],
            reason=_reason(row, keyring),
        )


def _reason(row: Disclosure, keyring: Keyring) -> str:
    if row.decision_sealed is None:
        return ""
    return _opened(keyring, decision_place(row.case_id, row.id), row.decision_sealed)["reason"]


def _outcome(receipt: Receipt | None) -> ReceiptOutcome | None:
    return None if receipt is None else ReceiptOutcome(receipt.outcome)


def _opened(keyring: Keyring, place: Place, sealed: bytes | memoryview) -> Mapping[str, str]:
    return cast("Mapping[str, str]", keyring.open(place, sealed).reveal())
