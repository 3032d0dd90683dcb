"""Put the demo's register file together, with every date counted from the day it is loaded."""

from datetime import date

from utvag.config.demo_municipality import cases, homes, people


def register_document(today: date) -> dict[str, object]:
    """Return the whole municipality as one `utvag-register/1` document."""
    return {
        "format": "utvag-register/1",
        "as_of": today.isoformat(),
        "municipality": people.HOME_MUNICIPALITY,
        "networks": people.networks(today),
        "persons": people.persons(),
        "memberships": people.memberships(today),
        "conflicts": people.conflicts(today),
        "threats": people.threats(today),
        "providers": homes.providers(today),
        "homes": homes.homes(today),
        "address_knowledge": cases.address_knowledge(today),
        "placements": cases.placements(today),
        "police_assessments": cases.police_assessments(today),
        "cases": cases.cases(today),
    }
