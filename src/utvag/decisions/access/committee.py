"""What the committee's secretary reaches: she is named on no case.

A proposal that waits for the committee, and for three weeks what she or another secretary has entered. Nothing else.
"""

from datetime import date, time
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from utvag.cases.access import denied_cases
from utvag.decisions.access.mandates import of_the_committee
from utvag.decisions.access.named import DECISION, OpenedDecision, decision_to_handle
from utvag.decisions.models import Decision
from utvag.decisions.rules import DecisionState, entered_still_open_from
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import moment_of
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role

# Why she opens a decision; she has no purpose on its case.
FOR_THE_COMMITTEE: Final = "COMMITTEE"


def is_secretary(actor: Actor) -> bool:
    """Say whether the actor enters what the committee decides."""
    return actor.role == Role.COMMITTEE


def open_to_committee(actor: Actor, today: date) -> QuerySet[Decision]:
    """Give the decisions that the actor reaches as the committee's secretary today: none for any other role."""
    if not is_secretary(actor):
        return Decision.objects.none()
    waiting = Q(state=DecisionState.PROPOSED.value, decision_type__in=[kind.value for kind in of_the_committee(today)])
    since = moment_of(entered_still_open_from(today), time.min)
    entered = Q(state=DecisionState.TAKEN.value, decided_role=Role.COMMITTEE.value, decided_at__gte=since)
    return Decision.objects.filter(waiting | entered).exclude(case__in=denied_cases(actor))


def committee_decision(
    actor: Actor, decision_id: UUID, today: date, *, action: str, lock: bool = False
) -> OpenedDecision:
    """Give a decision to the committee's secretary; held until the transaction ends where asked.

    :raises NotVisible: for everybody else, and when it neither waits for the committee nor was entered lately.
    """
    rows = open_to_committee(actor, today).filter(pk=decision_id)
    found = (rows.select_for_update(of=("self",)) if lock else rows).select_related("case", "basis").first()
    if found is None:
        raise NotVisible(action, DECISION, decision_id)
    return OpenedDecision(found, FOR_THE_COMMITTEE)


def decision_to_notify(actor: Actor, decision_id: UUID, today: date, *, action: str) -> OpenedDecision:
    """Give a decision, held, to one who gives notice of it: named on its case, or the committee's secretary.

    :raises NotVisible: for everybody else.
    """
    if is_secretary(actor):
        return committee_decision(actor, decision_id, today, action=action, lock=True)
    return decision_to_handle(actor, decision_id, today, action=action)


def committee_draft(actor: Actor, decision_id: UUID, form: FormKind, today: date) -> DraftKey:
    """Give the key of the secretary's draft about a decision.

    :raises NotVisible: unless she reaches it.
    """
    opened = committee_decision(actor, decision_id, today, action=form.value)
    return DraftKey(form, opened.decision.case_id, decision_id)
