"""Draw the week's sample when the week is over and its seed is witnessed. The review's own process does this."""

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count

from utvag.audit.models import Checkpoint, LogEntry
from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.clock import moment_of
from utvag.log_review.models import Item, Sample
from utvag.log_review.operations.watching import PURPOSE, REVIEWING_PROCESS, item_fields
from utvag.log_review.queries.history import accesses_in
from utvag.log_review.rules import AccessOf, Origin, drawn, first_of_week, opens_a_person
from utvag.log_review.rules.misuse import Access

_WEEK: Final = timedelta(days=7)


def draw_sample(*, quorum: int, now: datetime) -> int | None:
    """Draw the sample of the week that is over; give how many were drawn, None where there is nothing to draw yet."""
    week = first_of_week(now) - _WEEK
    point = None if Sample.objects.filter(week=week).exists() else _seed_of(week, quorum)
    if point is None:
        return None
    rows = {row.id: row for row in _rows_of(week)}
    accesses = [one for one in accesses_in(rows.values()) if opens_a_person(one.action)]
    chosen = drawn(bytes(point.root), (AccessOf(one.id, one.account) for one in accesses))
    with one_act(actor=REVIEWING_PROCESS, now=now):
        sample = Sample.objects.create(
            week=week, checkpoint=point.size, accesses=len(accesses), drawn=len(chosen), drawn_at=now
        )
        Item.objects.bulk_create(_item(one, rows, sample, now) for one in accesses if one.id in chosen)
        record(actor=REVIEWING_PROCESS, action="DRAW_SAMPLE", subject=Subject("LOG"), purpose=PURPOSE, now=now)
    return len(chosen)


def _seed_of(week: date, quorum: int) -> Checkpoint | None:
    """Give the first checkpoint after the week that enough witnesses have signed."""
    over = moment_of(week + _WEEK, time())
    points = Checkpoint.objects.filter(signed_at__gte=over).annotate(signed=Count("cosignatures"))
    return points.filter(signed__gte=quorum).order_by("size").first()


def _rows_of(week: date) -> list[LogEntry]:
    first, last = moment_of(week, time()), moment_of(week + _WEEK, time())
    return list(LogEntry.objects.filter(at__gte=first, at__lt=last, actor__isnull=False))


def _item(one: Access, rows: dict[UUID, LogEntry], sample: Sample, now: datetime) -> Item:
    fields = item_fields(rows[one.id], one.account)
    return Item(origin=Origin.SAMPLE.value, sample=sample, case_id=one.case, made_at=now, **fields)
