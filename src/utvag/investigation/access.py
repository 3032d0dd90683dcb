"""Who may see an investigation: the named staff of its case. Who writes it: those who handle the case."""

from datetime import date
from uuid import UUID

from utvag.cases.access import OpenedCase, case_for, may_choose
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.investigation.models import Investigation
from utvag.investigation.rules import InvestigationState

INVESTIGATION = "INVESTIGATION"


def case_to_investigate(actor: Actor, case_id: UUID, today: date, *, action: str) -> OpenedCase:
    """Give a case to those who handle it.

    :raises NotVisible: for everybody else.
    """
    opened = case_for(actor, case_id, today, action=action)
    if not may_choose(actor):
        raise NotVisible(action, INVESTIGATION, case_id)
    return opened


def open_of(case_id: UUID, *, to_write: bool = False) -> Investigation | None:
    """Give the open investigation of a case, locked where it is to be written. The caller has passed the wall."""
    rows = Investigation.objects.filter(case=case_id, state=InvestigationState.OPEN)
    return (rows.select_for_update() if to_write else rows).first()


def newest_of(case_id: UUID) -> Investigation | None:
    """Give the newest investigation of a case. The caller has passed the wall."""
    return Investigation.objects.filter(case=case_id).order_by("-opened_at", "pk").first()


def investigation_draft(actor: Actor, case_id: UUID, form: FormKind, today: date) -> DraftKey:
    """Give the key of a draft of an investigation to one who writes it.

    :raises NotVisible: for everybody else, and where no investigation is open.
    """
    case_to_investigate(actor, case_id, today, action=form.value)
    if open_of(case_id) is None:
        raise NotVisible(form.value, INVESTIGATION, case_id)
    return DraftKey(form, case_id)
