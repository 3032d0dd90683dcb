"""A decision rests on the section in force on its day, and on the person's age where the section asks for it."""

from copy import deepcopy
from datetime import date

import pytest

from utvag.law.decision_types import (
    Basis,
    DecisionType,
    NoBasis,
    WhyNoBasis,
    all_bases,
    basis_for,
    legal_bases,
    read_bases,
)
from utvag.law.tables import LawInvalid, document_in

OLD, NEW = "socialtjänstlagen (2001:453)", "socialtjänstlagen (2025:400)"
Y2023, Y2024, LAST_OLD, FIRST_NEW, TODAY = (
    date(2023, 3, 1),
    date(2024, 5, 1),
    date(2025, 6, 30),
    date(2025, 7, 1),
    date(2026, 11, 22),
)
AGES = (17, 18, 20, 21)


@pytest.mark.parametrize("kind", [DecisionType.HOUSING_SUPPORT, DecisionType.EXTENSION, DecisionType.ACUTE_HOUSING])
@pytest.mark.parametrize("age", AGES)
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (Y2023, f"4 kap. 1 § {OLD}"),
        (Y2024, f"4 kap. 1 § {OLD}"),
        (LAST_OLD, f"4 kap. 1 § {OLD}"),
        (FIRST_NEW, f"11 kap. 1 § {NEW}"),
        (TODAY, f"11 kap. 1 § {NEW}"),
    ],
)
def test_housing_rests_on_the_social_services_act_of_the_day(
    kind: DecisionType, age: int, day: date, expected: str
) -> None:
    assert _text(kind, day, age) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (Y2023, f"4 kap. 1 § {OLD}"),
        (LAST_OLD, f"4 kap. 1 § {OLD}"),
        (FIRST_NEW, f"12 kap. 1 § {NEW}"),
        (TODAY, f"12 kap. 1 § {NEW}"),
    ],
)
def test_money_has_a_section_of_its_own_from_july_2025(day: date, expected: str) -> None:
    assert _text(DecisionType.FINANCIAL_ASSISTANCE, day, 30) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (Y2023, WhyNoBasis.NOT_IN_FORCE),
        (date(2024, 3, 31), WhyNoBasis.NOT_IN_FORCE),
        (date(2024, 4, 1), f"4 kap. 1 § {OLD}"),
        (Y2024, f"4 kap. 1 § {OLD}"),
        (LAST_OLD, f"4 kap. 1 § {OLD}"),
        (FIRST_NEW, f"11 kap. 1 § {NEW}"),
    ],
)
@pytest.mark.parametrize("age", AGES)
def test_protected_housing_is_a_form_of_its_own_from_april_2024(
    day: date, expected: str | WhyNoBasis, age: int
) -> None:
    assert _text(DecisionType.PROTECTED_HOUSING, day, age) == expected


@pytest.mark.parametrize("day", [Y2023, Y2024, LAST_OLD])
@pytest.mark.parametrize("age", [*AGES, None])
def test_nobody_got_protected_housing_without_a_needs_test_before_july_2025(day: date, age: int | None) -> None:
    assert _text(DecisionType.PROTECTED_HOUSING_UNASSESSED, day, age) is WhyNoBasis.NOT_IN_FORCE


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (17, WhyNoBasis.TOO_YOUNG),
        (18, WhyNoBasis.TOO_YOUNG),
        (20, WhyNoBasis.TOO_YOUNG),
        (21, f"11 kap. 5 § {NEW}"),
        (None, WhyNoBasis.AGE_UNKNOWN),
    ],
)
@pytest.mark.parametrize("day", [FIRST_NEW, TODAY])
def test_only_those_of_21_get_protected_housing_without_a_needs_test(
    age: int | None, expected: str | WhyNoBasis, day: date
) -> None:
    assert _text(DecisionType.PROTECTED_HOUSING_UNASSESSED, day, age) == expected


@pytest.mark.parametrize(
    ("age", "is_carried"),
    [(17, True), (18, True), (20, True), (21, False), (None, False)],
)
@pytest.mark.parametrize("day", [Y2023, Y2024, LAST_OLD, FIRST_NEW, TODAY])
def test_care_of_the_young_ends_at_21(day: date, age: int | None, is_carried: bool) -> None:
    assert isinstance(basis_for(DecisionType.LVU_PLACEMENT, on=day, age=age), Basis) is is_carried


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (Y2023, "37 § förvaltningslagen (2017:900)"),
        (LAST_OLD, "37 § förvaltningslagen (2017:900)"),
        (FIRST_NEW, f"14 kap. 9 § {NEW}"),
        (TODAY, f"14 kap. 9 § {NEW}"),
    ],
)
def test_an_ending_rests_on_the_rule_of_its_day(day: date, expected: str) -> None:
    assert _text(DecisionType.ENDING, day, None) == expected


@pytest.mark.parametrize("day", [Y2023, Y2024, LAST_OLD, FIRST_NEW, TODAY])
@pytest.mark.parametrize("kind", [DecisionType.CALL_OFF_FRAMEWORK, DecisionType.CALL_OFF_OUTSIDE])
def test_a_purchase_rests_on_the_procurement_act(kind: DecisionType, day: date) -> None:
    assert str(_text(kind, day, None)).endswith("lagen (2016:1145) om offentlig upphandling")


@pytest.mark.parametrize("kind", DecisionType)
def test_never_two_sections_apply_on_the_same_day(kind: DecisionType) -> None:
    for day in (Y2023, Y2024, LAST_OLD, FIRST_NEW, TODAY):
        assert len(legal_bases(kind, day)) <= 1
    assert kind.swedish and legal_bases(kind, TODAY)


def test_every_basis_names_its_source() -> None:
    assert all(basis.source for basis in all_bases())


def test_it_tells_every_fault_of_a_file_at_once() -> None:
    document = deepcopy(dict(document_in("decision_types.toml")))
    rows = [dict(row) for row in document["basis"]]  # type: ignore[attr-defined]
    rows[0] |= {"decision": "FEAST", "colour": "red"}
    rows[1] |= {"act": "nowhere", "source": "nobody"}
    rows[2] |= {"from": "yesterday", "section": " "}
    rows[3] |= {"until": date(2020, 1, 1)}
    rows[4] |= {"from_age": 0, "from": date(2000, 1, 1)}
    rows.append(dict(rows[5]))
    with pytest.raises(LawInvalid) as refused:
        read_bases(document | {"basis": rows})
    told = "\n".join(refused.value.faults)
    for fault in (
        "basis[0].decision",
        "basis[0].colour",
        "basis[1].act",
        "basis[1].source",
        "basis[2].from",
        "basis[2].section",
        "basis[3].until",
        "basis[4].from_age",
        "basis[4]: reaches outside",
        f"basis[{len(rows) - 1}]: another basis",
    ):
        assert fault in told


def test_it_refuses_a_file_without_rows() -> None:
    with pytest.raises(LawInvalid, match="basis: must be a list"):
        read_bases({})


def _text(kind: DecisionType, day: date, age: int | None) -> str | WhyNoBasis:
    found = basis_for(kind, on=day, age=age)
    return found.reason if isinstance(found, NoBasis) else found.text
