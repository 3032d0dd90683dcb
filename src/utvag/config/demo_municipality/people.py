"""The demo's persons and networks. All are made up; the numbers are published test numbers."""

from dataclasses import dataclass
from datetime import date, timedelta

HOME_MUNICIPALITY = "1780"

# The districts do not exist. Persons in the same home come from different ones.
NORTH, SOUTH, EAST, HARBOUR, HILL = (
    "Norra Demostaden",
    "Södra Demostaden",
    "Östra Demostaden",
    "Demohamnen",
    "Demoberget",
)

Entry = dict[str, object]


@dataclass(frozen=True, slots=True)
class Person:
    """One made-up person; the birth date is the first eight digits of the number."""

    code: str
    number: str
    name: str
    district: str | None = None

    @property
    def born(self) -> str:
        """Write the birth date as the register does."""
        return f"{self.number[:4]}-{self.number[4:6]}-{self.number[6:8]}"


HOUSEHOLDS = (
    Person("R-01", "199604172388", "Tove Testsson", NORTH),
    Person("R-02", "201809052382", "Lova Testsson", NORTH),
    Person("R-03", "199106122386", "Elsa Exempelsson", EAST),
    Person("R-04", "199901285370", "Pia Provsson", HARBOUR),
    Person("R-05", "199807202388", "Petter Provsson", HARBOUR),
    Person("R-06", "198803152399", "Felix Försöksson"),
    Person("R-07", "199408222397", "Sixten Skissberg", SOUTH),
    Person("R-10", "198502032389", "Moa Modellin", HILL),
    Person("R-11", "197711092382", "Malte Mallström", SOUTH),
    Person("R-12", "199311302393", "Ove Övningsson", EAST),
    Person("R-13", "199705142389", "Linnea Låtsdotter", HARBOUR),
    Person("R-14", "199508062388", "Filip Låtsdotter", HARBOUR),
    Person("R-15", "198910272387", "Didrik Diktsson", HILL),
    Person("R-16", "199202182391", "Saga Sagasson", HILL),
    Person("R-17", "198706092387", "Pontus Påhittsson", HILL),
    Person("R-18", "200004232385", "Alva Attrappsson", SOUTH),
    Person("R-19", "201903112389", "Nils Attrappsson", SOUTH),
)

# Those around them. The register holds no names for these.
OTHERS = (
    Person("R-20", "199012132388", "", NORTH),
    Person("R-21", "199601022396", "", NORTH),
    Person("R-22", "199403302384", "", EAST),
    Person("R-23", "199207112393", ""),
    Person("R-24", "199810052382", ""),
    Person("R-25", "198609252393", ""),
    Person("R-26", "199906192381", ""),
    Person("R-27", "198401162386", ""),
    Person("R-28", "199502272397", ""),
    Person("R-29", "200108082389", ""),
    Person("R-30", "199712222380", ""),
    Person("R-31", "198805042390", ""),
    Person("R-32", "200309172385", ""),
    Person("R-33", "199306212383", ""),
    Person("R-34", "198212012382", ""),
    Person("R-35", "197904132383", ""),
    Person("R-36", "198107302385", ""),
    Person("R-37", "197608292392", ""),
    Person("R-38", "198601102380", ""),
    Person("R-39", "197806242389", ""),
    Person("R-40", "198911152380", ""),
    Person("R-41", "198303182383", ""),
    Person("R-42", "199306212391", ""),
)


def circle(lat: float, lon: float, radius_km: float) -> Entry:
    """Describe an area around a point."""
    return {"lat": lat, "lon": lon, "radius_km": radius_km}


def municipality(code: str) -> Entry:
    """Describe a whole municipality as an area."""
    return {"municipality": code}


_WHEREABOUTS: dict[str, list[Entry]] = {
    "R-11": [municipality(HOME_MUNICIPALITY)],
    "R-12": [municipality(HOME_MUNICIPALITY)],
    "R-20": [circle(59.66, 12.60, 10)],
    "R-21": [municipality(HOME_MUNICIPALITY)],
    "R-22": [municipality(HOME_MUNICIPALITY)],
    "R-23": [circle(59.23, 18.02, 15)],
    "R-24": [circle(59.23, 18.02, 15)],
    "R-32": [circle(58.40, 15.62, 10)],
    "R-33": [circle(62.39, 17.31, 5)],
}


def persons() -> list[Entry]:
    """Write all persons as register entries."""
    return [_entry(person) for person in (*HOUSEHOLDS, *OTHERS)]


def _entry(person: Person) -> Entry:
    entry: Entry = {"id": person.code, "born": person.born, "personal_number": person.number}
    if person.district is not None:
        entry["origin"] = {"municipality": HOME_MUNICIPALITY, "district": person.district}
    if person.code in _WHEREABOUTS:
        entry["whereabouts"] = _WHEREABOUTS[person.code]
    return entry


def networks(today: date) -> list[Entry]:
    """Write the networks; one of them has moved since the day before yesterday."""
    moved = (today - timedelta(days=2)).isoformat()
    return [
        _network("Alfa", municipality(HOME_MUNICIPALITY), circle(57.71, 11.97, 15)),
        _network("Beta", circle(59.23, 18.02, 20)),
        _network("Gamma", circle(58.41, 15.62, 10)),
        _network("Delta", circle(62.39, 17.31, 10)),
        _network("Epsilon", circle(56.67, 12.86, 10), {**circle(63.18, 14.64, 8), "from": moved}),
        _network("Zeta", circle(59.86, 17.64, 10)),
    ]


def _network(name: str, *presence: Entry) -> Entry:
    return {"id": f"N-{name}", "name": f"Nätverk {name}", "presence": list(presence)}


def memberships(today: date) -> list[Entry]:
    """Write who belongs to which network. R-01 and R-10 have both left Alfa."""
    years = timedelta(days=365)
    current = {
        "Alfa": ("R-20", "R-21", "R-22"),
        "Beta": ("R-23", "R-24"),
        "Gamma": ("R-25", "R-26"),
        "Delta": ("R-27", "R-28"),
        "Epsilon": ("R-29", "R-30"),
        "Zeta": ("R-41", "R-42"),
    }
    former = {"R-01": ("Alfa", 150), "R-10": ("Alfa", 1100), "R-03": ("Gamma", 200), "R-04": ("Delta", 90)}
    since = (today - 7 * years).isoformat()
    standing: list[Entry] = [
        {"person": who, "network": f"N-{name}", "from": since} for name, all_ in current.items() for who in all_
    ]
    ended: list[Entry] = [
        {"person": who, "network": f"N-{name}", "from": since, "until": (today - timedelta(days=ago)).isoformat()}
        for who, (name, ago) in former.items()
    ]
    return standing + ended


def conflicts(today: date) -> list[Entry]:
    """Write the conflicts between networks."""
    since = (today - timedelta(days=700)).isoformat()
    return [
        {"between": ["N-Alfa", "N-Beta"], "level": "concrete", "from": since},
        {"between": ["N-Gamma", "N-Zeta"], "level": "latent", "from": since},
    ]


def threats(today: date) -> list[Entry]:
    """Write who threatens whom. Nobody knows where R-31 is."""
    since = (today - timedelta(days=200)).isoformat()
    return [
        {"by": "R-20", "against": "R-01", "level": "concrete", "from": since},
        {"by": "R-31", "against": "R-04", "level": "latent", "from": since},
        {"by": "R-32", "against": "R-07", "level": "latent", "from": since},
        {"by": "N-Epsilon", "against": "R-16", "level": "concrete", "from": since},
        {"by": "R-33", "against": "R-18", "level": "latent", "from": since},
    ]
