"""Who may change the organisation: for now, only the operator at the machine's shell."""

from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.errors import NotVisible


def require_operator(actor: Actor, action: str) -> None:
    """Let only the operator through.

    :raises NotVisible: for everybody else.
    """
    if actor != OPERATOR:
        raise NotVisible(action, "ORGANISATION", None)
