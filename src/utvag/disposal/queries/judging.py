"""Judge one case. The caller has passed the wall, looks as the product itself, and writes the log."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from utvag.cases.models import FirstContact
from utvag.disposal.queries.notes import last_notes
from utvag.disposal.rules import Facts, Person, Standing, judge
from utvag.organisation.queries import municipality
from utvag.people.queries import birth_dates_of
from utvag.placement.models import Placement
from utvag.placement.rules import PlacementOrigin, PlacementState


def judged(case_id: UUID, today: date) -> tuple[date | None, Standing]:
    """Give the day of the last note, and what becomes of the case. Opens when its persons are born, and no more."""
    last_note = last_notes([case_id]).get(case_id)
    place = municipality()
    # What came with a file may have been lived in, whatever became of it here.
    lived_in = Q(state__in=[PlacementState.STANDING, PlacementState.ENDED]) | Q(origin=PlacementOrigin.IMPORTED)
    stays = Placement.objects.filter(lived_in, case=case_id)
    facts = Facts(
        last_note=last_note,
        municipality="" if place is None else place.code,
        household=[Person(born) for born in birth_dates_of(case_id)],
        stays_from=list(stays.values_list("from_date", flat=True)),
    )
    return last_note, judge(facts, today)


def keys_of(case_id: UUID) -> list[UUID]:
    """Give the subjects of the keys that seal what a case holds: its own, and those of the contacts it began with."""
    contacts = FirstContact.objects.filter(case=case_id).order_by("pk").values_list("pk", flat=True)
    return [case_id, *contacts]
