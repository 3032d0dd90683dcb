"""The acts of the key service's alarms: those who are to act take them, by their role."""

from __future__ import annotations

from uuid import UUID

from tests.alarms.givens import alarm_id, given_alarm
from tests.givens import NOW
from tests.house.parts import HEAD, Act
from tests.personas import Personas
from utvag.alarms.operations import take_alarm
from utvag.alarms.queries import keys_page


def given(_personas: Personas) -> None:
    """One alarm that waits."""
    given_alarm()


def ids(_personas: Personas) -> dict[str, UUID]:
    """Give an alarm."""
    given_alarm()
    return {"key_alarm_id": alarm_id()}


ACTS: dict[str, tuple[Act, set[str]]] = {
    "keys_page": (lambda a: keys_page(actor=a, now=NOW), HEAD),
    "take_alarm": (lambda a: take_alarm(actor=a, alarm_id=alarm_id(), now=NOW), HEAD),
}
BY_ROLE = {"keys_page", "take_alarm"}
