"""Read which register checks are made. They hold no content, and open nothing."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from utvag.foundation.clock import day_of
from utvag.threats.models import RegisterCheck
from utvag.threats.rules import CheckOutcome


def register_checks_of(*, case_ids: Collection[UUID]) -> dict[UUID, tuple[date, ...]]:
    """Give the days on which checks were made in some cases. The caller has passed the wall."""
    found: dict[UUID, tuple[date, ...]] = {}
    rows = RegisterCheck.objects.filter(case__in=list(case_ids)).exclude(outcome=CheckOutcome.NOT_DONE.value)
    for row in rows.order_by("done_at"):
        found[row.case_id] = (*found.get(row.case_id, ()), day_of(row.done_at))
    return found


def meetings_checked(*, case_ids: Collection[UUID]) -> dict[UUID, set[date]]:
    """Give the meetings before which a check was made, by case. For operations and queries of this floor."""
    found: dict[UUID, set[date]] = defaultdict(set)
    rows = RegisterCheck.objects.filter(case__in=list(case_ids), for_meeting_on__isnull=False)
    for row in rows.exclude(outcome=CheckOutcome.NOT_DONE.value):
        if row.for_meeting_on is not None:
            found[row.case_id].add(row.for_meeting_on)
    return found
