"""Small random valid registers that hit every rule often, on the very days where rules switch."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tests.placement.reference import geography
from tests.placement.reference.generate_parts import (
    LEVELS,
    LOTS,
    SERVICES,
    Atlas,
    Calendar,
    Entry,
    chance,
    maybe,
    odd_ids,
    some,
)

NIGHTS = (1, 1, 2, 7, 30, 90, 365)
RATES = (500, 750, 1200, 1875, 2625, 4499, 4500, 4501, 9000)


def random_register(rng: random.Random, personal_numbers: Sequence[str] = ()) -> Entry:
    """Make a register. Personal numbers are drawn from the ones given (published test numbers), or left out."""
    return _Maker(rng, personal_numbers).register()


def _given(parameters: Entry, key: str, default: int) -> int:
    value = parameters.get(key)
    return default if value is None else int(value)


class _Maker:
    def __init__(self, rng: random.Random, personal_numbers: Sequence[str]) -> None:
        self.rng = rng
        self.numbers = personal_numbers
        self.calendar = Calendar(rng)
        self.atlas = Atlas(rng)
        count = rng.randint(5, 25)
        self.persons = odd_ids(rng, "P", count)
        self.networks = odd_ids(rng, "N", rng.randint(2, 6))
        self.providers = odd_ids(rng, "U", rng.randint(2, 5))
        self.homes = odd_ids(rng, "H", rng.randint(3, 12))
        # Most persons of the cases do not stand in the middle of everything, or no home would be left.
        self.households: list[list[str]] = []
        self.lively = rng.sample(self.persons, max(2, int(count * rng.choice((0.3, 0.5, 0.9)))))

    def register(self) -> Entry:
        document: Entry = {
            "format": "utvag-register/1",
            "as_of": self.calendar.as_of.isoformat(),
            "municipality": self.rng.choice(("1280", "0180", "1480")),
        }
        if chance(self.rng, 0.4):
            document["parameters"] = self.parameters() if chance(self.rng, 0.9) else None
        document["cases"] = self.cases()
        for name, make in (
            ("networks", self.network_list),
            ("persons", self.person_list),
            ("memberships", self.memberships),
            ("conflicts", self.conflicts),
            ("threats", self.threats),
            ("providers", self.provider_list),
            ("homes", self.home_list),
            ("address_knowledge", self.address_knowledge),
            ("placements", self.placements),
            ("police_assessments", self.police_assessments),
        ):
            entries = make()
            if entries or chance(self.rng, 0.7):
                document[name] = entries
        return document

    def parameters(self) -> Entry:
        rng = self.rng
        distances: Entry = {}
        for key in ("concrete", "latent", "own_network", "rival", "origin"):
            maybe(rng, distances, key, rng.choice((0, 5, 10, 12.5, 20, 30, 50, 60)), 0.4)
        parameters: Entry = {}
        maybe(rng, parameters, "distance_km", distances, 0.6)
        maybe(rng, parameters, "past_membership_years", rng.choice((0, 1, 4, 10)), 0.5)
        maybe(rng, parameters, "recent_membership_days", rng.choice((0, 1, 30, 366)), 0.4)
        maybe(rng, parameters, "peer_age_years", rng.choice((0, 1, 4, 8)), 0.4)
        maybe(rng, parameters, "shortlist", rng.choice((1, 2, 3)), 0.4)
        self.calendar.past_years = _given(parameters, "past_membership_years", 5)
        self.calendar.peer_years = _given(parameters, "peer_age_years", 5)
        self.calendar.recent_days = _given(parameters, "recent_membership_days", 365)
        return parameters

    def cases(self) -> list[Entry]:
        rng = self.rng
        made: list[Entry] = []
        periods: dict[str, list[tuple[date, date]]] = {}
        for case_id in odd_ids(rng, "C", rng.randint(2, 6)):
            household = rng.sample(self.persons, rng.choice((1, 1, 1, 2, 3)))
            start = self.calendar.start()
            end = start + timedelta(days=rng.choice(NIGHTS))
            taken = [period for person in household for period in periods.get(person, [])]
            if any(max(first, start) < min(last, end) for first, last in taken):
                continue
            for person in household:
                periods.setdefault(person, []).append((start, end))
            self.households.append(household)
            self.calendar.add_period(start, end)
            made.append(self.case(case_id, household, start, end))
        return made

    def case(self, case_id: str, household: list[str], start: date, end: date) -> Entry:
        rng = self.rng
        case: Entry = {
            "id": case_id,
            "person": household[0],
            "start": start.isoformat(),
            "nights": (end - start).days,
            "lot": rng.choice(LOTS),
        }
        maybe(rng, case, "companions", household[1:], 1.0 if household[1:] else 0.3)
        maybe(rng, case, "required", some(rng, SERVICES, 1), 0.4)
        maybe(rng, case, "wanted", some(rng, SERVICES, 3), 0.7)
        maybe(rng, case, "pets", chance(rng, 0.5), 0.3)
        maybe(rng, case, "breaking_from_network", chance(rng, 0.8), 0.6)
        maybe(rng, case, "relocate", chance(rng, 0.2), 0.5)
        return case

    def network_list(self) -> list[Entry]:
        made: list[Entry] = []
        for network in self.networks:
            entry: Entry = {"id": network}
            maybe(self.rng, entry, "name", f"Nätet {network}")
            maybe(self.rng, entry, "presence", self.atlas.areas(self.calendar, 2, 0.8), 0.7)
            made.append(entry)
        return made

    def person_list(self) -> list[Entry]:
        rng = self.rng
        districts = [{"municipality": self.atlas.municipality(), "district": one} for one in ("Norr", "Söder")]
        made: list[Entry] = []
        for person in self.persons:
            entry: Entry = {"id": person, "born": self.calendar.born().isoformat()}
            if self.numbers and chance(rng, 0.2):
                self.give_number(entry, made)
            maybe(rng, entry, "origin", dict(rng.choice(districts)), 0.85)
            maybe(rng, entry, "whereabouts", self.atlas.areas(self.calendar, 2, 0.8), 0.5)
            made.append(entry)
        return made

    def give_number(self, entry: Entry, others: list[Entry]) -> None:
        """Give a published test number, with the birth date it says; none twice, none of a coordination number."""
        number = self.rng.choice(self.numbers)
        year, month, day = int(number[:4]), int(number[4:6]), int(number[6:8])
        if not 1960 <= year <= 2008 or day > 31 or any(one.get("personal_number") == number for one in others):
            return
        entry["born"] = date(year, month, day).isoformat()
        entry["personal_number"] = number

    def memberships(self) -> list[Entry]:
        rng = self.rng
        made: list[Entry] = []
        for person in self.lively:
            for network in rng.sample(self.networks, rng.choice((0, 1, 1, 1, 2))):
                made.append(self.calendar.fill({"person": person, "network": network}, open_share=0.35, window=0.5))
                if chance(rng, 0.15):
                    made.append(self.calendar.fill({"person": person, "network": network}, open_share=0.1, window=0.5))
        return made

    def two(self) -> list[str]:
        """Give two different parties: lively persons, or networks, which are drawn more often than their number."""
        together = [household for household in self.households if len(household) > 1]
        if together and chance(self.rng, 0.07):
            return self.rng.sample(self.rng.choice(together), 2)
        if chance(self.rng, 0.4):
            return [self.rng.choice(self.lively), self.rng.choice(self.networks)][:: self.rng.choice((1, -1))]
        return self.rng.sample(self.lively if chance(self.rng, 0.6) else self.networks, 2)

    def conflicts(self) -> list[Entry]:
        return [
            self.calendar.fill({"between": self.two(), "level": self.rng.choice(LEVELS)}, open_share=0.4)
            for _ in range(self.rng.randint(0, 4))
        ]

    def threats(self) -> list[Entry]:
        made: list[Entry] = []
        for _ in range(self.rng.randint(0, 4)):
            by, against = self.two()
            entry: Entry = {"by": by, "against": against, "level": self.rng.choice(LEVELS)}
            made.append(self.calendar.fill(entry, open_share=0.4))
        return made

    def provider_list(self) -> list[Entry]:
        rng = self.rng
        made: list[Entry] = []
        for provider in self.providers:
            entry: Entry = {
                "id": provider,
                "channel": rng.choice(("own", "framework", "regional_framework", "other")),
                "owner": rng.choice(("own", "municipal", "private", "private")),
            }
            maybe(rng, entry, "name", f"Utföraren {provider}")
            maybe(rng, entry, "licences", [self.licence() for _ in range(rng.randint(0, 3))], 0.9)
            maybe(rng, entry, "agreements", self.agreements(), 0.9)
            maybe(rng, entry, "blocks", [self.calendar.fill({"reason": "tillsyn"}, open_share=0.2)], 0.15)
            maybe(rng, entry, "staff", some(rng, self.lively, 2), 0.3)
            made.append(entry)
        return made

    def licence(self) -> Entry:
        entry: Entry = {
            "form": self.rng.choice(("protected_housing", "protected_housing", "housing_with_support")),
            "status": self.rng.choice(("granted", "granted", "granted", "pending", "pending", "revoked")),
        }
        return self.calendar.fill(entry, open_share=0.75)

    def agreements(self) -> list[Entry]:
        rng = self.rng
        made: list[Entry] = []
        for number in range(rng.randint(1, 3)):
            entry: Entry = {
                "id": f"Avtal {number}",
                "lots": rng.sample(LOTS, rng.choice((1, 2, 3, 3))),
                "usable_for_exit": chance(rng, 0.85),
            }
            made.append(self.calendar.fill(entry, open_share=0.7))
        return made

    def home_list(self) -> list[Entry]:
        rng = self.rng
        buildings = [(f"Hus {number}", self.atlas.point(at_centre=0.2)) for number in range(rng.randint(2, 6))]
        return [self.home(home, *rng.choice(buildings)) for home in self.homes]

    def home(self, home_id: str, building: str, point: tuple[float, float]) -> Entry:
        rng = self.rng
        municipality = geography.municipality_at(*point) if chance(rng, 0.9) else self.atlas.municipality()
        home: Entry = {
            "id": home_id,
            "provider": rng.choice(self.providers),
            "building": building,
            "lat": point[0],
            "lon": point[1],
            "municipality": municipality,
            "form": rng.choice(("protected_housing", "housing_with_support")),
            "beds": rng.choice((1, 2, 2, 3, 4, 6)),
            "shared": chance(rng, 0.4),
            "accepts_children": chance(rng, 0.7),
            "accepts_pets": chance(rng, 0.6),
            "offers": some(rng, SERVICES, 5) if chance(rng, 0.3) else rng.sample(SERVICES, 4),
            "daily_rate": rng.choice(RATES) if chance(rng, 0.6) else rng.randint(0, 6000),
        }
        maybe(rng, home, "min_age", rng.choice((16, 18, 18, 20, 21)), 0.3)
        maybe(rng, home, "max_age", rng.choice((21, 22, 25, 45)), 0.2)
        return home if chance(rng, 0.7) else self.calendar.fill(home, open_share=0.6)

    def address_knowledge(self) -> list[Entry]:
        made: list[Entry] = []
        for _ in range(self.rng.randint(0, 4)):
            entry: Entry = {"home": self.rng.choice(self.homes), "person": self.rng.choice(self.lively)}
            maybe(self.rng, entry, "from", self.calendar.day().isoformat(), 0.7)
            made.append(entry)
        return made

    def placements(self) -> list[Entry]:
        rng = self.rng
        made: list[Entry] = []
        for placement in odd_ids(rng, "L", rng.choice((0, 1, 2, 3, 4, 5, 6, 8, 10))):
            household = self.placed_household()
            first, last = sorted((self.calendar.day(), self.calendar.day()))
            entry: Entry = {
                "id": placement,
                "person": household[0],
                "home": rng.choice(self.homes),
                "from": first.isoformat(),
            }
            maybe(rng, entry, "companions", household[1:], 1.0 if household[1:] else 0.3)
            maybe(rng, entry, "until", last.isoformat(), 0.75 if first < last else 0.0)
            made.append(entry)
        return made

    def placed_household(self) -> list[str]:
        """Give a household; now and then that of a case, or a part of one with somebody else."""
        rng = self.rng
        household = rng.sample(self.persons, rng.choice((1, 1, 1, 2, 3)))
        if chance(rng, 0.8):
            return household
        of_case = rng.choice(self.households)
        if chance(rng, 0.5):
            return list(of_case)
        return [household[0], *(person for person in of_case if person != household[0])]

    def police_assessments(self) -> list[Entry]:
        rng = self.rng
        made = [self.assessment(person) for person in self.persons for _ in range(rng.choice((0, 1, 1, 1, 2, 3)))]
        rng.shuffle(made)
        return made

    def assessment(self, person: str) -> Entry:
        rng = self.rng
        first, last = date(2015, 1, 1), date(2035, 1, 1)
        if chance(rng, 0.4):
            first = rng.choice((self.calendar.as_of, self.calendar.day()))
        if chance(rng, 0.3):
            last = max(self.calendar.day(), first + timedelta(days=1))
        forbidden: list[Any] = [self.atlas.area() for _ in range(rng.choice((0, 0, 0, 1, 2)))]
        return {"person": person, "from": first.isoformat(), "until": last.isoformat(), "forbidden": forbidden}
