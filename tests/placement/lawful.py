"""Everything that a placement needs before somebody moves in, in one line each.

`given_startable` chooses a home and makes all that it needs but the start; `given_started` starts it too, on the first
day of the stay. A kind of thing that is named in `without` is left out. Everything is made by the operations that
people use: no row is written here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from tests.call_off.givens import ASKED_FOR, MEMO, YES
from tests.givens import CASE, CLEAR_HOME, NOW, PERSON, TODAY, Entry, case_id, given_chosen, given_register, home_id
from tests.personas import Personas, given_personas, given_team_on
from tests.plans.givens import CARE, SAFETY
from utvag.call_off.operations import (
    ask_provider,
    award_directly,
    open_call_off,
    pass_step,
    propose_purchase,
    register_answer,
)
from utvag.call_off.queries import open_step
from utvag.call_off.rules import PassedReason, Shown, ShownHome
from utvag.decisions.operations import propose_decision, take_decision
from utvag.decisions.rules import Change, ChangeGround, DecisionType, Outcome
from utvag.documents.operations import sign_by_copy
from utvag.documents.rules import Party
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.people.models import Identity
from utvag.people.operations import write_identity
from utvag.placement.operations import start_placement, write_agreement
from utvag.placement.rules import ToldAgreement
from utvag.plans.operations import write_care_plan, write_safety_plan
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
        given_care_plan(coordinator, now)
    if SAFETY_PLANS not in without:
        given_safety_plan(coordinator, given_person(), now)
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
    changes: UUID | None = None,
    from_date: date = FIRST_DAY,
    until_date: date | None = None,
    now: datetime = NOW,
) -> UUID:
    """Propose a decision, and let the section head grant it; give its id."""
    given_person()
    ground = ChangeGround.CIRCUMSTANCES_CHANGED if kind is DecisionType.ENDING else None
    decision_id = propose_decision(
        actor=personas.coordinator,
        case_id=case_id(),
        decision_type=kind,
        from_date=from_date,
        until_date=until_date,
        reasons="Skäl som räcker till.",
        wording="Det beviljas.",
        change=Change(changes, ground) if changes else None,
        now=now,
    )
    given_granted(personas.section_head, decision_id, now)
    return decision_id


def given_granted(head: Actor, decision_id: UUID, now: datetime = NOW) -> None:
    """Let the section head grant what is proposed."""
    take_decision(actor=head, decision_id=decision_id, outcome=Outcome.GRANTED, reasons="Jag delar skälen.", now=now)


def given_care_plan(actor: Actor, now: datetime = NOW) -> UUID:
    """Write a care plan; give its id."""
    today = day_of(now)
    plan = replace(CARE, from_date=today, review_date=today + timedelta(days=90))
    return write_care_plan(actor=actor, case_id=case_id(), plan=plan, now=now)


def given_safety_plan(actor: Actor, person: UUID, now: datetime = NOW) -> UUID:
    """Write a person's safety plan; give its id."""
    today = day_of(now)
    plan = replace(SAFETY, from_date=today, review_date=today + timedelta(days=90))
    return write_safety_plan(actor=actor, case_id=case_id(), person_id=person, plan=plan, now=now)


def given_agreement(
    actor: Actor, placement_id: UUID, parties: Collection[str] = ("MUNICIPALITY", "PROVIDER"), now: datetime = NOW
) -> UUID:
    """Write the placement agreement, signed by these parties; give the document's id."""
    document_id = write_agreement(actor=actor, placement_id=placement_id, told=AGREED, now=now)
    for party in parties:
        given_signed(actor, document_id, party, now)
    return document_id


def given_signed(actor: Actor, document_id: UUID, party: str, now: datetime = NOW) -> None:
    """Take in a signed copy of a document."""
    sign_by_copy(
        actor=actor,
        document_id=document_id,
        party=Party(party),
        signatory="Underskriftskanarie",
        capacity="Befattningskanarie",
        signed_date=day_of(now),
        upload=b"%PDF-1.7 " + party.encode(),
        now=now,
    )


def given_called_off(
    personas: Personas, home: str, step: int, without: Collection[str] = (), now: datetime = NOW
) -> None:
    """Call off up to a step; in the bought steps ask, get a yes, and let the section head decide."""
    actor, case = personas.coordinator, case_id()
    if open_step(case_id=case) is None:
        open_call_off(actor=actor, case_id=case, now=now)
    shown = shown_in(home, step)
    held = open_step(case_id=case)
    for passed in range(held.step if held else step, step):
        pass_step(
            actor=actor,
            case_id=case,
            step=passed,
            reason=PassedReason.URGENT,
            words="Det är bråttom.",
            shown=shown,
            now=now,
        )
    if step > 1 and PROVIDERS_YES not in without:
        enquiry = given_asked(actor, home, shown, now)
        told = replace(YES, answered_date=day_of(now))
        register_answer(actor=actor, enquiry_id=enquiry, told=told, now=now)
        if PURCHASE_DECISION not in without:
            if step > 2:
                award_directly(actor=actor, enquiry_id=enquiry, told=MEMO, now=now)
            given_granted(personas.section_head, propose_purchase(actor=actor, enquiry_id=enquiry, now=now), now)


def shown_in(home: str, step: int) -> Shown:
    """Give a check that shows one home, clear and in its step."""
    row = Home.objects.select_related("provider").get(code=home)
    one = ShownHome(row.id, home, row.provider_id, row.provider.code, step, True, "housing_with_support", 900)
    return Shown((one,), register_version=1)


def given_asked(actor: Actor, home: str, shown: Shown, now: datetime = NOW) -> UUID:
    """Ask the provider of a home; give the enquiry's id."""
    return ask_provider(
        actor=actor,
        case_id=case_id(),
        home_id=home_id(home),
        asked_for=replace(ASKED_FOR, due_date=day_of(now) + timedelta(days=2)),
        order_reason="",
        shown=shown,
        now=now,
    )
