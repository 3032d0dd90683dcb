"""Note what the key service has refused, and take an alarm."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from utvag.alarms.access import may_take_alarm
from utvag.alarms.models import KeyAlarm
from utvag.alarms.rules import PURPOSE, AlarmKind
from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import WORKER, Actor
from utvag.foundation.errors import NotVisible
from utvag.gateways.keystore import KeyAlarm as ToldAlarm


def note_alarms(told: Sequence[ToldAlarm], *, now: datetime) -> int:
    """Write the alarms that are new, each with its row of the log; say how many they were. The worker's own act."""
    with one_act(actor=WORKER, now=now):
        fresh = 0
        for one in told:
            row = _row(one, now)
            if KeyAlarm.objects.filter(number=row.number, at=row.at).exists():
                continue
            row.save(force_insert=True)
            subject = Subject("KEY_ALARM", row.id)
            record(actor=WORKER, action="KEY_ALARM", subject=subject, purpose=PURPOSE, now=now, verdict=row.kind)
            fresh += 1
    return fresh


def take_alarm(*, actor: Actor, alarm_id: UUID, now: datetime) -> None:
    """Say that the actor has read an alarm and acts on it; one that is taken already stays the other's.

    :raises NotVisible: the actor is not one of those who act, or there is no such alarm.
    """
    with one_act(actor=actor, now=now):
        if not may_take_alarm(actor):
            raise NotVisible("TAKE_ALARM", "KEY_ALARM", alarm_id)
        row = KeyAlarm.objects.select_for_update().filter(pk=alarm_id).first()
        if row is None:
            raise NotVisible("TAKE_ALARM", "KEY_ALARM", alarm_id)
        if row.taken_at is None:
            row.taken_by_id, row.taken_at = actor.id, now
            row.save(update_fields=["taken_by", "taken_at"])
        record(actor=actor, action="TAKE_ALARM", subject=Subject("KEY_ALARM", alarm_id), purpose=PURPOSE, now=now)


def _row(told: ToldAlarm, now: datetime) -> KeyAlarm:
    return KeyAlarm(
        number=told.number,
        at=datetime.fromisoformat(told.at),
        kind=AlarmKind(told.what).value,
        client=told.client,
        account=UUID(told.account) if told.account else None,
        keys=told.kind,
        count=told.count,
        noted_at=now,
    )
