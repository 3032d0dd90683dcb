"""The wall: who may see a case. Written here and nowhere else.

A case is visible if, and only if, the actor is named on it today and not denied. No role opens a case; an
administrator's closes every case, whatever she was named on before she became one.
A first contact is visible to section heads until a case takes it, and then to the named staff of that case.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from utvag.cases.models import Case, CaseStaff, Denial, FirstContact
from utvag.cases.rules import ContactState, Purpose, is_open, works_as
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import SEES_NO_CASE, Role

CASE = "CASE"
CONTACT = "FIRST_CONTACT"


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case that the actor is named on, and why she is."""

    case: Case
    purpose: Purpose


def named_today(actor: Actor, today: date) -> QuerySet[CaseStaff]:
    """Give the actor's own places in the wall, as they hold today."""
    if actor.role in SEES_NO_CASE:
        return CaseStaff.objects.none()
    named = CaseStaff.objects.filter(account=actor.id, from_date__lte=today, until_date__gt=today)
    return named.exclude(case__in=denied_cases(actor))


def denied_cases(actor: Actor) -> QuerySet[Denial, UUID]:
    """Give the ids of the cases that the actor may have nothing to do with, by whatever way she would come."""
    return Denial.objects.filter(account=actor.id, lifted_at__isnull=True).values_list("case", flat=True)


def visible_to(actor: Actor, today: date) -> QuerySet[Case]:
    """Give the cases that the actor is named on today."""
    return Case.objects.filter(pk__in=named_today(actor, today).values("case"))


def case_for(actor: Actor, case_id: UUID, today: date, *, action: str) -> OpenedCase:
    """Give a case to somebody who is named on it.

    :raises NotVisible: for everybody else, and when there is no such case.
    """
    named = named_today(actor, today).filter(case=case_id).select_related("case").first()
    if named is None:
        raise NotVisible(action, CASE, case_id)
    return OpenedCase(named.case, Purpose(named.purpose))


def may_choose(actor: Actor) -> bool:
    """Say whether the role chooses homes; the wall is another question."""
    return actor.role in {Role.COORDINATOR, Role.CASE_WORKER}


def may_write_in_case(actor: Actor) -> bool:
    """Say whether the role writes who the persons are and what they need: those who handle it, and one on call."""
    return may_choose(actor) or actor.role == Role.ON_CALL


def case_to_handle(actor: Actor, case_id: UUID, today: date, *, action: str) -> OpenedCase:
    """Give a case to one who is named on it and handles it.

    :raises NotVisible: for everybody else.
    """
    opened = case_for(actor, case_id, today, action=action)
    if not may_choose(actor):
        raise NotVisible(action, CASE, case_id)
    return opened


def write_draft(actor: Actor, case_id: UUID, form: FormKind, today: date, *, subject: UUID | None = None) -> DraftKey:
    """Give the key of a draft about a case to one who writes in it.

    :raises NotVisible: for everybody else.
    """
    case_for(actor, case_id, today, action=form.value)
    if not may_write_in_case(actor):
        raise NotVisible(form.value, CASE, case_id)
    return DraftKey(form, case_id, subject)


def declaring_draft(actor: Actor, case_id: UUID, today: date) -> DraftKey:
    """Give the key of the draft in which one who is named on a case steps out of it.

    :raises NotVisible: for everybody else.
    """
    case_for(actor, case_id, today, action=FormKind.DECLARE_CONFLICT.value)
    return DraftKey(FormKind.DECLARE_CONFLICT, case_id)


def denying_draft(actor: Actor, case_id: UUID, today: date) -> DraftKey:
    """Give the key of the draft in which a case's section head keeps somebody out of it.

    :raises NotVisible: for everybody else.
    """
    case_for(actor, case_id, today, action=FormKind.DENY_STAFF.value)
    if not may_decide(actor):
        raise NotVisible(FormKind.DENY_STAFF.value, CASE, case_id)
    return DraftKey(FormKind.DENY_STAFF, case_id)


