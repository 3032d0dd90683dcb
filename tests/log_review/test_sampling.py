"""A sample that nobody can choose and everybody can draw again; and what surnames are compared."""

from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utvag.log_review.rules import AccessOf, drawn, first_of_week
from utvag.log_review.rules.names import surnames

accesses = st.lists(st.builds(AccessOf, st.uuids(), st.sampled_from([UUID(int=1), UUID(int=2)])), max_size=90)


@given(st.binary(min_size=32, max_size=32), accesses)
def test_at_least_a_twentieth_of_everybodys_is_drawn_and_the_same_again(root: bytes, those: list[AccessOf]) -> None:
    chosen = drawn(root, those)
    assert chosen == drawn(root, list(reversed(those)))
    for account in (UUID(int=1), UUID(int=2)):
        theirs = {one.entry for one in those if one.account == account}
        lowest = sorted(theirs, key=lambda entry: sha256(root + entry.bytes).digest())
        count = len(chosen & theirs)
        assert 20 * count >= len(theirs) and count <= len(theirs) / 20 + 1
        assert chosen & theirs >= set(lowest[: count - 1])


def test_another_root_draws_others() -> None:
    those = [AccessOf(UUID(int=number), UUID(int=1)) for number in range(400)]
    assert drawn(b"a" * 32, those) != drawn(b"b" * 32, those)


def test_a_week_begins_on_the_swedish_monday() -> None:
    assert first_of_week(datetime(2026, 11, 22, 22, 59, tzinfo=UTC)) == date(2026, 11, 16)
    assert first_of_week(datetime(2026, 11, 22, 23, 1, tzinfo=UTC)) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Anna Berg", "Bo BERG", True),
        ("Anna Berg-Lind", "Bo Lind", True),
        ("Anna Berg", "Berg Lind", False),
        ("Anna von Berg", "Bo von Lind", False),
        ("Anna", "Anna", False),
        ("Anna Maria Ek", "Bo Ek", True),
    ],
)
def test_surnames_are_compared_and_first_names_are_not(one: str, other: str, *, same: bool) -> None:
    assert bool(surnames(one) & surnames(other)) is same
