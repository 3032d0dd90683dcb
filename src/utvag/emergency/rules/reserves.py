"""Reserve homes: when they are made, how long they can be trusted, and that not all get the same last bed."""

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

MOST_RESERVES: Final = 3
# Of so many, in the order of the check, the three are taken: far more than three households can share.
LONGEST_WISH: Final = 40
NIGHT_HOUR: Final = 2
# A set of the night before is trusted until the next has been made, with an hour to make it in.
LONGEST_AGE: Final = timedelta(hours=25)
# What has been opened for one is not shown as free to another for so long.
HOLD: Final = timedelta(hours=2)


class SetCause(StrEnum):
    """Why a set was made."""

    NIGHT = "NIGHT"
    COLLISION = "COLLISION"


class OpeningGround(StrEnum):
    """What gives the right to open reserve homes."""

    ADDRESS_DISCLOSED = "ADDRESS_DISCLOSED"
    ACUTE = "ACUTE"


class ReserveStanding(StrEnum):
    """Whether there are reserve homes; three-valued, and in doubt not checked."""

    READY = "READY"
    NONE = "NONE"
    NOT_CHECKED = "NOT_CHECKED"


@dataclass(frozen=True, slots=True)
class LastSet:
    """The latest set: when it was made, how many homes it holds, and whether the household could be checked."""

    made_at: datetime
    count: int
    is_checked: bool


def night_of(local: datetime) -> date:
    """Give the night that a Swedish moment belongs to: a night begins at two and is named after its day."""
    return (local - timedelta(hours=NIGHT_HOUR)).date()


def reserve_standing(last: LastSet | None, now: datetime) -> ReserveStanding:
    """Judge whether reserve homes can be counted on."""
    if last is None or not last.is_checked or now - last.made_at > LONGEST_AGE or now < last.made_at:
        return ReserveStanding.NOT_CHECKED
    return ReserveStanding.READY if last.count else ReserveStanding.NONE


@dataclass(frozen=True, slots=True)
class Wish:
    """A placement's household and the homes that are clear for it, the best first."""

    placement: str
    size: int
    homes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """How many beds are free in a home, in which building, and whether only one household may come."""

    beds: int
    building: str
    is_shared: bool = False


def share_out(
    wishes: Sequence[Wish], rooms: Mapping[str, Room], promised: Mapping[str, Sequence[int]] | None = None
) -> dict[str, tuple[str, ...]]:
    """Give each placement up to three homes, so that all first homes can be taken at once, as far as beds reach.

    The first homes are a matching that no other beats when the households are of one size. Where there are too few
    beds somebody's first home is also somebody else's. Second and third homes may be the same for several; those that
    fewest have are given first, and those of other buildings before those of the same. What one household's move would
    mean for another's is not judged here: the check is made again when the homes are opened, and once more when one is
    chosen.

    :param promised: the sizes of the households that have a home as their first from before.
    """
    first = _first_homes(wishes, rooms, promised or {})
    times = Counter(first.values())
    shared: dict[str, tuple[str, ...]] = {}
    for wish in wishes:
        chosen = [first[wish.placement]] if wish.placement in first else []
        while len(chosen) < MOST_RESERVES and (rest := [home for home in wish.homes if home not in chosen]):
            buildings = {rooms[home].building for home in chosen}
            chosen.append(min(rest, key=lambda home: (rooms[home].building in buildings, times[home])))
            times[chosen[-1]] += 1
        shared[wish.placement] = tuple(chosen)
    return shared


@dataclass(slots=True)
class _Taken:
    """Who has which home as the first: the households that may be moved, and those that may not."""

    holders: dict[str, list[Wish]]
    fixed: Mapping[str, Sequence[int]]
    rooms: Mapping[str, Room]

    def has_room(self, home: str, comer: Wish, without: Wish | None = None) -> bool:
        """Say whether a household has room beside those who have the home already."""
        room = self.rooms[home]
        others = [one.size for one in self.holders.get(home, ()) if one is not without]
        others += self.fixed.get(home, ())
        if not others:
            # The check said that this household has room; nobody else is promised the home.
            return True
        return not room.is_shared and sum(others) + comer.size <= room.beds


def _first_homes(
    wishes: Sequence[Wish], rooms: Mapping[str, Room], promised: Mapping[str, Sequence[int]]
) -> dict[str, str]:
    taken = _Taken({}, promised, rooms)
    for wish in sorted(wishes, key=lambda one: (len(one.homes), one.placement)):
        _seat(wish, taken)
    return {one.placement: home for home, holders in taken.holders.items() for one in holders}


def _seat(wish: Wish, taken: _Taken) -> None:
    """Give a household a first home, where need be by moving others to other homes of theirs, one each."""
    came_by: dict[str, tuple[Wish, str | None]] = {}
    waiting: deque[tuple[Wish, str | None]] = deque([(wish, None)])
    while waiting:
        mover, leaves = waiting.popleft()
        for home in mover.homes:
            if home in came_by:
                continue
            came_by[home] = (mover, leaves)
            if taken.has_room(home, mover):
                _move(home, came_by, taken)
                return
            waiting.extend((one, home) for one in taken.holders.get(home, ()) if taken.has_room(home, mover, one))


def _move(home: str, came_by: Mapping[str, tuple[Wish, str | None]], taken: _Taken) -> None:
    """Carry out the moves that end in a home with room."""
    here: str | None = home
    while here is not None:
        mover, leaves = came_by[here]
        if leaves is not None:
            taken.holders[leaves].remove(mover)
        taken.holders.setdefault(here, []).append(mover)
        here = leaves


def still_free(
    homes: Iterable[str], held: Mapping[str, Sequence[int]], rooms: Mapping[str, Room], size: int
) -> set[str]:
    """Give the homes in which a household has room beside those for whom they are held."""
    return {
        home
        for home in homes
        if not held.get(home) or (not rooms[home].is_shared and sum(held[home]) + size <= rooms[home].beds)
    }
