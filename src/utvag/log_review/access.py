"""Who may ask the log about a case: those who hold it, coordinator and section head, when they are named on it."""

from datetime import date
from uuid import UUID

from utvag.cases.access import CASE, OpenedCase, case_for
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role


def holds_cases(actor: Actor) -> bool:
    """Say whether the role holds cases, so that it answers for who looks in them; the wall is another question."""
    return actor.role in {Role.COORDINATOR, Role.SECTION_HEAD}


def case_of_holder(actor: Actor, case_id: UUID, today: date, *, action: str) -> OpenedCase:
    """Give a case to the coordinator or section head who is named on it.

    :raises NotVisible: for everybody else, and when there is no such case.
    """
    if not holds_cases(actor):
        raise NotVisible(action, CASE, case_id)
    return case_for(actor, case_id, today, action=action)


def ask_draft(actor: Actor, case_id: UUID, today: date) -> DraftKey:
    """Give the key of the draft of a question about who looked.

    :raises NotVisible: for everybody but those who hold the case.
    """
    case_of_holder(actor, case_id, today, action=FormKind.ASK_ABOUT_LOOK.value)
    return DraftKey(FormKind.ASK_ABOUT_LOOK, case_id)
