"""Everything that a placement needs before somebody moves in, in one line each.

`given_startable` chooses a home and makes all that it needs but the start; `given_started` starts it too, on the first
day of the stay. A kind of thing that is named in `without` is left out. What has no operation of its own to call here
(taking a decision, writing a plan, signing by copy, calling off) is written as those operations leave it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID, uuid4

from tests.documents.givens import given_frozen
from tests.givens import CASE, CLEAR_HOME, NOW, PERSON, TODAY, Entry, case_id, given_chosen, given_register, home_id
from tests.personas import Personas, given_personas, given_team_on
from utvag.call_off.models import Answer, CallOff, CallOffStep, Enquiry
from utvag.call_off.rules import PassedReason
from utvag.decisions.models import Decision, Mandate
from utvag.decisions.operations import propose_decision
from utvag.decisions.rules import Change, ChangeGround, DecisionType
from utvag.documents.models import Document, Signature
from utvag.documents.rules import DocumentKind
from utvag.foundation.actors import Actor
from utvag.people.models import Identity
from utvag.people.operations import write_identity
from utvag.placement.operations import start_placement, write_agreement
from utvag.placement.rules import ToldAgreement
from utvag.plans.models import Plan
from utvag.providers.models import Home

FIRST_DAY = date(2026, 12, 1)
START = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
NUMBER = "199604172388"
DECISION, CARE_PLAN, SAFETY_PLANS, CALL_OFF = "DECISION", "CARE_PLAN", "SAFETY_PLANS", "CALL_OFF"
AGREEMENT, SIGNED_BY_MUNICIPALITY, SIGNED_BY_PROVIDER = "AGREEMENT", "SIGNED_BY_MUNICIPALITY", "SIGNED_BY_PROVIDER"
PROVIDERS_YES, PURCHASE_DECISION = "PROVIDERS_YES", "PURCHASE_DECISION"
AGREED = ToldAgreement("Stödsamtal varje vecka.", "Samordnare dagtid, 000-00 00 00", "")
OUTSIDE: list[Entry] = [{"id": "U-1", "name": "Utförarkanarie", "channel": "other", "owner": "municipal"}]


def given_team(*, bought: bool = False) -> Personas:
    """Make the small world with its personas; `bought`: its homes belong to the third step of purchase."""
    if bought:
        given_register(providers=OUTSIDE)
    else:
        given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def given_startable(
    personas: Personas, *, without: Collection[str] = (), home: str = CLEAR_HOME, step: int = 1, now: datetime = NOW
) -> UUID:
    """Choose a home and make everything that a start needs; give the placement's id."""
    placement_id = given_chosen(personas.coordinator, home)
    given_papers(personas, placement_id, without=without, home=home, step=step, now=now)
    return placement_id


def given_started(personas: Personas, *, home: str = CLEAR_HOME, step: int = 1, now: datetime = START) -> UUID:
    """Choose a home, make everything and start; give the placement's id."""
    placement_id = given_startable(personas, home=home, step=step)
    start_placement(actor=personas.coordinator, placement_id=placement_id, now=now)
    return placement_id


def given_papers(
    personas: Personas,
    placement_id: UUID,
    *,
    without: Collection[str] = (),
    home: str = CLEAR_HOME,
    step: int = 1,
    now: datetime = NOW,
) -> None:
    """Make everything that a placement needs, but what is left out."""
    coordinator = personas.coordinator
    if DECISION not in without:
        given_decided(personas, DecisionType.HOUSING_SUPPORT, now=now)
    if CARE_PLAN not in without:
        given_plan(coordinator, "CARE", None, now)
    if SAFETY_PLANS not in without:
        given_plan(coordinator, "SAFETY", given_person(), now)
    if CALL_OFF not in without:
        given_called_off(personas, home, step, without, now)
    if AGREEMENT not in without:
        parties = [
            party
            for party, name in (("MUNICIPALITY", SIGNED_BY_MUNICIPALITY), ("PROVIDER", SIGNED_BY_PROVIDER))
            if name not in without
        ]
        given_agreement(coordinator, placement_id, parties, now)


def given_person(code: str = CASE) -> UUID:
    """Give the identity of the case's person."""
    held = Identity.objects.filter(case_id=case_id(code)).values_list("pk", flat=True).first()
    return held or write_identity(
        case_id=case_id(code), register_person=PERSON, name="Namnkanarie", personal_number=NUMBER, today=TODAY
    )


