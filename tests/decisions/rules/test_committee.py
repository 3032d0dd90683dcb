"""A decision of the committee stands in minutes, of a day between proposal and today, and is read for a while."""

from datetime import date, timedelta

import pytest

from utvag.decisions.rules import Minutes, Refusal, entered_still_open_from, refused_meeting

PROPOSED, TODAY = date(2026, 11, 10), date(2026, 11, 22)
WHOLE = Minutes("14/2026", "212")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (PROPOSED - timedelta(days=1), Refusal.MEETING_BEFORE_PROPOSAL),
        (PROPOSED, None),
        (TODAY, None),
        (TODAY + timedelta(days=1), Refusal.MEETING_TO_COME),
    ],
)
def test_the_meeting_was_held_between_the_proposal_and_today(day: date, expected: Refusal | None) -> None:
    assert refused_meeting(WHOLE, day, proposed=PROPOSED, today=TODAY) is expected


@pytest.mark.parametrize("minutes", [Minutes("", "1"), Minutes(" ", "1"), Minutes("2", ""), Minutes("2", " ")])
def test_minutes_have_a_number_and_a_section(minutes: Minutes) -> None:
    assert refused_meeting(minutes, TODAY, proposed=PROPOSED, today=TODAY) is Refusal.MINUTES_MISSING


def test_minutes_are_cited_and_never_printed() -> None:
    assert WHOLE.text == "protokoll 14/2026 § 212"
    assert "14/2026" not in repr(WHOLE) and "212" not in repr(WHOLE)


@pytest.mark.parametrize("entered", [TODAY - timedelta(days=back) for back in range(30)])
def test_what_is_entered_is_open_for_three_weeks(entered: date) -> None:
    days = [entered + timedelta(days=after) for after in range(22)]
    assert (entered >= entered_still_open_from(TODAY)) is (TODAY in days)
