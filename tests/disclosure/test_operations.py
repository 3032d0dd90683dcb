"""Consents are taken in, withdrawn and relied on; what neither consent nor ground carries is refused."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.disclosure.givens import (
    days,
    given_consent,
    given_decided,
    given_disclosure,
    given_proposed,
    given_recurring,
)
from tests.givens import CASE, NOW, PERSON, TODAY, case_id, given_named
from tests.personas import Personas
from utvag.cases.rules import Purpose
from utvag.disclosure.models import Consent, Disclosure, Receipt
from utvag.disclosure.operations import (
    UnableToConsent,
    UnableToDisclose,
    decide_disclosure,
    note_receipt,
    withdraw_consent,
)
from utvag.disclosure.queries import allows, cases_open_to, disclosure_page, work_of
from utvag.disclosure.rules import (
    Allowed,
    ContentCategory,
    DisclosureState,
    NotAllowed,
    Party,
    ProtectedAddress,
    ReceiptOutcome,
    Refusal,
)
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Urgency
from utvag.people.operations import write_identity

# A Monday morning.
OFFICES_OPEN = datetime(2026, 11, 23, 9, tzinfo=UTC)
BALANCE = {"balance": "Intresset väger tyngst"}


def threat_to(party: Party) -> Allowed | NotAllowed:
    return allows(case_id=case_id(), party=party, category=ContentCategory.THREAT, on=TODAY)


def refusal(personas: Personas, **other: object) -> Refusal:
    with pytest.raises(UnableToDisclose) as refused:
        given_disclosure(personas.section_head, **other)
    assert not Disclosure.objects.exists()
    return Refusal(refused.value.refusal)


def test_a_consent_allows_what_it_covers_and_nothing_else(personas: Personas) -> None:
    consent = given_consent(personas.coordinator)
    assert threat_to(Party.POLICE) == Allowed(consent)
    assert isinstance(threat_to(Party.HEALTHCARE), NotAllowed)
    health = allows(case_id=case_id(), party=Party.POLICE, category=ContentCategory.HEALTH, on=TODAY)
    assert isinstance(health, NotAllowed)


def test_a_case_is_open_to_the_police_by_its_consent_only(personas: Personas) -> None:
    assert cases_open_to(Party.POLICE, TODAY) == set()
    given_consent(personas.coordinator, parties=frozenset({Party.PROVIDER}))
    assert cases_open_to(Party.POLICE, TODAY) == set()
    given_consent(personas.case_worker)
    assert cases_open_to(Party.POLICE, TODAY) == {case_id()}
    assert cases_open_to(Party.POLICE, days(150)) == set()


def test_a_withdrawal_stops_everything_in_the_same_moment(personas: Personas) -> None:
    consent = given_consent(personas.coordinator)
    withdraw_consent(actor=personas.case_worker, consent_id=consent, now=NOW)
    assert isinstance(threat_to(Party.POLICE), NotAllowed)
    assert cases_open_to(Party.POLICE, TODAY) == set()
    assert isinstance(threat_to(Party.PROVIDER), NotAllowed)


def test_a_decision_on_another_ground_goes_on_after_a_withdrawal(personas: Personas) -> None:
    consent = given_consent(personas.coordinator)
    given_recurring(personas.coordinator, personas.section_head)
    withdraw_consent(actor=personas.coordinator, consent_id=consent, now=NOW)
    assert cases_open_to(Party.POLICE, TODAY) == {case_id()}
    assert cases_open_to(Party.POLICE, days(60)) == set()


def test_a_consent_is_withdrawn_once(personas: Personas) -> None:
    consent = given_consent(personas.coordinator)
    withdraw_consent(actor=personas.coordinator, consent_id=consent, now=NOW)
    with pytest.raises(UnableToConsent) as refused:
        withdraw_consent(actor=personas.coordinator, consent_id=consent, now=NOW)
    assert refused.value.refusal is Refusal.ALREADY_WITHDRAWN


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"parties": frozenset()}, Refusal.NO_PARTY),
        ({"categories": frozenset()}, Refusal.NO_CATEGORY),
        ({"is_written": False}, Refusal.NOT_WRITTEN),
        ({"given_date": days(1)}, Refusal.GIVEN_LATER),
        ({"given_date": TODAY, "from_date": days(-1)}, Refusal.FROM_BEFORE_GIVEN),
        ({"until_date": days(-30)}, Refusal.DATES_REVERSED),
    ],
)
def test_it_refuses_what_no_consent_can_say(personas: Personas, other: dict[str, object], expected: Refusal) -> None:
    with pytest.raises(UnableToConsent) as refused:
        given_consent(personas.coordinator, **other)
    assert refused.value.refusal is expected
    assert not Consent.objects.exists()


def test_a_disclosure_points_at_the_consent_that_carries_it(personas: Personas) -> None:
    consent = given_consent(personas.coordinator)
    given_disclosure(personas.case_worker)
    (row,) = Disclosure.objects.all()
    assert (row.consent_id, row.ground_id, row.state) == (consent, "CONSENT", "REGISTERED")


def test_what_was_told_earlier_on_the_day_of_the_withdrawal_can_be_registered_after_it(personas: Personas) -> None:
    consent = given_consent(personas.coordinator)
    withdraw_consent(actor=personas.coordinator, consent_id=consent, now=NOW - timedelta(minutes=30))
    given_disclosure(personas.coordinator)
    assert Disclosure.objects.count() == 1


def test_it_refuses_a_disclosure_that_the_consent_does_not_carry(personas: Personas) -> None:
    assert refusal(personas) is Refusal.NO_CONSENT
    consent = given_consent(personas.coordinator)
    assert refusal(personas, party=Party.HEALTHCARE) is Refusal.PARTY_LEFT_OUT
    assert refusal(personas, category=ContentCategory.HEALTH) is Refusal.CATEGORY_LEFT_OUT
    assert refusal(personas, disclosed_at=NOW - timedelta(days=40)) is Refusal.CONSENT_NOT_THAT_DAY
    assert refusal(personas, disclosed_at=NOW + timedelta(minutes=1)) is Refusal.NOT_YET
    withdraw_consent(actor=personas.coordinator, consent_id=consent, now=NOW - timedelta(hours=2))
    assert refusal(personas) is Refusal.CONSENT_WITHDRAWN


def test_it_refuses_what_the_ground_does_not_carry(personas: Personas) -> None:
    in_2024 = datetime(2024, 6, 1, 12, tzinfo=UTC)
    assert refusal(personas, ground="OSL_10_27", **BALANCE) is Refusal.GROUND_UNKNOWN
    assert refusal(personas, ground="OSL_10_15A", disclosed_at=in_2024, **BALANCE) is Refusal.GROUND_NOT_IN_FORCE
    assert refusal(personas, ground="OSL_10_18A", party=Party.PROVIDER, **BALANCE) is Refusal.GROUND_NOT_FOR_PARTY
    assert refusal(personas, ground="OSL_10_15A") is Refusal.BALANCE_MISSING
    assert refusal(personas, ground="SOL_15_7") is Refusal.REQUEST_MISSING
    not_asked = {"is_requested": True, "protected_address": ProtectedAddress.NOT_ASKED}
    assert refusal(personas, ground="LAG_2025_170", **not_asked, **BALANCE) is Refusal.ASK_LAWYER
    assert refusal(personas, ground="SOL_15_7", is_requested=True, recurs_until=days(9)) is Refusal.RECURS_NOT
    assert refusal(personas, ground="OSL_10_15A", recurs_until=days(91), **BALANCE) is Refusal.RECURS_TOO_LONG


@pytest.mark.parametrize(
    ("number", "expected"),
    [(None, Refusal.AGE_UNKNOWN), ("199604172388", Refusal.NOT_UNDER_21), ("200608172383", None)],
)
def test_the_paragraph_on_the_young_holds_for_those_under_21_only(
    personas: Personas, number: str | None, expected: Refusal | None
) -> None:
    person = write_identity(case_id=case_id(), register_person=PERSON, name="Namn", personal_number=number, today=TODAY)
    on_the_young = {"ground": "OSL_10_18A", "person": person, **BALANCE}
    if expected is not None:
        assert refusal(personas, **on_the_young) is expected
        return
    given_disclosure(personas.section_head, **on_the_young)
    assert Disclosure.objects.get().age == 20


def noted(personas: Personas, disclosure: UUID) -> None:
    note_receipt(
        actor=personas.coordinator,
        disclosure_id=disclosure,
        outcome=ReceiptOutcome.RECEIVED,
        noted_date=TODAY,
        how="Per telefon",
        now=NOW,
    )


def decision_refused(actor: Actor, disclosure: UUID, *, is_declined: bool = False) -> Refusal:
    with pytest.raises(UnableToDisclose) as refused:
        given_decided(actor, disclosure, is_declined=is_declined)
    return Refusal(refused.value.refusal)


def test_a_proposal_opens_nothing_until_another_person_decides(personas: Personas) -> None:
    disclosure = given_proposed(personas.case_worker)
    assert cases_open_to(Party.POLICE, TODAY) == set()
    assert isinstance(threat_to(Party.POLICE), NotAllowed)
    given_decided(personas.section_head, disclosure)
    assert cases_open_to(Party.POLICE, TODAY) == {case_id()}
    assert threat_to(Party.POLICE) == Allowed(None, disclosure)
    row = Disclosure.objects.get()
    assert (row.state, row.decided_by, row.decided_role) == ("DECIDED", personas.section_head.id, "SECTION_HEAD")
    assert row.disclosed_at == row.decided_at == NOW


def test_a_declined_proposal_opens_nothing_and_says_why(personas: Personas) -> None:
    disclosure = given_proposed(personas.case_worker)
    assert decision_refused(personas.section_head, disclosure, is_declined=True) is Refusal.REASON_MISSING
    given_decided(personas.section_head, disclosure, is_declined=True, reason="Skälkanarie: väger inte tyngst")
    assert cases_open_to(Party.POLICE, TODAY) == set()
    (shown,) = disclosure_page(actor=personas.coordinator, case_id=case_id(), now=NOW).disclosures
    assert (shown.state, shown.reason) == (DisclosureState.DECLINED, "Skälkanarie: väger inte tyngst")
    assert decision_refused(personas.section_head, disclosure) is Refusal.NOT_PROPOSED


def test_nobody_decides_what_she_has_proposed(personas: Personas) -> None:
    assert decision_refused(personas.section_head, given_proposed(personas.section_head)) is Refusal.OWN_PROPOSAL
    assert cases_open_to(Party.POLICE, TODAY) == set()


def test_on_call_decides_only_while_the_offices_are_closed(personas: Personas) -> None:
    given_named(CASE, personas.on_call, Purpose.ON_CALL)
    disclosure = given_proposed(personas.coordinator)
    with pytest.raises(UnableToDisclose) as refused:
        decide_disclosure(
            actor=personas.on_call, disclosure_id=disclosure, is_declined=False, reason="", now=OFFICES_OPEN
        )
    assert refused.value.refusal is Refusal.OFFICES_OPEN
    given_decided(personas.on_call, disclosure)
    assert Disclosure.objects.get().decided_role == "ON_CALL"


def test_what_has_ceased_to_be_true_is_not_decided(personas: Personas) -> None:
    person = write_identity(
        case_id=case_id(), register_person=PERSON, name="Namn", personal_number="200608172383", today=TODAY
    )
    young = given_proposed(personas.coordinator, ground="OSL_10_18A", person=person, recurs_until=days(2))
    for later, expected in ((3, Refusal.RECURS_PASSED), (1, None)):
        with suppress(UnableToDisclose) if expected is None else pytest.raises(UnableToDisclose, match=str(expected)):
            decide_disclosure(
                actor=personas.section_head,
                disclosure_id=young,
                is_declined=False,
                reason="",
                now=NOW + timedelta(days=later),
            )
    assert Disclosure.objects.get().state == "DECIDED"


def test_what_was_told_before_anybody_decided_is_said_so(personas: Personas) -> None:
    disclosure = given_proposed(personas.coordinator, disclosed_at=NOW - timedelta(hours=3), recurs_until=None)
    (waiting,) = work_of(actor=personas.section_head, now=NOW)
    assert waiting.urgency is Urgency.DANGER
    given_decided(personas.section_head, disclosure)
    (shown,) = disclosure_page(actor=personas.coordinator, case_id=case_id(), now=NOW).disclosures
    assert shown.told_before
    assert shown.disclosed_at == NOW - timedelta(hours=3)


def test_a_plain_duty_is_answered_without_a_decision(personas: Personas) -> None:
    with pytest.raises(UnableToDisclose) as refused:
        given_disclosure(personas.case_worker, ground="SOL_15_7", is_requested=True, disclosed_at=None)
    assert refused.value.refusal is Refusal.TIME_MISSING
    given_disclosure(personas.case_worker, ground="SOL_15_7", is_requested=True)
    row = Disclosure.objects.get()
    assert (row.state, row.decided_by, row.decided_at) == ("REGISTERED", None, None)


def test_nothing_is_received_before_it_is_decided(personas: Personas) -> None:
    disclosure = given_proposed(personas.coordinator)
    with pytest.raises(UnableToDisclose) as refused:
        noted(personas, disclosure)
    assert refused.value.refusal is Refusal.NOT_GIVEN_OUT
    given_decided(personas.section_head, disclosure)
    noted(personas, disclosure)
    assert Receipt.objects.get().disclosure_state == "DECIDED"


def test_what_waits_is_told_to_who_decides_and_to_who_asked(personas: Personas) -> None:
    disclosure = given_proposed(personas.coordinator)
    (to_decide,) = work_of(actor=personas.section_head, now=NOW)
    assert (to_decide.tag, to_decide.page) == ("Ta ställning till utlämnande", "disclosure:decide")
    (waits,) = work_of(actor=personas.coordinator, now=NOW)
    assert waits.tag == "Väntar på sektionschefens ställningstagande"
    assert work_of(actor=personas.case_worker, now=NOW) == work_of(actor=personas.stranger, now=NOW) == ()
    given_decided(personas.section_head, disclosure)
    assert work_of(actor=personas.section_head, now=NOW) == ()
    (to_tell,) = work_of(actor=personas.coordinator, now=NOW)
    assert to_tell.page == "disclosure:receipt"
    noted(personas, disclosure)
    assert work_of(actor=personas.coordinator, now=NOW) == ()


def test_the_latest_receipt_counts(personas: Personas) -> None:
    given_consent(personas.coordinator)
    disclosure = given_disclosure(personas.coordinator)
    for minutes, outcome in enumerate((ReceiptOutcome.NOT_RECEIVED, ReceiptOutcome.RECEIVED)):
        note_receipt(
            actor=personas.coordinator,
            disclosure_id=disclosure,
            outcome=outcome,
            noted_date=TODAY,
            how="Per telefon",
            now=NOW + timedelta(minutes=minutes),
        )
    (shown,) = disclosure_page(actor=personas.coordinator, case_id=case_id(), now=NOW).disclosures
    assert shown.receipt is ReceiptOutcome.RECEIVED
    assert Receipt.objects.count() == 2
