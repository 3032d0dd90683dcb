"""The alarms, how the key service stands, and the rows on the desks of those who are to act."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from utvag.alarms.access import may_read_alarms, may_take_alarm
from utvag.alarms.models import KeyAlarm
from utvag.alarms.rules import PURPOSE, AlarmKind, client_in_swedish, keys_in_swedish
from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Urgency, Work
from utvag.foundation.errors import NotVisible
from utvag.gateways.keystore import KeyServiceStatus, KeysRefused, KeysUnusable
from utvag.organisation.queries import staff_shapes
from utvag.secrecy.envelope import key_service

SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """An alarm as the page shows it."""

    id: UUID
    at: datetime
    kind: AlarmKind
    client: str
    keys: str
    count: int
    account: str = field(repr=False)
    taken_by: str = field(repr=False)
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A limit as the page shows it."""

    client: str
    keys: str
    hours: int
    per_account: int | None
    per_client: int | None


@dataclass(frozen=True, slots=True)
class KeysPage:
    """How the key service stands, its limits, and what it has refused. No status: it does not answer, or is files."""

    has_service: bool
    status: KeyServiceStatus | None
    limits: tuple[LimitLine, ...]
    alarms: tuple[AlarmLine, ...]
    may_take: bool


def keys_page(*, actor: Actor, now: datetime) -> KeysPage:
    """Give how the keys are kept and what has been refused.

    :raises NotVisible: the actor's role reads no alarms.
    """
    with one_act(actor=actor, now=now):
        if not may_read_alarms(actor):
            raise NotVisible("READ_ALARMS", "KEY_ALARM", None)
        record(actor=actor, action="READ_ALARMS", subject=Subject("KEY_ALARM"), purpose=PURPOSE, now=now)
        rows = list(KeyAlarm.objects.order_by("-at", "-number")[:SHOWN])
        status = key_service_status()
        return KeysPage(
            has_service=key_service() is not None,
            status=status,
            limits=_limits(status),
            alarms=_lines(rows),
            may_take=may_take_alarm(actor),
        )


def key_service_status() -> KeyServiceStatus | None:
    """Ask the key service how it stands; None where it does not answer, or the keys are files."""
    service = key_service()
    if service is None:
        return None
    try:
        return service.status()
    except (KeysUnusable, KeysRefused):
        return None


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Give the row of the alarms that nobody has taken, for those who are to act. Opens nothing."""
    del now
    if not may_take_alarm(actor):
        return ()
    waiting = list(KeyAlarm.objects.filter(taken_at__isnull=True).order_by("at").values_list("at", flat=True))
    if not waiting:
        return ()
    plural = "larm" if len(waiting) == 1 else f"{len(waiting)} larm"
    return (
        Work(
            code_name="Nycklarna",
            tag=f"{plural.capitalize()} från nyckeltjänsten",
            why="Något har frågat efter nycklar på ett sätt som inte ska hända, eller ovanligt många. Läs, och ta det.",
            urgency=Urgency.DANGER,
            page="alarms:keys",
            since=waiting[0],
        ),
    )


def _lines(rows: list[KeyAlarm]) -> tuple[AlarmLine, ...]:
    wanted = {row.account for row in rows if row.account} | {row.taken_by_id for row in rows if row.taken_by_id}
    staff = staff_shapes(wanted)

    def name_of(account: UUID | None) -> str:
        if account is None:
            return ""
        return staff[account].display_name if account in staff else "ett konto som inte finns"

    return tuple(
        AlarmLine(
            id=row.id,
            at=row.at,
            kind=AlarmKind(row.kind),
            client=client_in_swedish(row.client),
            keys=keys_in_swedish(row.keys),
            count=row.count,
            account=name_of(row.account),
            taken_by=name_of(row.taken_by_id),
            taken_at=row.taken_at,
        )
        for row in rows
    )


def _limits(status: KeyServiceStatus | None) -> tuple[LimitLine, ...]:
    return tuple(
        LimitLine(
            client_in_swedish(one.client),
            keys_in_swedish(one.kind),
            one.seconds // 3600,
            one.per_account,
            one.per_client,
        )
        for one in (status.limits if status else ())
    )
