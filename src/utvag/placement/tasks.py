"""Check every placement again whenever a fact has changed, and every new day."""

from datetime import date, datetime

from django.db import transaction

from utvag.audit.operations import as_engine
from utvag.foundation.clock import day_of
from utvag.foundation.facts import lock_facts, mark_handled, waiting_since
from utvag.gateways.engine import AllStays, StaysAnswer
from utvag.placement.models import RecheckRun
from utvag.placement.operations.findings import hold_findings
from utvag.placement.queries.asking import RegisterUnusable, ask_engine, head_of


def recheck_if_due(*, now: datetime) -> bool:
    """Check every placement again if a change waits or the day is new; say whether it was done.

    One transaction: killed half-way, it has not happened, the changes still wait, and the pages say "not checked".
    """
    today = day_of(now)
    if not _is_due(today):
        return False
    with transaction.atomic(durable=True), as_engine():
        version = lock_facts().number
        if not _is_due(today):
            return False
        try:
            _, found = ask_engine(AllStays(head_of(now)), StaysAnswer)
        except RegisterUnusable:
            _note_failure(version, today, now)
            return False
        hold_findings(found, version=version, now=now)
        RecheckRun.objects.create(register_version=version, as_of=today, started_at=now, finished_at=now)
        mark_handled(up_to=version, now=now)
    return True


def _is_due(today: date) -> bool:
    if waiting_since() is not None:
        return True
    last = RecheckRun.objects.order_by("-started_at", "-register_version").first()
    return last is None or last.finished_at is None or last.as_of < today


def _note_failure(version: int, today: date, now: datetime) -> None:
    """Write, once for each state of the facts, that nothing can be checked; the changes go on waiting."""
    failed = RecheckRun.objects.filter(register_version=version, as_of=today, finished_at__isnull=True)
    if not failed.exists():
        RecheckRun.objects.create(register_version=version, as_of=today, started_at=now)
