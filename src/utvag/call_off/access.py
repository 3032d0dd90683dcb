"""Who may see and work with a call-off: the staff named on its case; those who choose homes do the acts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from utvag.call_off.models import Enquiry
from utvag.cases.access import CASE, OpenedCase, case_for, may_choose, named_today
from utvag.cases.models import Case
from utvag.cases.rules import Purpose
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible

ENQUIRY = "ENQUIRY"


@dataclass(frozen=True, slots=True)
class OpenedEnquiry:
    """An enquiry of a case that the actor is named on, and why she is."""

    enquiry: Enquiry
    case: Case
    purpose: Purpose


def case_to_call_off(actor: Actor, case_id: UUID, today: date, *, action: str) -> OpenedCase:
    """Give a case to one who is named on it and whose role chooses homes.

    :raises NotVisible: for everybody else.
    """
    opened = case_for(actor, case_id, today, action=action)
    if not may_choose(actor):
        raise NotVisible(action, CASE, case_id)
    return opened


def enquiry_for(actor: Actor, enquiry_id: UUID, today: date, *, action: str) -> OpenedEnquiry:
    """Give an enquiry to one who is named on its case and whose role chooses homes.

    :raises NotVisible: for everybody else, and when there is no such enquiry.
    """
    rows = Enquiry.objects.filter(pk=enquiry_id, case__in=named_today(actor, today).values("case"))
    found = rows.select_related("case", "home", "provider", "answer").first()
    if found is None or not may_choose(actor):
        raise NotVisible(action, ENQUIRY, enquiry_id)
    purpose = named_today(actor, today).filter(case=found.case_id).values_list("purpose", flat=True)[0]
    return OpenedEnquiry(found, found.case, Purpose(purpose))


def case_draft(
    actor: Actor, case_id: UUID, form: FormKind, today: date, *, action: str, home_id: UUID | None = None
) -> DraftKey:
    """Give the key of the actor's draft about a case's call-off, or about a home in it.

    :raises NotVisible: when she may not work with it.
    """
    case_to_call_off(actor, case_id, today, action=action)
    return DraftKey(form, case_id, home_id)


def enquiry_draft(actor: Actor, enquiry_id: UUID, form: FormKind, today: date, *, action: str) -> DraftKey:
    """Give the key of the actor's draft about an enquiry.

    :raises NotVisible: when she may not work with it.
    """
    opened = enquiry_for(actor, enquiry_id, today, action=action)
    return DraftKey(form, opened.case.id, enquiry_id)
