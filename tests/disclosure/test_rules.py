"""What a consent allows, against a second naive way; and when each ground carries a disclosure."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utvag.disclosure.rules import (
    OFFERED,
    Allowed,
    ConsentFacts,
    ContentCategory,
    DisclosureState,
    NotAllowed,
    Party,
    ProtectedAddress,
    Recurring,
    Refusal,
    ToDisclose,
    age_on,
    allowed_by,
    is_outside_the_method,
    opens_to,
    refusal_of,
    refusal_of_decision,
    refusal_of_recurring,
    what_stops,
)

DAY = date(2026, 11, 22)
ASKED = ToDisclose(
    party=Party.POLICE,
    day=DAY,
    has_balance=True,
    is_requested=True,
    protected_address=ProtectedAddress.NO,
    age=17,
)
OFFSETS = st.integers(-3, 3).map(lambda days: DAY + timedelta(days=days))
CONSENTS = st.builds(
    ConsentFacts,
    id=st.uuids(),
    parties=st.frozensets(st.sampled_from(Party)),
    categories=st.frozensets(st.sampled_from(ContentCategory)),
    from_date=OFFSETS,
    until_date=OFFSETS,
    withdrawn_date=st.none() | OFFSETS,
)
RECURRING = st.builds(
    Recurring,
    id=st.uuids(),
    party=st.sampled_from(Party),
    category=st.sampled_from(ContentCategory),
    from_date=OFFSETS,
    until_date=OFFSETS,
)


def days_of(first: date, end: date) -> set[date]:
    """Count the days of a period one by one."""
    found, day = set(), first
    while day < end:
        found.add(day)
        day += timedelta(days=1)
    return found


def naively(consents: list[ConsentFacts], recurring: list[Recurring]) -> set[tuple[Party, ContentCategory]]:
    """List everything that may be told that day."""
    told: set[tuple[Party, ContentCategory]] = set()
    for one in consents:
        end = one.until_date if one.withdrawn_date is None else min(one.until_date, one.withdrawn_date)
        if DAY in days_of(one.from_date, end):
            told |= set(product(one.parties, one.categories))
    return told | {(one.party, one.category) for one in recurring if DAY in days_of(one.from_date, one.until_date)}


@given(st.lists(CONSENTS, max_size=3), st.lists(RECURRING, max_size=2))
def test_it_allows_exactly_what_a_second_way_lists(consents: list[ConsentFacts], recurring: list[Recurring]) -> None:
    told = naively(consents, recurring)
    for party, category in product(Party, ContentCategory):
        answer = allowed_by(consents, recurring, party=party, category=category, on=DAY)
        assert isinstance(answer, Allowed) == ((party, category) in told)


@given(CONSENTS, st.lists(CONSENTS, max_size=2), st.lists(RECURRING, max_size=2))
def test_a_withdrawal_stops_what_only_that_consent_allowed(
    consent: ConsentFacts, others: list[ConsentFacts], recurring: list[Recurring]
) -> None:
    lines = what_stops(consent, others, recurring, on=DAY).stops
    kept = naively(others, recurring)
    for party in consent.parties:
        gone = {category for category in consent.categories if (party, category) not in kept}
        line = next((one for one in lines if one.startswith(f"{party.swedish} får inga")), "")
        assert bool(gone) == bool(line)
        assert all(category.swedish.lower() in line for category in gone)


@given(st.lists(CONSENTS, max_size=3), st.lists(RECURRING, max_size=2))
def test_a_case_is_open_to_a_party_that_may_be_told_anything(
    consents: list[ConsentFacts], recurring: list[Recurring]
) -> None:
    covering = [replace(one, categories=frozenset(ContentCategory)) for one in consents]
    told = {party for party, _ in naively(covering, recurring)}
    for party in Party:
        assert opens_to(consents, recurring, party=party, on=DAY) == (party in told)


def test_a_consent_without_the_police_is_outside_the_method() -> None:
    assert is_outside_the_method({Party.PROVIDER})
    assert not is_outside_the_method({Party.PROVIDER, Party.POLICE})


@pytest.mark.parametrize("key", [key for key in OFFERED if key != "CONSENT"])
def test_a_ground_with_all_it_asks_for_carries_a_disclosure(key: str) -> None:
    assert refusal_of(key, ASKED) is None
    before = replace(ASKED, day=OFFERED[key].from_date - timedelta(days=1))
    assert refusal_of(key, before) is Refusal.GROUND_NOT_IN_FORCE
    assert refusal_of(key, replace(ASKED, party=Party.FAMILY)) is Refusal.GROUND_NOT_FOR_PARTY


def test_what_is_weighed_is_decided_and_what_is_not_is_given_out_at_once() -> None:
    """A consent weighs nothing, and SoL 15 kap. 7 § is a plain duty to answer."""
    assert {key for key, ground in OFFERED.items() if not ground.needs_decision} == {"CONSENT", "SOL_15_7"}


@pytest.mark.parametrize("state", DisclosureState)
@pytest.mark.parametrize("facts", list(product((False, True), repeat=5)))
def test_a_proposal_is_decided_once_by_another_and_on_call_by_night_only(
    state: DisclosureState, facts: tuple[bool, ...]
) -> None:
    is_own, is_on_call, offices_open, is_declined, has_reason = facts
    refusal = refusal_of_decision(
        state,
        is_own=is_own,
        is_on_call=is_on_call,
        offices_open=offices_open,
        is_declined=is_declined,
        has_reason=has_reason,
    )
    may = (
        state == "PROPOSED" and not is_own and (not is_on_call or not offices_open) and (has_reason or not is_declined)
    )
    assert (refusal is None) == may


def test_the_general_clause_is_no_ground() -> None:
    assert not [key for key, ground in OFFERED.items() if "27 §" in ground.paragraph]
    assert refusal_of("OSL_10_27", ASKED) is Refusal.GROUND_UNKNOWN


def test_a_recurring_disclosure_is_weighed_anew_within_90_days() -> None:
    assert refusal_of_recurring("OSL_10_15A", DAY, None) is None
    assert refusal_of_recurring("OSL_10_15A", DAY, DAY + timedelta(days=90)) is None
    assert refusal_of_recurring("OSL_10_15A", DAY, DAY + timedelta(days=91)) is Refusal.RECURS_TOO_LONG
    assert refusal_of_recurring("OSL_10_15A", DAY, DAY) is Refusal.RECURS_TOO_LONG
    assert refusal_of_recurring("CONSENT", DAY, DAY + timedelta(days=1)) is Refusal.RECURS_NOT


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2005, 11, 22), date(2026, 11, 21), 20),
        (date(2005, 11, 22), date(2026, 11, 22), 21),
        (date(2004, 2, 29), date(2025, 2, 28), 20),
        (date(2004, 2, 29), date(2025, 3, 1), 21),
    ],
)
def test_an_age_is_counted_in_whole_years(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


def test_why_not_is_told_by_the_nearest_miss() -> None:
    consent = ConsentFacts(
        uuid4(), frozenset({Party.POLICE}), frozenset({ContentCategory.THREAT}), DAY, DAY + timedelta(1)
    )
    answer = allowed_by([consent], (), party=Party.SIS, category=ContentCategory.THREAT, on=DAY)
    assert isinstance(answer, NotAllowed)
    assert answer.why == "PARTY_LEFT_OUT"
