"""Alarms as the key service tells them."""

from uuid import UUID

from tests.givens import NOW
from utvag.alarms.models import KeyAlarm
from utvag.alarms.operations import note_alarms
from utvag.gateways.keystore import KeyAlarm as ToldAlarm


def told(number: int = 1, what: str = "OVER_LIMIT", account: str = "") -> ToldAlarm:
    """Give a line of the service's file."""
    at = f"2026-11-20T10:00:{number % 60:02}+00:00"
    return ToldAlarm(number=number, at=at, what=what, client="web", account=account, kind="case", count=1)


def given_alarm(number: int = 1) -> None:
    """Let the worker have noted an alarm."""
    note_alarms([told(number)], now=NOW)


def alarm_id() -> UUID:
    """Give the alarm."""
    return KeyAlarm.objects.values_list("pk", flat=True).get()
