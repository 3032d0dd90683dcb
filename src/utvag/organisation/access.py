"""Who may change the organisation: the operator at the shell, administrators, and who confirms what they propose."""

from collections.abc import Iterable
from uuid import UUID

from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.errors import NotVisible


def require_operator(actor: Actor, action: str) -> None:
    """Let only the operator through.

    :raises NotVisible: for everybody else.
    """
    if actor != OPERATOR:
        raise NotVisible(action, "ORGANISATION", None)


def require_role(actor: Actor, roles: Iterable[str], action: str, kind: str, subject: UUID | None) -> None:
    """Let only some roles through.

    :raises NotVisible: for everybody else.
    """
    if actor.role not in roles:
        raise NotVisible(action, kind, subject)
