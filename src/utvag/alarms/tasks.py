"""What the worker does: ask the key service for what it has refused since last."""

from datetime import datetime, timedelta
from typing import Final

from utvag.alarms.models import KeyAlarm
from utvag.alarms.operations import note_alarms
from utvag.gateways.keystore import ServiceKeystore
from utvag.secrecy.envelope import key_service

EVERY: Final = timedelta(seconds=5)


class Watch:
    """When the service was last asked. One for each process."""

    def __init__(self) -> None:
        self._next: datetime | None = None

    def look_if_due(self, *, now: datetime) -> int:
        """Note what is new; say how much that was.

        :raises KeysUnusable: the service does not answer; it is asked again as soon as it is called again.
        """
        service = key_service()
        if service is None or (self._next is not None and now < self._next):
            return 0
        noted = _note_new(service, now)
        self._next = now + EVERY
        return noted


def _note_new(service: ServiceKeystore, now: datetime) -> int:
    # The latest by time: a new file begins with 1 again.
    since = KeyAlarm.objects.order_by("-at", "-number").values_list("number", flat=True).first() or 0
    told = service.status(since)
    if told.alarm_count < since:
        # Another file than the one we read before: from its beginning.
        told = service.status(0)
    noted = note_alarms(told.alarms, now=now)
    while told.alarms and told.alarms[-1].number < told.alarm_count:
        told = service.status(told.alarms[-1].number)
        noted += note_alarms(told.alarms, now=now)
    return noted
