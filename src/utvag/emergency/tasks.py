"""Make reserve homes every night, for a placement that has just begun to stand, and for one that has collided."""

from datetime import date, datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from utvag.emergency.models import ReserveSet
from utvag.emergency.operations.reserves import DueSet, make_sets
from utvag.emergency.rules import SetCause, night_of
from utvag.foundation.clock import SWEDEN, day_of
from utvag.placement.models import Finding, Placement
from utvag.placement.queries import RegisterUnusable, recheck_state
from utvag.placement.rules import FindingKind, PlacementState, RecheckStanding


def make_reserves_if_due(*, now: datetime) -> int:
    """Make the sets that are due; say how many were made.

    It waits for the re-check: what the re-check cannot judge has no reserves either. All the sets of a run are
    written in one transaction: killed half-way, none is there and the run is made again.
    """
    night = night_of(now.astimezone(SWEDEN))
    if not _is_anything_due(night, now) or recheck_state(now=now).standing is not RecheckStanding.CHECKED:
        return 0
    due = [*_without_set(night, now), *_collided(night, now)]
    try:
        return make_sets(due, night=night, now=now)
    except RegisterUnusable:
        return 0


def _is_anything_due(night: date, now: datetime) -> bool:
    return _lacking(night, now).exists() or _new_collisions(night, now).exists()


def _standing(now: datetime) -> QuerySet[Placement]:
    # In a database from before, a case that is disposed of may still have somebody in a home.
    rows = Placement.objects.filter(state=PlacementState.STANDING.value, case__disposed_at__isnull=True)
    return rows.filter(Q(until_date__isnull=True) | Q(until_date__gt=day_of(now)))


def _lacking(night: date, now: datetime) -> QuerySet[Placement]:
    made = ReserveSet.objects.filter(night=night, cause=SetCause.NIGHT.value)
    return _standing(now).exclude(pk__in=made.values("placement"))


def _new_collisions(night: date, now: datetime) -> QuerySet[Finding]:
    """Give the collisions that were found after the latest set of their placement."""
    latest = ReserveSet.objects.filter(placement=OuterRef("placement")).order_by("-made_at").values("made_at")[:1]
    rows = Finding.objects.filter(kind=FindingKind.COLLIDING.value, resolved_at__isnull=True)
    rows = rows.filter(placement__in=_standing(now)).exclude(placement__in=_lacking(night, now))
    return rows.annotate(last_set=Subquery(latest)).filter(found_at__gt=F("last_set"))


def _without_set(night: date, now: datetime) -> list[DueSet]:
    rows = _lacking(night, now).select_related("case", "home").order_by("code")
    return [DueSet(row, None) for row in rows]


def _collided(night: date, now: datetime) -> list[DueSet]:
    rows = _new_collisions(night, now).select_related("placement__case", "placement__home").order_by("pk")
    return [DueSet(row.placement, row) for row in rows]