def given_decided(
    personas: Personas,
    kind: DecisionType,
    *,
    subject: UUID | None = None,
    changes: UUID | None = None,
    from_date: date = FIRST_DAY,
    until_date: date | None = None,
    now: datetime = NOW,
) -> UUID:
    """Propose a decision, and let the section head grant it; give its id."""
    given_person()
    ground = next(iter(ChangeGround)) if kind is DecisionType.ENDING else None
    decision_id = propose_decision(
        actor=personas.coordinator,
        case_id=case_id(),
        decision_type=kind,
        from_date=from_date,
        until_date=until_date,
        reasons="Skäl som räcker till.",
        wording="Det beviljas.",
        subject=subject,
        change=Change(changes, ground) if changes else None,
        now=now,
    )
    mandate, _ = Mandate.objects.get_or_create(
        decision_type=kind.value,
        role="SECTION_HEAD",
        is_out_of_hours=False,
        from_date=date(2020, 1, 1),
        until_date=date(9999, 12, 31),
        source="test",
        defaults={"is_default": True},
    )
    document = given_frozen(personas.section_head, DocumentKind.DECISION, now=now, subject=decision_id)
    Decision.objects.filter(pk=decision_id).update(
        state="TAKEN",
        outcome="GRANTED",
        mandate=mandate,
        mandate_from=mandate.from_date,
        mandate_until=mandate.until_date,
        delegate_role=mandate.role,
        is_out_of_hours=mandate.is_out_of_hours,
        decided_by=personas.section_head.id,
        decided_role="SECTION_HEAD",
        decided_at=now,
        decision_date=now.date(),
        document_id=document.id,
        document_kind="DECISION",
    )
    return decision_id


def given_plan(actor: Actor, kind: str, person: UUID | None, now: datetime = NOW) -> UUID:
    """Write a plan with its frozen document; give the document's id."""
    document_kind = DocumentKind.CARE_PLAN if kind == "CARE" else DocumentKind.SAFETY_PLAN
    document = given_frozen(actor, document_kind, now=now, subject=person)
    revision = Plan.objects.filter(case=case_id(), kind=kind, person=person).count() + 1
    Plan.objects.create(
        case_id=case_id(),
        kind=kind,
        person_id=person,
        revision=revision,
        document_id=document.id,
        document_kind=document_kind.value,
        made_by=actor.id,
        made_at=now,
        from_date=now.date(),
        review_date=FIRST_DAY.replace(year=2027),
        sealed=b"",
    )
    return document.id


def given_agreement(
    actor: Actor, placement_id: UUID, parties: Collection[str] = ("MUNICIPALITY", "PROVIDER"), now: datetime = NOW
) -> UUID:
    """Write the placement agreement, signed by these parties; give the document's id."""
    document_id = write_agreement(actor=actor, placement_id=placement_id, told=AGREED, now=now)
    for party in parties:
        given_signed(actor, document_id, party, now)
    return document_id


def given_signed(actor: Actor, document_id: UUID, party: str, now: datetime = NOW) -> None:
    """Register a signed copy of a document."""
    Signature.objects.create(
        document_id=document_id,
        sha256=bytes(Document.objects.get(pk=document_id).sha256),
        party=party,
        method="COPY",
        signed_date=now.date(),
        registered_by=actor.id,
        registered_at=now,
        sealed=b"",
        copy=sha256(party.encode()).digest(),
    )


def given_called_off(
    personas: Personas, home: str, step: int, without: Collection[str] = (), now: datetime = NOW
) -> None:
    """Call off up to a step; in the bought steps ask, get a yes, and let the section head decide."""
    held = CallOff.objects.filter(case=case_id(), state="OPEN").first()
    if held is None:
        held = CallOff.objects.create(case_id=case_id(), state="OPEN", opened_at=now, opened_by=personas.coordinator.id)
        for each in range(1, step + 1):
            CallOffStep.objects.create(
                call_off=held,
                case_id=case_id(),
                step=each,
                previous_step=each - 1 or None,
                passed_reason=None if each == 1 else next(iter(PassedReason)).value,
                entered_at=now,
                entered_by=personas.coordinator.id,
                sealed=b"",
            )
    if step > 1 and PROVIDERS_YES not in without:
        enquiry = _enquire(personas, held, home, step, now)
        if PURCHASE_DECISION not in without:
            kind = DecisionType.CALL_OFF_FRAMEWORK if step == 2 else DecisionType.CALL_OFF_OUTSIDE
            given_decided(personas, kind, subject=enquiry, now=now)


def _enquire(personas: Personas, held: CallOff, home: str, step: int, now: datetime) -> UUID:
    enquiry_id, actor = uuid4(), personas.coordinator
    provider = Home.objects.values_list("provider_id", flat=True).get(pk=home_id(home))
    document = given_frozen(actor, DocumentKind.PROVIDER_ENQUIRY, now=now, subject=enquiry_id)
    Enquiry.objects.create(
        id=enquiry_id,
        call_off=held,
        case_id=case_id(),
        step=step,
        home_id=home_id(home),
        provider_id=provider,
        rank=1,
        sent_at=now,
        sent_by=actor.id,
        due_date=now.date(),
        document_id=document.id,
        sealed=b"",
    )
    Answer.objects.create(
        enquiry_id=enquiry_id,
        case_id=case_id(),
        home_id=home_id(home),
        answer="YES",
        reasons=[],
        answered_date=now.date(),
        registered_at=now,
        registered_by=actor.id,
        sealed=b"",
    )
    return enquiry_id
