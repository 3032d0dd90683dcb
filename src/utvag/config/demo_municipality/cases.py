"""The demo's cases, placements and police assessments.

Cases are called after Swedish nature, never after a person or a place.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from utvag.config.demo_municipality.homes import ADDICTION, DAY, DEBT, LOT, PROGRAMME, SCHOOL, TRAUMA, TRAVEL
from utvag.config.demo_municipality.people import HOME_MUNICIPALITY, Entry, municipality

# All is checked here, and the home that looks best is missing: a former member of the same network lives there.
MAIN_CASE = "Tallskog"
HIDDEN_HOME = "Domherren"
# No police assessment: whoever is placed needs a second person's decision.
UNASSESSED_CASE = "Gråsten"
# Someone threatens, and nobody knows where that person is.
UNLOCATED_CASE = "Fjällbäck"
# And which somebody on call opened in an emergency; nobody has reviewed it.
EMERGENCY_CASE = UNLOCATED_CASE
# The origin is not known; a proposal already waits for the section head.
PROPOSED_CASE = "Ljunghed"
PROPOSED_HOME = "Nötväckan"
# Another coordinator's case.
OTHERS_CASE = "Havsvik"

# The liaison can enter that these two must be kept apart: they live 25 km from each other.
EXPERIMENT = ("R-11", "R-12")


@dataclass(frozen=True, slots=True)
class Wait:
    """A case that waits for a home: who, when it begins, for how long, and what is needed and wished for."""

    code: str
    person: str
    begins_in: int
    nights: int
    required: tuple[str, ...]
    wanted: tuple[str, ...]
    companions: tuple[str, ...] = ()


WAITS = (
    Wait(MAIN_CASE, "R-01", 12, 120, (PROGRAMME,), (DAY, SCHOOL, TRAVEL), ("R-02",)),
    Wait(UNASSESSED_CASE, "R-03", 7, 90, (), (PROGRAMME, DAY, DEBT, ADDICTION)),
    Wait(UNLOCATED_CASE, "R-04", 21, 180, (PROGRAMME,), (DAY, TRAUMA), ("R-05",)),
    Wait(PROPOSED_CASE, "R-06", 9, 150, (PROGRAMME,), (DAY,)),
    Wait(OTHERS_CASE, "R-07", 16, 100, (DAY,), (TRAVEL, SCHOOL)),
)


@dataclass(frozen=True, slots=True)
class Stay:
    """A standing placement: who lives in which home, since how many days and for how many more."""

    code: str
    person: str
    home: str
    since: int
    left: int | None
    companions: tuple[str, ...] = ()


STAYS = (
    Stay("Videkärr", "R-10", "Domherren", 140, 220),
    Stay("Sanddyn", "R-11", "Talltitan", 80, 280),
    Stay("Bokdal", "R-12", "Rödhaken", 33, 150),
    Stay("Klippvik", "R-13", "Korpen", 60, 120, ("R-14",)),
    Stay("Åsmyr", "R-15", "Tornseglaren", 170, 60),
    Stay("Ekhult", "R-16", "Gärdsmygen", 25, None),
    Stay("Strandäng", "R-17", "Tofsvipan", 100, 45),
    Stay("Rönnliden", "R-18", "Sidensvansen", 12, 350, ("R-19",)),
)


def cases(today: date) -> list[Entry]:
    """Write the cases that wait for a home."""
    return [_entry(wait, today) for wait in WAITS]


def _entry(wait: Wait, today: date) -> Entry:
    return {
        "id": wait.code,
        "person": wait.person,
        "companions": list(wait.companions),
        "start": (today + timedelta(days=wait.begins_in)).isoformat(),
        "nights": wait.nights,
        "lot": LOT,
        "required": list(wait.required),
        "wanted": list(wait.wanted),
        "pets": False,
        "breaking_from_network": True,
        "relocate": True,
    }


def placements(today: date) -> list[Entry]:
    """Write the standing placements."""
    return [_placement(stay, today) for stay in STAYS]


def _placement(stay: Stay, today: date) -> Entry:
    entry: Entry = {
        "id": stay.code,
        "person": stay.person,
        "companions": list(stay.companions),
        "home": stay.home,
        "from": (today - timedelta(days=stay.since)).isoformat(),
    }
    if stay.left is not None:
        entry["until"] = (today + timedelta(days=stay.left)).isoformat()
    return entry


def police_assessments(today: date) -> list[Entry]:
    """Write what the police have assessed. R-03 has none, and that of R-15 ran out today."""
    forbidden = [municipality(HOME_MUNICIPALITY), municipality("1480")]
    lasting = {
        code: (today - timedelta(days=20), today + timedelta(days=160))
        for code in ("R-01", "R-04", "R-05", "R-06", "R-07", *(s.person for s in STAYS), "R-14")
    }
    lasting["R-15"] = (today - timedelta(days=180), today)
    return [
        {"person": code, "from": start.isoformat(), "until": end.isoformat(), "forbidden": forbidden}
        for code, (start, end) in sorted(lasting.items())
    ]


def address_knowledge(today: date) -> list[Entry]:
    """Write who knows the address of which home."""
    since = (today - timedelta(days=300)).isoformat()
    return [{"home": "Steglitsan", "person": "R-28", "from": since}]
