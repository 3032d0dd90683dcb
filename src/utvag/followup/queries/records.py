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
from utvag.people.models import Identity
from utvag.placement.models import Placement, Review
from utvag.plans.models import Plan
from utvag.plans.rules import PlanKind
from utvag.secrecy.rules import KeyKind, Owner, Place
from utvag.threats.queries import register_checks_of

# Of one duty: the days on which it was done, by placement.
Days = Mapping[UUID, Sequence[date]]

PERSON_CONTACT, PROVIDER_CONTACT = "PERSON_CONTACT", "PROVIDER_CONTACT"
COORDINATION_MEETING, VISIT, REVIEW = "COORDINATION_MEETING", "VISIT", "REVIEW"
REGISTER_CHECK, SAFETY_PLAN = "REGISTER_CHECK", "SAFETY_PLAN"


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


def days_checked(placements: Sequence[Placement]) -> Days:
    """Give the days on which the police looked in their registers; what they found is not kept."""
    found = register_checks_of(case_ids=_cases(placements))
    return {placement.id: found.get(placement.case_id, ()) for placement in placements}


def days_planned(placements: Sequence[Placement]) -> Days:
    """Give the day on which everybody who moves in had a safety plan; one made before the move-in counts from it."""
    cases = _cases(placements)
    household, newest = _household(cases)
    plans = Plan.objects.filter(case__in=cases, kind=PlanKind.SAFETY.value).order_by("-made_at")
    first = {newest[row.person_id]: day_of(row.made_at) for row in plans if row.person_id is not None}
    found = {}
    for one in placements:
        persons = household[one.case_id]
        if persons and persons <= first.keys():
            found[one.id] = (max(one.from_date, *(first[person] for person in persons)),)
    return found


def _household(cases: Sequence[UUID]) -> tuple[Mapping[UUID, set[UUID]], Mapping[UUID, UUID]]:
    """Give the persons of cases, and for each version of an identity the newest."""
    rows = Identity.objects.filter(case_id__in=cases).values_list("case_id", "pk", "replaces")
    replaced_by = {earlier: pk for _, pk, earlier in rows if earlier is not None}
    household: defaultdict[UUID, set[UUID]] = defaultdict(set)
    newest = {}
    for case, pk, _ in rows:
        last = pk
        while last in replaced_by:
            last = replaced_by[last]
        newest[pk] = last
        household[case].add(last)
    return household, newest


SOURCES: Final[Mapping[str, Callable[[Sequence[Placement]], Days]]] = MappingProxyType(
    {
        PERSON_CONTACT: lambda placements: days_reached(placements, WithWhom.PERSON),
        PROVIDER_CONTACT: lambda placements: days_reached(placements, WithWhom.PROVIDER),
        COORDINATION_MEETING: days_met,
        VISIT: days_visited,
        REVIEW: days_reviewed,
        REGISTER_CHECK: days_checked,
        SAFETY_PLAN: days_planned,
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
