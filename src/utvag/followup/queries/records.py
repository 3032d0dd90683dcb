"""When the duties of placements were done, from wherever it was registered. Opens no text."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

from utvag.followup.models import Contact, Visit
from utvag.followup.rules import WithWhom
from utvag.foundation.clock import day_of
from utvag.meetings.models import Meeting
from utvag.meetings.rules import MeetingKind, MeetingState
from utvag.placement.models import Placement, Review
from utvag.secrecy.rules import KeyKind, Owner, Place

# Of one duty: the days on which it was done, by placement.
Days = Mapping[UUID, Sequence[date]]

PERSON_CONTACT, PROVIDER_CONTACT = "PERSON_CONTACT", "PROVIDER_CONTACT"
COORDINATION_MEETING, VISIT, REVIEW = "COORDINATION_MEETING", "VISIT", "REVIEW"


def contact_place(case_id: UUID, contact_id: UUID) -> Place:
    """Say where what was said in a contact belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), "followup_contact", contact_id)


def visit_place(case_id: UUID, visit_id: UUID) -> Place:
    """Say where what was seen on a visit belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), "followup_visit", visit_id)


def days_done(placements: Sequence[Placement]) -> dict[str, Days]:
    """Give the days on which each duty was done, by its kind; a kind that is not here is registered nowhere."""
    return {kind: source(placements) for kind, source in SOURCES.items()}


def days_reached(placements: Sequence[Placement], with_whom: WithWhom) -> Days:
    """Give the days on which somebody was reached; an attempt is no contact."""
    rows = Contact.objects.filter(placement__in=placements, with_whom=with_whom.value, was_reached=True)
    return _grouped((placement, day_of(at)) for placement, at in rows.values_list("placement", "at"))


def days_visited(placements: Sequence[Placement]) -> Days:
    """Give the days of the visits."""
    return _grouped(Visit.objects.filter(placement__in=placements).values_list("placement", "held_date"))


def days_met(placements: Sequence[Placement]) -> Days:
    """Give the days of the coordination meetings that were held; the database has the police at each."""
    kind, held = MeetingKind.COORDINATION.value, MeetingState.HELD.value
    rows = Meeting.objects.filter(case__in=_cases(placements), kind=kind, state=held, held_at__isnull=False)
    return _of_cases(placements, ((case, day_of(at)) for case, at in rows.values_list("case", "held_at") if at))


def days_reviewed(placements: Sequence[Placement]) -> Days:
    """Give the days on which the placements were gone through."""
    return _grouped(Review.objects.filter(placement__in=placements).values_list("placement", "held_date"))


SOURCES: Final[Mapping[str, Callable[[Sequence[Placement]], Days]]] = MappingProxyType(
    {
        PERSON_CONTACT: lambda placements: days_reached(placements, WithWhom.PERSON),
        PROVIDER_CONTACT: lambda placements: days_reached(placements, WithWhom.PROVIDER),
        COORDINATION_MEETING: days_met,
        VISIT: days_visited,
        REVIEW: days_reviewed,
    }
)


def _cases(placements: Sequence[Placement]) -> list[UUID]:
    return [placement.case_id for placement in placements]


def _of_cases(placements: Sequence[Placement], rows: Iterable[tuple[UUID, date]]) -> Days:
    """Give each placement the days of its case."""
    by_case = _grouped(rows)
    return {placement.id: by_case.get(placement.case_id, ()) for placement in placements}


def _grouped(rows: Iterable[tuple[UUID, date]]) -> Days:
    found: defaultdict[UUID, list[date]] = defaultdict(list)
    for key, day in rows:
        found[key].append(day)
    return found
