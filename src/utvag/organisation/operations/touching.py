"""The fresh touch: that the employee herself, and not only her open session, asks for what comes next."""

from datetime import datetime
from uuid import uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible, Unable
from utvag.organisation.models import StaffAccount, Touch
from utvag.organisation.rules import Refusal, oldest_fresh

TOUCH = "TOUCH"


class TouchNeeded(Unable):
    """The act needs a fresh touch of the actor's own session; nothing is done."""


def note_touch(*, actor: Actor, session: str, now: datetime) -> None:
    """Write that the actor has just shown that she is there.

    :raises NotVisible: unless she has an active account.
    """
    with one_act(actor=actor, now=now):
        if not StaffAccount.objects.filter(pk=actor.id, is_active=True).exists():
            raise NotVisible(TOUCH, "STAFF_ACCOUNT", actor.id)
        write_touch(actor=actor, session=session, now=now)


def write_touch(*, actor: Actor, session: str, now: datetime) -> None:
    """Write a touch that has been shown, and the log. Part of a larger operation."""
    Touch.objects.create(id=uuid4(), account_id=actor.id, session=session, at=now)
    record(actor=actor, action=TOUCH, subject=Subject("STAFF_ACCOUNT", actor.id), purpose=TOUCH, now=now)


def use_touch(*, actor: Actor, session: str, used_for: str, now: datetime) -> None:
    """Use up the newest fresh touch of the session: one touch is one act. Part of a larger operation.

    :raises TouchNeeded: when there is none.
    """
    fresh = Touch.objects.filter(
        account=actor.id, session=session, used_at=None, at__gte=oldest_fresh(now), at__lte=now
    )
    # Of two that take the same touch at once, the second waits, finds it used, and is refused.
    row = fresh.select_for_update().order_by("-at", "id").first()
    if row is None:
        raise TouchNeeded(Refusal.TOUCH_NEEDED)
    row.used_at, row.used_for = now, used_for
    row.save(update_fields=["used_at", "used_for"])
