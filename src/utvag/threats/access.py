"""Who may read and write the threat register: the police liaison, and nobody else."""

from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role

REGISTER = "THREAT_REGISTER"


def require_liaison(actor: Actor, action: str) -> None:
    """Let only the police liaison through.

    :raises NotVisible: for everybody else.
    """
    if actor.role != Role.POLICE_LIAISON:
        raise NotVisible(action, REGISTER, None)
