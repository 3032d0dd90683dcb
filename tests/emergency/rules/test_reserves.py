"""Reserve homes are not the same last bed for everybody, and are trusted for a day only."""

from datetime import date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from utvag.emergency.rules import (
    LastSet,
    ReserveStanding,
    Room,
    Wish,
    night_of,
    reserve_standing,
    share_out,
    still_free,
)

SWEDEN = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=SWEDEN)
HOMES = ("a", "b", "c", "d", "e")
ONE_BED = {home: Room(1, f"building-{home}") for home in HOMES}


@pytest.mark.parametrize(
    ("hour", "night"),
    [(0, date(2026, 11, 21)), (1, date(2026, 11, 21)), (2, date(2026, 11, 22)), (23, date(2026, 11, 22))],
)
def test_a_night_begins_at_two(hour: int, night: date) -> None:
    assert night_of(datetime(2026, 11, 22, hour, 59, tzinfo=SWEDEN)) == night


@pytest.mark.parametrize(
    ("last", "standing"),
    [
        (None, ReserveStanding.NOT_CHECKED),
        (LastSet(NOW, 2, is_checked=True), ReserveStanding.READY),
        (LastSet(NOW, 0, is_checked=True), ReserveStanding.NONE),
        (LastSet(NOW, 0, is_checked=False), ReserveStanding.NOT_CHECKED),
        (LastSet(NOW - timedelta(hours=26), 3, is_checked=True), ReserveStanding.NOT_CHECKED),
        (LastSet(NOW + timedelta(hours=1), 3, is_checked=True), ReserveStanding.NOT_CHECKED),
    ],
)
def test_reserves_are_counted_on_only_when_they_were_just_checked(
    last: LastSet | None, standing: ReserveStanding
) -> None:
    assert reserve_standing(last, NOW) is standing


def test_the_last_bed_is_the_first_choice_of_one_household_only() -> None:
    shared = share_out([Wish("1", 1, ("a", "b")), Wish("2", 1, ("a",))], ONE_BED)
    assert shared["2"][0] == "a"
    assert shared["1"][0] == "b"


def test_one_is_moved_so_that_another_gets_a_home() -> None:
    wishes = [Wish("1", 1, ("a", "b")), Wish("2", 1, ("a", "c")), Wish("3", 1, ("b", "a"))]
    first = {one: homes[0] for one, homes in share_out(wishes, ONE_BED).items()}
    assert len(set(first.values())) == 3


def test_what_was_promised_before_is_not_promised_again() -> None:
    shared = share_out([Wish("1", 1, ("a", "b"))], ONE_BED, {"a": [1]})
    assert shared["1"][0] == "b"


def test_a_shared_home_takes_one_household_of_these() -> None:
    rooms = ONE_BED | {"a": Room(4, "building-a", is_shared=True)}
    first = {homes[0] for homes in share_out([Wish("1", 1, ("a", "b")), Wish("2", 1, ("a", "b"))], rooms).values()}
    assert first == {"a", "b"}


def test_the_three_are_in_different_buildings_where_they_can_be() -> None:
    rooms = {home: Room(1, building) for home, building in zip(HOMES, "xxxyz", strict=True)}
    assert set(share_out([Wish("1", 1, HOMES)], rooms)["1"]) == {"a", "d", "e"}


@settings(max_examples=200, deadline=None)
@given(some.lists(some.lists(some.sampled_from(HOMES), unique=True, max_size=4), max_size=5))
def test_as_many_as_can_be_have_a_first_home_of_their_own(wanted: list[list[str]]) -> None:
    wishes = [Wish(str(number), 1, tuple(homes)) for number, homes in enumerate(wanted)]
    shared = share_out(wishes, ONE_BED)
    assert all(set(shared[wish.placement]) <= set(wish.homes) for wish in wishes)
    assert all(len(shared[wish.placement]) == min(3, len(wish.homes)) for wish in wishes)
    first = [homes[0] for homes in shared.values() if homes]
    assert len(set(first)) == _most_at_once(wanted)


def _most_at_once(wanted: list[list[str]]) -> int:
    """Try every way: the most households that can each have a home of their own."""
    ways = product(*([*homes, None] for homes in wanted))
    taken = ([home for home in way if home is not None] for way in ways)
    return max((len(one) for one in taken if len(set(one)) == len(one)), default=0)


def test_a_bed_that_is_held_is_not_free_but_a_second_bed_is() -> None:
    rooms = {"a": Room(1, "x"), "b": Room(2, "y"), "c": Room(2, "z", is_shared=True)}
    assert still_free(rooms, {"a": [1], "b": [1], "c": [1]}, rooms, 1) == {"b"}
    assert still_free(rooms, {}, rooms, 1) == {"a", "b", "c"}
