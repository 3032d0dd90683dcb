"""The parts of random registers: days on which rules switch, places at which they switch, and ids that sort oddly."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tests.placement.reference import geography

Entry = dict[str, Any]

AS_OF_DAYS = (
    date(2024, 2, 29),
    date(2024, 4, 1),
    date(2025, 3, 1),
    date(2026, 1, 15),
    date(2028, 2, 28),
    date(2028, 2, 29),
    date(2028, 3, 1),
)
SPECIAL_DAYS = (
    date(2024, 2, 29),
    date(2024, 3, 31),
    date(2024, 4, 1),
    date(2024, 4, 2),
    date(2023, 2, 28),
    date(2028, 2, 29),
)
# Centres of regions far apart, where Sweden has small municipalities side by side.
REGIONS = ((55.605, 13.003), (57.708, 11.974), (59.329, 18.068), (59.858, 17.645), (59.274, 15.207), (63.825, 20.263))
# Kilometres that lie just inside and just outside the distances of the rules.
STEPS_KM = (0.0, 2.0, 9.99, 10.01, 19.98, 20.02, 29.97, 30.03, 49.95, 50.05, 65.0, 110.0, 160.0)
SERVICES = ("arbete", "behandling", "skuld", "tatuering", "Öppenvård")
LOTS = ("A", "B", "C")
LEVELS = ("concrete", "latent")
KM_PER_DEGREE = 111.195


def chance(rng: random.Random, share: float) -> bool:
    return rng.random() < share


def maybe(rng: random.Random, entry: Entry, key: str, value: Any, share: float = 0.5) -> None:
    """Set an optional key, or leave it out, or set it to null: the last two mean the same."""
    if chance(rng, share):
        entry[key] = value
    elif chance(rng, 0.3):
        entry[key] = None


def years_from(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


class Calendar:
    """The days of one register, most of them days on which some rule switches."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.as_of = rng.choice(AS_OF_DAYS)
        self.past_years = 5
        self.recent_days = 365
        self.peer_years = 5
        self.pool: list[date] = [self.as_of, *SPECIAL_DAYS]
        self.window_bounds: list[date] = []
        self.starts: list[date] = []
        self.births: list[date] = []

    def add_period(self, start: date, end: date) -> None:
        """Take in a case's period: its bounds, and the bounds of its windows back in time."""
        self.starts.append(start)
        bounds = [start, end, years_from(start, -self.past_years), start - timedelta(days=self.recent_days)]
        self.pool += [bound + timedelta(days=shift) for bound in bounds for shift in (-1, 0, 0, 1)]
        self.window_bounds += [bound + timedelta(days=shift) for bound in bounds[2:] for shift in (-1, 0, 0, 1)]

    def start(self) -> date:
        base = self.rng.choice((self.as_of, self.as_of, self.rng.choice(SPECIAL_DAYS)))
        return base + timedelta(days=self.rng.choice((-1, 0, 0, 1, 7, 30, 60)))

    def day(self) -> date:
        base = self.rng.choice(self.pool)
        return base if chance(self.rng, 0.8) else base + timedelta(days=self.rng.randint(-400, 400))

    def fill(self, entry: Entry, *, open_share: float = 0.45, window: float = 0.0) -> Entry:
        """Give an entry a `from` and an `until`, each of them missing or null now and then.

        `window` is the share of bounds that lie where the windows back in time begin.
        """
        first, last = (
            None
            if chance(self.rng, open_share)
            else (self.rng.choice(self.window_bounds) if chance(self.rng, window) else self.day())
            for _ in range(2)
        )
        if first is not None and last is not None and first >= last:
            first, last = (last, first) if last < first else (first, None)
        for key, value in (("from", first), ("until", last)):
            if value is not None:
                entry[key] = value.isoformat()
            elif chance(self.rng, 0.3):
                entry[key] = None
        return entry

    def born(self) -> date:
        """Give a birth date; often one whose birthday is the day of a start, or as far from another as peers may be."""
        if self.births and chance(self.rng, 0.15):
            apart = int(self.peer_years * 365.25) + self.rng.choice((-1, 0, 0, 1))
            birth = self.rng.choice(self.births) + timedelta(days=apart * self.rng.choice((1, -1)))
        else:
            birth = self._born()
        self.births.append(birth)
        return birth

    def _born(self) -> date:
        years = self.rng.choice((16, 17, 18, 18, 18, 19, 20, 21, 22, 23, 25, 30, 45))
        if chance(self.rng, 0.12):
            return date(self.rng.choice((1996, 2000, 2004, 2008)), 2, 29)
        base = self.rng.choice(self.starts)
        if chance(self.rng, 0.5):
            return years_from(base, -years) + timedelta(days=self.rng.choice((-1, 0, 1)))
        return years_from(base, -years) - timedelta(days=self.rng.randint(0, 364))


class Atlas:
    """The places of one register: one busy region, and a few others far from it."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.regions = rng.sample(REGIONS, 3)

    def point(self, *, at_centre: float = 0.4) -> tuple[float, float]:
        lat, lon = self.rng.choice(self.regions)
        if chance(self.rng, at_centre):
            return lat, lon
        sign = self.rng.choice((1, 1, -1)) if lat > 56 else 1
        return round(lat + sign * self.rng.choice(STEPS_KM) / KM_PER_DEGREE, 7), lon

    def municipality(self) -> str:
        return geography.municipality_at(*self.point())

    def area(self) -> Entry:
        if chance(self.rng, 0.3):
            return {"municipality": self.municipality()}
        lat, lon = self.point()
        return {"lat": lat, "lon": lon, "radius_km": self.rng.choice((0, 0, 0.5, 1, 5))}

    def areas(self, calendar: Calendar, most: int, share: float) -> list[Entry]:
        count = self.rng.randint(1, most) if chance(self.rng, share) else 0
        return [calendar.fill(self.area(), open_share=0.7) for _ in range(count)]


def odd_ids(rng: random.Random, prefix: str, count: int) -> list[str]:
    """Make ids that sort one way by code point and another by locale, length or UTF-16."""
    tails = ["ä", "Å", "ö", "Z", "a", "B", "b", "é", "\ufb01", "\U0001f3e0", "10", "9", "1", "01", "_", "-", " x", "ß"]
    tails += [str(number) for number in range(20, 20 + count)]
    chosen = rng.sample(tails[: max(count + 6, 18)], count)
    return [f"{prefix}{tail}" for tail in chosen]


def some(rng: random.Random, values: Sequence[str], most: int) -> list[str]:
    return rng.sample(list(values), rng.randint(0, min(most, len(values))))
