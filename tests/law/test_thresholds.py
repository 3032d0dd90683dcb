"""Amounts and licences follow their day; what nobody has verified is not known."""

from copy import deepcopy
from datetime import date

import pytest

from utvag.law.tables import LawInvalid, document_in
from utvag.law.thresholds import LicenceAnswer, Under, licence_on, read_thresholds, thresholds_on


@pytest.mark.parametrize(
    ("day", "value", "expected"),
    [
        (date(2023, 3, 1), 7_802_549, Under.YES),
        (date(2023, 3, 1), 7_802_550, Under.NO),
        (date(2023, 12, 31), 100, Under.YES),
        (date(2024, 1, 1), 100, Under.NOT_KNOWN),
        (date(2024, 5, 1), 100, Under.NOT_KNOWN),
        (date(2025, 6, 30), 100, Under.NOT_KNOWN),
        (date(2025, 7, 1), 9_000_000, Under.NOT_KNOWN),
        (date(2026, 11, 22), 100, Under.NOT_KNOWN),
        (date(2029, 1, 1), 100, Under.NOT_KNOWN),
    ],
)
def test_the_eu_threshold_is_only_known_where_it_is_verified(day: date, value: int, expected: Under) -> None:
    assert thresholds_on(day).eu_social_services.under(value) is expected


@pytest.mark.parametrize("day", [date(2023, 3, 1), date(2024, 5, 1), date(2025, 7, 1), date(2026, 11, 22)])
def test_direct_award_and_documentation_have_their_limits(day: date) -> None:
    limits = thresholds_on(day)
    assert limits.direct_award.under(699_999) is Under.YES
    assert limits.direct_award.under(700_000) is Under.NO
    assert limits.documentation.under(100_000) is Under.NO
    assert limits.documentation.within_days == 30
    assert all(limit.source for limit in (limits.direct_award, limits.documentation, limits.eu_social_services))


def test_a_day_before_the_limits_is_not_known() -> None:
    assert thresholds_on(date(2021, 1, 1)).direct_award.under(1) is Under.NOT_KNOWN


BEFORE, IN_TIME, LATE = date(2024, 3, 31), date(2024, 8, 1), date(2024, 8, 2)


@pytest.mark.parametrize(
    ("day", "has_licence", "applied", "ran_before", "expected"),
    [
        (date(2023, 3, 1), False, None, False, LicenceAnswer.NOT_REQUIRED),
        (BEFORE, False, None, True, LicenceAnswer.NOT_REQUIRED),
        (date(2024, 5, 1), False, None, False, LicenceAnswer.MISSING),
        (date(2024, 5, 1), False, None, True, LicenceAnswer.PENDING),
        (IN_TIME, False, None, True, LicenceAnswer.PENDING),
        (LATE, False, None, True, LicenceAnswer.MISSING),
        (date(2025, 6, 30), False, IN_TIME, True, LicenceAnswer.PENDING),
        (date(2025, 7, 1), False, LATE, True, LicenceAnswer.MISSING),
        (date(2026, 11, 22), False, IN_TIME, False, LicenceAnswer.MISSING),
        (date(2026, 11, 22), True, None, False, LicenceAnswer.HELD),
        (date(2026, 11, 22), False, None, False, LicenceAnswer.MISSING),
    ],
)
def test_protected_housing_needs_a_licence_from_april_2024(
    day: date, has_licence: bool, applied: date | None, ran_before: bool, expected: LicenceAnswer
) -> None:
    assert licence_on(day, has_licence=has_licence, applied_date=applied, ran_before=ran_before) is expected


def test_it_tells_every_fault_of_a_file_at_once() -> None:
    document = deepcopy(dict(document_in("thresholds.toml")))
    rows = [dict(row) for row in document["amount"]]  # type: ignore[attr-defined]
    rows[0] |= {"kronor": -1, "colour": "red"}
    rows[1] |= {"until": date(2020, 1, 1), "source": "nobody"}
    del rows[4]
    with pytest.raises(LawInvalid) as refused:
        read_thresholds(document | {"amount": rows, "licence": {}})
    told = "\n".join(refused.value.faults)
    for fault in (
        "amount[0].kronor",
        "amount[0].colour",
        "amount[1].until",
        "amount[1].source",
        "DOCUMENTATION is missing",
        "licence.required_from",
        "licence.source",
    ):
        assert fault in told
