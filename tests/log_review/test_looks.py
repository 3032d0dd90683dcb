"""Who has looked, put together as those who hold a case read it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utvag.log_review.rules import REVIEWING, Row, put_together

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SIV, HUGO = uuid4(), uuid4()
ACTIONS = ("OPEN_CASE", "READ_JOURNAL", "SIGN_NOTE", "RECORD_VISIT", "WHO_LOOKED")

rows = st.lists(
    st.builds(
        Row,
        id=st.uuids(),
        at=st.datetimes(datetime(2026, 11, 1), datetime(2026, 11, 5), timezones=st.just(UTC)),  # noqa: DTZ001
        account=st.sampled_from([SIV, HUGO, None]),
        role=st.just("CASE_WORKER"),
        action=st.sampled_from(ACTIONS),
        purpose=st.just("CASE_WORK"),
        is_denied=st.booleans(),
    ),
    max_size=30,
)


def row(at: datetime, action: str = "OPEN_CASE", account: UUID | None = HUGO, *, is_denied: bool = False) -> Row:
    return Row(uuid4(), at, account, "CASE_WORKER", action, "CASE_WORK", is_denied)


def test_a_day_of_one_employee_is_one_line_in_the_words_of_the_field() -> None:
    (line,) = put_together(
        [row(NOW), row(NOW + timedelta(minutes=2)), row(NOW + timedelta(minutes=5), "SIGN_NOTE")],
        seen_until=None,
        named={HUGO},
    )
    assert line.read == (("Öppnade ärendet", 2),)
    assert line.done == (("Signerade en anteckning", 1),)
    assert line.purposes == ("Handläggning",)
    assert (line.first_at, line.last_at) == (NOW, NOW + timedelta(minutes=5))


def test_the_day_is_the_swedish_one() -> None:
    (line,) = put_together([row(datetime(2026, 11, 21, 23, 30, tzinfo=UTC))], seen_until=None, named={HUGO})
    assert line.day.isoformat() == "2026-11-22"


def test_what_has_come_since_the_last_time_is_new() -> None:
    lines = put_together([row(NOW - timedelta(days=2)), row(NOW)], seen_until=NOW - timedelta(days=1), named={HUGO})
    assert [line.is_new for line in lines] == [True, False]


def test_one_who_was_never_named_is_told_apart_and_the_product_itself_is_not() -> None:
    lines = put_together([row(NOW), row(NOW, account=SIV), row(NOW, account=None)], seen_until=None, named={SIV})
    assert {line.account: line.is_other for line in lines} == {HUGO: True, SIV: False, None: False}


@pytest.mark.parametrize("role", ["POLICE_LIAISON", "COMMITTEE", "PROVIDER", "CONTROLLER"])
@pytest.mark.parametrize("is_denied", [False, True])
def test_those_who_come_by_another_rule_than_a_naming_stand_apart_only_where_refused(
    role: str, *, is_denied: bool
) -> None:
    came = replace(row(NOW), role=role, is_denied=is_denied)
    (line,) = put_together([came], seen_until=None, named=set())
    assert line.is_other is is_denied


def test_tries_that_were_refused_are_counted_and_say_nothing_more() -> None:
    (line,) = put_together([row(NOW, is_denied=True), row(NOW, is_denied=True)], seen_until=None, named=set())
    assert (line.denied, line.read, line.done) == (2, (), ())


@given(rows)
def test_no_row_is_lost_and_none_is_counted_twice(given_rows: list[Row]) -> None:
    lines = put_together(given_rows, seen_until=None, named=set())
    counted = sum(number for line in lines for _, number in (*line.read, *line.done)) + sum(x.denied for x in lines)
    assert counted == sum(each.action not in REVIEWING for each in given_rows)
    assert len({(line.day, line.account) for line in lines}) == len(lines)
    assert [line.day for line in lines] == sorted((line.day for line in lines), reverse=True)