def may_decide(actor: Actor) -> bool:
    """Say whether the role decides where something has not been checked; the wall is another question."""
    return actor.role == Role.SECTION_HEAD


def may_name_staff(actor: Actor, case_id: UUID, today: date) -> bool:
    """Say whether the actor may name staff on a case: its section head, or the operator."""
    return actor == OPERATOR or (may_decide(actor) and named_today(actor, today).filter(case=case_id).exists())


def coordinates(actor: Actor, purpose: Purpose) -> bool:
    """Say whether one who is named on a case for a purpose coordinates it, herself or as a stand-in."""
    return works_as(purpose, actor.role) is Purpose.COORDINATION


def coordinated_by(actor: Actor, today: date) -> QuerySet[CaseStaff]:
    """Give the actor's own places in the wall where she coordinates the case, herself or as a stand-in."""
    return named_today(actor, today).filter(purpose__in=[one for one in Purpose if coordinates(actor, one)])


def purpose_on(actor: Actor, case_id: UUID, today: date) -> Purpose:
    """Say why the actor is named on a case that she may see."""
    return Purpose(named_today(actor, today).filter(case=case_id).values_list("purpose", flat=True)[0])


def may_register(actor: Actor) -> bool:
    """Say whether the role takes first contacts; it gives no right to read them again."""
    return actor.role in {Role.COORDINATOR, Role.CASE_WORKER, Role.ON_CALL}


def own_contact_on_call(actor: Actor, contact_id: UUID, *, action: str) -> FirstContact:
    """Give the contact that one on call has registered herself, locked, unless it is closed.

    :raises NotVisible: for everybody else.
    """
    rows = FirstContact.objects.filter(pk=contact_id, registered_by=actor.id).exclude(state=ContactState.CLOSED)
    found = rows.select_for_update().first() if actor.role == Role.ON_CALL else None
    if found is None:
        raise NotVisible(action, CONTACT, contact_id)
    return found


def may_search(actor: Actor) -> bool:
    """Say whether the role works on cases, and so may search among those that she sees."""
    return may_write_in_case(actor) or may_decide(actor)


def may_see_figures(actor: Actor) -> bool:
    """Say whether the role sees how many contacts came, and nothing of any of them."""
    return actor.role in {Role.COORDINATOR, Role.SECTION_HEAD}


def contacts_waiting_for(actor: Actor) -> QuerySet[FirstContact]:
    """Give the contacts that no case has taken and nobody has closed: every section head's, and nobody else's."""
    if actor.role != Role.SECTION_HEAD:
        return FirstContact.objects.none()
    return FirstContact.objects.filter(state__in=[state.value for state in ContactState if is_open(state)])


def contacts_of_cases_of(actor: Actor, today: date) -> QuerySet[FirstContact]:
    """Give the contacts of the cases that the actor is named on today."""
    return FirstContact.objects.filter(case__in=named_today(actor, today).values("case"))


def open_contact_for(actor: Actor, contact_id: UUID, *, action: str) -> FirstContact:
    """Give an open contact to a section head, locked until the transaction ends.

    :raises NotVisible: for everybody else, and when it is taken, linked, closed or not there.
    """
    found = contacts_waiting_for(actor).filter(pk=contact_id).select_for_update().first()
    if found is None:
        raise NotVisible(action, CONTACT, contact_id)
    return found


def contact_for(actor: Actor, contact_id: UUID, today: date, *, action: str) -> FirstContact:
    """Give a contact to a section head while it is open, and to the named staff of the case it belongs to.

    :raises NotVisible: for everybody else, who registered it among them.
    """
    found = contacts_waiting_for(actor).filter(pk=contact_id).first()
    found = found or contacts_of_cases_of(actor, today).filter(pk=contact_id).first()
    if found is None:
        raise NotVisible(action, CONTACT, contact_id)
    return found
