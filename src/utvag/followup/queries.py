"""The duties of placements. The caller has passed the wall of the case."""

from datetime import date

from utvag.followup.rules import Duty, PlacementFacts, derive_duties
from utvag.law.profile import Programme
from utvag.law.programme import load_programme, programme_for
from utvag.organisation.queries import municipality


def duties_of(*, from_date: date, until_date: date | None, programme: Programme, today: date) -> tuple[Duty, ...]:
    """List what a standing placement obliges to, what comes next first."""
    return derive_duties(PlacementFacts(from_date, until_date), programme, today=today)


def programme_in_force() -> Programme:
    """Give the programme of this municipality."""
    place = municipality()
    return load_programme("malmo") if place is None else programme_for(place.code, is_demo=place.is_demo)
