"""Whether somebody has just shown that she is there."""

from datetime import datetime

from utvag.foundation.actors import Actor
from utvag.organisation.models import Touch
from utvag.organisation.rules import oldest_fresh


def has_fresh_touch(*, actor: Actor, session: str, now: datetime) -> bool:
    """Say whether the actor has a fresh, unused touch in her session."""
    fresh = Touch.objects.filter(account=actor.id, session=session, used_at=None, at__gte=oldest_fresh(now))
    return fresh.filter(at__lte=now).exists()
