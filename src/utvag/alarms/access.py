"""Who reads the alarms of the key service, and who takes one."""

from utvag.alarms.rules import READS, TAKES
from utvag.foundation.actors import Actor


def may_read_alarms(actor: Actor) -> bool:
    """Say whether the actor reads them: the role is enough, since they are about no case."""
    return actor.role in READS


def may_take_alarm(actor: Actor) -> bool:
    """Say whether the actor is one of those who are to act."""
    return actor.role in TAKES
