"""The limits of an emergency in the programme of this municipality."""

from utvag.law.profile import Programme
from utvag.law.programme import load_programme, programme_for
from utvag.organisation.queries import municipality


def programme_in_force() -> Programme:
    """Give the programme of this municipality."""
    place = municipality()
    return load_programme("malmo") if place is None else programme_for(place.code, is_demo=place.is_demo)


def acute_nights() -> int:
    """Give how many nights an acute placement may last."""
    return programme_in_force().acute["max_days"].number
