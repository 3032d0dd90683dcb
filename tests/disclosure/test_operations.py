"""Consents are taken in, withdrawn and relied on; what neither consent nor ground carries is refused."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.disclosure.givens import days, given_consent, given_disclosure, given_recurring
from tests.givens import NOW, PERSON, TODAY, case_id
from tests.personas import Personas
from utvag.disclosure.models import Consent, Disclosure, Receipt
from utvag.disclosure.operations import UnableToConsent, UnableToDisclose, note_receipt, withdraw_consent
from utvag.disclosure.queries import allows, cases_open_to, disclosure_page
from utvag.disclosure.rules import (
    Allowed,
    ContentCategory,
    NotAllowed,
    Party,
    ProtectedAddress,
    ReceiptOutcome,
    Refusal,
)
from utvag.people.operations import write_identity

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
    given_recurring(personas.section_head)
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
    assert (row.consent_id, row.ground_id, row.decided_by) == (consent, "CONSENT", personas.case_worker.id)


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


def test_without_consent_the_section_head_decides(personas: Personas) -> None:
    for actor in (personas.coordinator, personas.case_worker):
        with pytest.raises(UnableToDisclose) as refused:
            given_disclosure(actor, ground="OSL_10_15A", **BALANCE)
        assert refused.value.refusal is Refusal.HEAD_DECIDES
    given_disclosure(personas.coordinator, ground="OSL_10_15A", decided_by=personas.section_head.id, **BALANCE)
    row = Disclosure.objects.get()
    assert (row.decided_by, row.decided_role) == (personas.section_head.id, "SECTION_HEAD")


def test_somebody_who_is_not_named_on_the_case_has_decided_nothing_in_it(personas: Personas) -> None:
    given_consent(personas.coordinator)
    with pytest.raises(UnableToDisclose):
        given_disclosure(personas.coordinator, decided_by=personas.stranger.id)


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
