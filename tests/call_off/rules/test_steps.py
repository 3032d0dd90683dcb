"""When a step may be passed (Malmö's purchasing routine ASN-2021-15613): in order, each for a true reason."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from utvag.call_off.rules import AgeBand as Band
from utvag.call_off.rules import (
    Answer,
    Asked,
    PassedReason,
    Point,
    Refusal,
    Shown,
    ShownHome,
    band_of,
    is_late,
    missing_points,
    next_in_order,
    refused_pass,
)

TODAY = date(2026, 11, 22)
FIRST, SECOND, THIRD = uuid4(), uuid4(), uuid4()


def shown(*homes: UUID, step: int = 1, is_usable: bool = True) -> Shown:
    return Shown(tuple(ShownHome(home, "H", uuid4(), "U", step, is_clear=True) for home in homes), is_usable)


def asked(home: UUID, answer: Answer | None = None, due: date = TODAY) -> Asked:
    return Asked(home, due, answer)


YESTERDAY = TODAY - timedelta(days=1)
R = PassedReason
CASES = {
    "a reason needs words": (R.URGENT, "  ", shown(), [], Refusal.REASON_MISSING),
    "urgent, with homes clear": (R.URGENT, "Nu.", shown(FIRST), [], None),
    "need not met, with homes clear": (R.NEED_NOT_MET, "Vård.", shown(FIRST), [], None),
    "no home clear, and so it is": (R.NO_HOME_CLEAR, "Tomt.", shown(), [], None),
    "no home clear, and there is one": (R.NO_HOME_CLEAR, "Tomt.", shown(FIRST), [], Refusal.HOMES_ARE_CLEAR),
    "homes of another step do not count": (R.NO_HOME_CLEAR, "Tomt.", shown(FIRST, step=2), [], None),
    "no home clear, and nothing can be checked": (
        R.NO_HOME_CLEAR,
        "Tomt.",
        shown(is_usable=False),
        [],
        Refusal.CANNOT_CHECK,
    ),
    "nobody was asked": (R.PROVIDERS_SAID_NO, "Nej.", shown(), [], Refusal.NOT_ALL_SAID_NO),
    "all said no": (R.PROVIDERS_SAID_NO, "Nej.", shown(FIRST), [asked(FIRST, Answer.NO)], None),
    "one is left to ask": (
        R.PROVIDERS_SAID_NO,
        "Nej.",
        shown(FIRST, SECOND),
        [asked(FIRST, Answer.NO)],
        Refusal.NOT_ALL_SAID_NO,
    ),
    "one has not answered": (
        R.PROVIDERS_SAID_NO,
        "Nej.",
        shown(FIRST, SECOND),
        [asked(FIRST, Answer.NO), asked(SECOND)],
        Refusal.NOT_ALL_SAID_NO,
    ),
    "one said yes": (R.PROVIDERS_SAID_NO, "Nej.", shown(FIRST), [asked(FIRST, Answer.YES)], Refusal.NOT_ALL_SAID_NO),
    "late by a day": (R.NO_ANSWER_IN_TIME, "Sent.", shown(FIRST), [asked(FIRST, due=YESTERDAY)], None),
    "the last day is not over": (R.NO_ANSWER_IN_TIME, "Sent.", shown(FIRST), [asked(FIRST)], Refusal.NOBODY_IS_LATE),
    "it answered late, but answered": (
        R.NO_ANSWER_IN_TIME,
        "Sent.",
        shown(FIRST),
        [asked(FIRST, Answer.NO, YESTERDAY)],
        Refusal.NOBODY_IS_LATE,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_step_is_passed_only_for_a_reason_that_is_true(case: str) -> None:
    reason, words, homes, enquiries, expected = CASES[case]
    found = refused_pass(step=1, reason=reason, words=words, shown=homes, asked=enquiries, today=TODAY)
    assert found is expected


@pytest.mark.parametrize("reason", PassedReason)
def test_there_is_nothing_after_the_third_step(reason: PassedReason) -> None:
    found = refused_pass(step=3, reason=reason, words="Skäl.", shown=shown(), asked=(), today=TODAY)
    assert found is Refusal.LAST_STEP


@pytest.mark.parametrize("reason", PassedReason)
def test_every_reason_says_what_follows(reason: PassedReason) -> None:
    assert reason.swedish and reason.consequence.endswith(".")


def test_the_next_to_ask_is_the_first_that_nobody_has_asked() -> None:
    homes = shown(FIRST, SECOND, THIRD).homes
    for already, expected in [([], FIRST), ([FIRST], SECOND), ([SECOND], FIRST), ([FIRST, SECOND], THIRD)]:
        found = next_in_order(homes, [asked(home) for home in already])
        assert found is not None and found.home_id == expected
    assert next_in_order(homes, [asked(home) for home in (FIRST, SECOND, THIRD)]) is None


def test_an_enquiry_is_late_the_day_after_its_last_day() -> None:
    assert [is_late(asked(FIRST, due=TODAY), TODAY + timedelta(days=days)) for days in (-1, 0, 1)] == [
        False,
        False,
        True,
    ]


BANDS = [(0, Band.UNDER_18), (17, Band.UNDER_18), (18, Band.FROM_18_TO_20), (20, Band.FROM_18_TO_20)]
BANDS += [(21, Band.FROM_21_TO_25), (26, Band.FROM_26_TO_40), (40, Band.FROM_26_TO_40), (41, Band.FROM_41_TO_65)]
BANDS += [(65, Band.FROM_41_TO_65), (66, Band.OVER_65), (101, Band.OVER_65)]


@pytest.mark.parametrize(("years", "band"), BANDS)
def test_an_age_falls_in_one_band(years: int, band: Band) -> None:
    assert band_of(years) is band


def test_a_yes_speaks_of_all_four_points() -> None:
    whole = dict.fromkeys(Point, "Ja.")
    assert missing_points(whole) == ()
    assert missing_points(whole | {Point.OTHERS: " "}) == (Point.OTHERS,)
    assert missing_points({}) == tuple(Point)
