"""The rows that placements hand up to the desk. They name no person and no place."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from utvag.cases.access import may_choose
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Coming, Happening, Urgency, Work
from utvag.foundation.clock import day_of
from utvag.foundation.dates import swedish_day
from utvag.placement.access import placements_visible_to
from utvag.placement.models import Extension, Placement, Review
from utvag.placement.rules import EndReason, PlacementOrigin, PlacementState

PAGE = "desk:placement"


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Give the placements that wait for one who handles their cases: to start, to complete, to end."""
    if not may_choose(actor):
        return ()
    today = day_of(now)
    rows = placements_visible_to(actor, today).select_related("case").order_by("from_date", "code")
    live = rows.filter(state__in=[PlacementState.PLANNED.value, PlacementState.STANDING.value])
    return tuple(work for row in live for work in _work(row, today))


def coming_of(*, case_ids: Collection[UUID], today: date) -> tuple[Coming, ...]:
    """Give the days before placements: moving in, and the last day. The caller has passed the wall of the cases."""
    rows = Placement.objects.filter(case__in=list(case_ids)).select_related("case")
    planned = rows.filter(state=PlacementState.PLANNED, from_date__gte=today)
    standing = rows.filter(state=PlacementState.STANDING, until_date__gte=today)
    arrivals = (
        Coming(
            row.from_date,
            "Inflyttning",
            "Placeringen är planerad till den dagen. Före den ska beslut, planer och avtal vara klara.",
            page=PAGE,
            ids={"placement_id": row.id},
            code_name=row.case.code_name,
        )
        for row in planned
    )
    endings = (
        Coming(
            row.until_date,
            "Placeringen går ut",
            "En förlängning kräver en genomlysning inom tre månader före och ett beslut.",
            page=PAGE,
            ids={"placement_id": row.id},
            code_name=row.case.code_name,
        )
        for row in standing
        if row.until_date is not None
    )
    return (*arrivals, *endings)


def happenings_of(*, case_id: UUID) -> tuple[Happening, ...]:
    """Give what has happened with a case's placements since a home was chosen. The caller has passed the wall."""
    rows = Placement.objects.filter(case=case_id)
    found = [one for row in rows for one in _happened(row)]
    reviews = (
        _happening(one.made_at, "Placeringen gicks igenom", one.made_by, one.placement_id)
        for one in Review.objects.filter(case=case_id)
    )
    extensions = (
        _happening(
            one.made_at, f"Placeringen förlängdes till {swedish_day(one.to_until)}", one.made_by, one.placement_id
        )
        for one in Extension.objects.filter(case=case_id)
    )
    return (*found, *reviews, *extensions)


def lacking_papers() -> Q:
    """Find the stays that stand without the papers that a stay needs."""
    return Q(state=PlacementState.STANDING.value, agreement_document_id__isnull=True)


def _work(row: Placement, today: date) -> Iterator[Work]:
    if row.state == PlacementState.PLANNED:
        is_due = row.from_date <= today
        yield Work(
            row.case.code_name,
            "Ska starta" if is_due else "Förbered inflyttningen",
            "Den planerade dagen är här. Gör klart listan och starta placeringen."
            if is_due
            else "Platsen hålls. Gör klart beslut, planer, avrop och avtal före inflyttningen.",
            Urgency.ATTENTION if is_due else Urgency.INFO,
            "placement:start",
            ids={"placement_id": row.id},
            since=row.proposed_at,
            due_date=row.from_date,
        )
        return
    if row.agreement_document_id is None:
        is_acute = row.origin == PlacementOrigin.ACUTE
        yield Work(
            row.case.code_name,
            "Underlag saknas",
            "Placeringen är akut. Gör klart planer och avtal, och välj hem för tiden efter."
            if is_acute
            else "Placeringen kom från en fil. Beslut, planer eller avtal finns inte här.",
            Urgency.ATTENTION,
            PAGE,
            ids={"placement_id": row.id},
            due_date=row.until_date if is_acute else None,
        )
    if row.until_date is not None and row.until_date <= today:
        yield Work(
            row.case.code_name,
            "Tiden har gått ut",
            "Placeringens sista dag har passerat. Avsluta den, eller skriv vart personen har flyttat.",
            Urgency.DANGER,
            PAGE,
            ids={"placement_id": row.id},
            due_date=row.until_date,
        )


def _happened(row: Placement) -> Iterator[Happening]:
    if row.proposed_at is not None:
        yield _happening(row.proposed_at, "Ett hem valdes", row.proposed_by, row.id)
    if row.confirmed_at is not None:
        yield _happening(row.confirmed_at, "En andra person svarade för placeringen", row.confirmed_by, row.id)
    if row.started_at is not None:
        is_acute = row.origin == PlacementOrigin.ACUTE
        words = "Akut placering började" if is_acute else "Placeringen började"
        yield _happening(row.started_at, words, row.started_by, row.id)
    if row.ended_at is not None and row.end_reason is not None:
        words = f"Placeringen avslutades: {EndReason(row.end_reason).swedish.lower()}"
        yield _happening(row.ended_at, words, row.ended_by, row.id)


def _happening(at: datetime, title: str, by: UUID | None, placement_id: UUID) -> Happening:
    return Happening(at, title, by, PAGE, {"placement_id": placement_id})
