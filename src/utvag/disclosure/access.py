"""Who may register consents and disclosures: those who handle the case; its section head decides without consent."""

from datetime import date
from uuid import UUID

from utvag.cases.access import OpenedCase, case_for, may_choose, may_decide, visible_to
from utvag.cases.models import Case
from utvag.disclosure.models import Consent, ConsentForm, Disclosure
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role

CONSENT, DISCLOSURE = "CONSENT", "DISCLOSURE"


def may_register_disclosure(actor: Actor) -> bool:
    """Say whether the role writes in the register; the wall is another question."""
    return may_choose(actor) or may_decide(actor) or actor.role == Role.ON_CALL


def case_to_handle(actor: Actor, case_id: UUID, today: date, *, action: str) -> OpenedCase:
    """Give a case to one who takes in and withdraws its consents.

    :raises NotVisible: for everybody else.
    """
    opened = case_for(actor, case_id, today, action=action)
    if not may_choose(actor):
        raise NotVisible(action, CONSENT, case_id)
    return opened


def case_to_disclose_of(actor: Actor, case_id: UUID, today: date, *, action: str) -> OpenedCase:
    """Give a case to one who may write in its register of disclosures.

    :raises NotVisible: for everybody else.
    """
    opened = case_for(actor, case_id, today, action=action)
    if not may_register_disclosure(actor):
        raise NotVisible(action, DISCLOSURE, case_id)
    return opened


def consent_for(actor: Actor, consent_id: UUID, today: date, *, action: str) -> Consent:
    """Give a consent of a case that the actor handles.

    :raises NotVisible: for everybody else, and when there is no such consent.
    """
    cases = visible_to(actor, today) if may_choose(actor) else Case.objects.none()
    found = Consent.objects.filter(pk=consent_id, case__in=cases).select_related("case").first()
    if found is None:
        raise NotVisible(action, CONSENT, consent_id)
    return found


def consent_form_for(actor: Actor, form_id: UUID, today: date, *, action: str) -> ConsentForm:
    """Give a consent form of a case that the actor handles.

    :raises NotVisible: for everybody else, and when there is no such form.
    """
    cases = visible_to(actor, today) if may_choose(actor) else Case.objects.none()
    found = ConsentForm.objects.filter(pk=form_id, case__in=cases).select_related("case").first()
    if found is None:
        raise NotVisible(action, CONSENT, form_id)
    return found


def consent_form_draft(actor: Actor, case_id: UUID, today: date, *, action: str) -> DraftKey:
    """Give the key of the actor's draft of a consent form.

    :raises NotVisible: when she does not handle the case.
    """
    case_to_handle(actor, case_id, today, action=action)
    return DraftKey(FormKind.PREPARE_CONSENT, case_id)


def consent_draft(actor: Actor, case_id: UUID, today: date, *, action: str) -> DraftKey:
    """Give the key of the actor's draft of a consent.

    :raises NotVisible: when she does not handle the case.
    """
    case_to_handle(actor, case_id, today, action=action)
    return DraftKey(FormKind.GIVE_CONSENT, case_id)


def disclosure_draft(actor: Actor, case_id: UUID, today: date, *, action: str) -> DraftKey:
    """Give the key of the actor's draft of a row in the register.

    :raises NotVisible: when she may not write in the case's register.
    """
    case_to_disclose_of(actor, case_id, today, action=action)
    return DraftKey(FormKind.REGISTER_DISCLOSURE, case_id)


def may_decide_disclosure(actor: Actor) -> bool:
    """Say whether the role decides without consent: the section head; on call, which the rules let do so by night."""
    return may_decide(actor) or actor.role == Role.ON_CALL


def disclosure_to_decide(actor: Actor, disclosure_id: UUID, today: date, *, action: str) -> Disclosure:
    """Give a row of the register to one whose role decides it.

    :raises NotVisible: for everybody else, and when there is no such row, or one that nobody decides.
    """
    row = disclosure_for(actor, disclosure_id, today, action=action)
    if not (row.needs_decision and may_decide_disclosure(actor)):
        raise NotVisible(action, DISCLOSURE, disclosure_id)
    return row


def decision_draft(actor: Actor, disclosure_id: UUID, today: date, *, action: str) -> DraftKey:
    """Give the key of the actor's draft of a decision to give something out.

    :raises NotVisible: when it is not hers to decide.
    """
    row = disclosure_to_decide(actor, disclosure_id, today, action=action)
    return DraftKey(FormKind.DECIDE_DISCLOSURE, row.case_id, disclosure_id)


def disclosure_for(actor: Actor, disclosure_id: UUID, today: date, *, action: str) -> Disclosure:
    """Give a row of the register to one who may write in it.

    :raises NotVisible: for everybody else, and when there is no such row.
    """
    row = Disclosure.objects.filter(pk=disclosure_id).first()
    if row is None:
        raise NotVisible(action, DISCLOSURE, disclosure_id)
    case_to_disclose_of(actor, row.case_id, today, action=action)
    return row


def receipt_draft(actor: Actor, disclosure_id: UUID, today: date, *, action: str) -> DraftKey:
    """Give the key of the actor's draft of whether a disclosure has come.

    :raises NotVisible: when she may not write in the case's register.
    """
    row = disclosure_for(actor, disclosure_id, today, action=action)
    return DraftKey(FormKind.NOTE_RECEIPT, row.case_id, disclosure_id)
