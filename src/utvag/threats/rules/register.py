"""Shapes of what the police's side enters. No Django here; the engine judges the whole register again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

Entry = dict[str, object]

# What in the entries of each list says where somebody is, or may not be.
FORBIDDEN: Final = "forbidden"
WHERE: Final[Mapping[str, str]] = MappingProxyType(
    {"networks": "presence", "persons": "whereabouts", "police_assessments": FORBIDDEN}
)


class Level(StrEnum):
    """How near a threat is."""

    CONCRETE = "concrete"
    LATENT = "latent"


class Refusal(StrEnum):
    """Why something could not be entered in the threat register."""

    UNKNOWN_PARTY = "UNKNOWN_PARTY"
    SAME_PARTY = "SAME_PARTY"
    DATES_REVERSED = "DATES_REVERSED"
    UNKNOWN_AREA = "UNKNOWN_AREA"
    NOT_STANDING = "NOT_STANDING"
    METHOD_NAME_MISSING = "METHOD_NAME_MISSING"
    NOT_OPEN = "NOT_OPEN"
    UNKNOWN_SHEET = "UNKNOWN_SHEET"
    ENGINE_SILENT = "ENGINE_SILENT"


@dataclass(frozen=True, slots=True, repr=False)
class Circle:
    """An area round a place."""

    lat: float
    lon: float
    radius_km: float

    def as_entry(self) -> Entry:
        """Write the area as the register file does."""
        return {"lat": self.lat, "lon": self.lon, "radius_km": self.radius_km}


@dataclass(frozen=True, slots=True, repr=False)
class WholeMunicipality:
    """A municipality, by its four-digit code."""

    code: str

    def as_entry(self) -> Entry:
        """Write the area as the register file does."""
        return {"municipality": self.code}


Area = Circle | WholeMunicipality


def is_reversed(from_date: date | None, until_date: date | None) -> bool:
    """Say whether a period ends before it has begun."""
    return from_date is not None and until_date is not None and until_date <= from_date


def with_dates(entry: Entry, from_date: date | None, until_date: date | None) -> Entry:
    """Add the bounds that are given; an open bound is left out."""
    bounds = {"from": from_date, "until": until_date}
    return entry | {key: day.isoformat() for key, day in bounds.items() if day is not None}
