"""The delegation order says who decides; those on call only while the offices are closed."""

from datetime import UTC, date, datetime

import pytest

from utvag.law.decision_types import DecisionType
from utvag.law.delegation import delegates, is_office_hours
from utvag.law.profile import SourceKind
from utvag.law.programme import load_programme, programme_keys

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("kind", [DecisionType.CALL_OFF_FRAMEWORK, DecisionType.CALL_OFF_OUTSIDE])
def test_the_section_head_decides_purchases_since_the_routine(kind: DecisionType) -> None:
    malmo = load_programme("malmo")
    (head,) = delegates(malmo, kind, on=TODAY, out_of_hours=True)
    assert (head.role, head.source.kind) == ("SECTION_HEAD", SourceKind.DOCUMENT)
    assert delegates(malmo, kind, on=date(2021, 12, 20), out_of_hours=False) == ()


@pytest.mark.parametrize("key", programme_keys())
def test_the_on_call_service_decides_acute_housing_only_out_of_hours(key: str) -> None:
    programme = load_programme(key)
    (by_day,) = delegates(programme, DecisionType.ACUTE_HOUSING, on=TODAY, out_of_hours=False)
    assert by_day.role == "SECTION_HEAD"
    by_night = delegates(programme, DecisionType.ACUTE_HOUSING, on=TODAY, out_of_hours=True)
    assert [(each.role, each.is_out_of_hours) for each in by_night] == [("SECTION_HEAD", False), ("ON_CALL", True)]
    assert by_night[1].source.kind is SourceKind.DEFAULT


@pytest.mark.parametrize("key", programme_keys())
def test_care_of_the_young_is_the_committees(key: str) -> None:
    found = delegates(load_programme(key), DecisionType.LVU_PLACEMENT, on=TODAY, out_of_hours=True)
    assert [each.role for each in found] == ["COMMITTEE"]


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2026, 11, 23, 6, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 7, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 15, 29, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 15, 30, tzinfo=UTC), False),
        # Summer time: 8.00 is 06.00 UTC.
        (datetime(2026, 6, 18, 6, 0, tzinfo=UTC), True),
        (datetime(2026, 6, 18, 14, 30, tzinfo=UTC), False),
        (datetime(2026, 6, 19, 10, 0, tzinfo=UTC), False),
        (datetime(2026, 12, 24, 10, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 22, 10, 0, tzinfo=UTC), False),
        (datetime(2028, 2, 29, 10, 0, tzinfo=UTC), True),
        # 23.30 UTC on Sunday is Monday 00.30 in Sweden.
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), False),
    ],
)
def test_the_offices_are_open_on_working_days_from_8_to_half_past_4(moment: datetime, is_open: bool) -> None:
    assert is_office_hours(moment) is is_open
