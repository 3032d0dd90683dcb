"""Periods are half open."""

from datetime import date

from utvag.foundation.periods import Period, nights_from


def test_the_first_day_is_in_and_the_last_is_not() -> None:
    stay = nights_from(date(2028, 2, 28), 2)
    assert stay == Period(date(2028, 2, 28), date(2028, 3, 1))
    assert [stay.holds(date(2028, 2, 27)), stay.holds(date(2028, 2, 29)), stay.holds(date(2028, 3, 1))] == [
        False,
        True,
        False,
    ]


def test_without_an_end_it_holds_every_later_day() -> None:
    assert Period(date(2028, 2, 28)).holds(date(9999, 12, 31))
