"""Who may read and write the threat register: the police liaison, and nobody else."""

from utvag.drafts.rules import DraftKey, FormKind
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


def register_draft(actor: Actor, form: FormKind) -> DraftKey:
    """Give the key of the actor's draft of one of the register's forms.

    :raises NotVisible: for everybody but the police liaison.
    """
    require_liaison(actor, form.value)
    return DraftKey(form)
