"""Who may see and act on decisions among the staff named on the case, each by role and purpose."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from utvag.cases.access import case_for, may_choose, purpose_on, visible_to
from utvag.cases.models import Case
from utvag.cases.rules import Purpose, works_as
from utvag.decisions.models import Appeal, Decision
from utvag.decisions.rules import AppealState, DecisionType, proposed_by
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role

DECISION, APPEAL = "DECISION", "APPEAL"


@dataclass(frozen=True, slots=True)
class OpenedDecision:
    """A decision that the actor may see, and why she may."""

    decision: Decision
    purpose: str


def may_propose(actor: Actor, purpose: str) -> frozenset[DecisionType]:
    """Give the decisions that the actor may propose on a case where she is named for this purpose."""
    return proposed_by(works_as(Purpose(purpose), actor.role)) if may_choose(actor) else frozenset()


def may_take(actor: Actor) -> bool:
    """Say whether the role ever decides; the delegation order says what."""
    return actor.role in {Role.SECTION_HEAD, Role.ON_CALL}


def may_handle(actor: Actor) -> bool:
    """Say whether the role gives notice and takes appeals in."""
    return may_choose(actor) or actor.role == Role.SECTION_HEAD


def proposing_on(actor: Actor, case_id: UUID, today: date, *, action: str) -> tuple[Case, Purpose]:
    """Give a case to somebody who may propose decisions on it.

    :raises NotVisible: for everybody else.
    """
    opened = case_for(actor, case_id, today, action=action)
    if not may_propose(actor, opened.purpose):
        raise NotVisible(action, DECISION, case_id)
    return opened.case, opened.purpose


def decision_for(actor: Actor, decision_id: UUID, today: date, *, action: str, lock: bool = False) -> OpenedDecision:
    """Give a decision to somebody who is named on its case; held until the transaction ends where asked.

    :raises NotVisible: for everybody else, and when there is no such decision.
    """
    rows = Decision.objects.filter(case__in=visible_to(actor, today), pk=decision_id)
    found = (rows.select_for_update(of=("self",)) if lock else rows).select_related("case", "basis").first()
    if found is None:
        raise NotVisible(action, DECISION, decision_id)
    return OpenedDecision(found, purpose_on(actor, found.case_id, today))


def decision_to_take(actor: Actor, decision_id: UUID, today: date, *, action: str) -> OpenedDecision:
    """Give a decision, held, to somebody named on its case whose role decides.

    :raises NotVisible: for everybody else.
    """
    opened = decision_for(actor, decision_id, today, action=action, lock=True)
    if not may_take(actor):
        raise NotVisible(action, DECISION, decision_id)
    return opened


def decision_to_handle(actor: Actor, decision_id: UUID, today: date, *, action: str) -> OpenedDecision:
    """Give a decision, held, to somebody named on its case whose role gives notice and takes appeals in.

    :raises NotVisible: for everybody else.
    """
    opened = decision_for(actor, decision_id, today, action=action, lock=True)
    if not may_handle(actor):
        raise NotVisible(action, DECISION, decision_id)
    return opened


def appeal_to_answer(actor: Actor, appeal_id: UUID, today: date, *, action: str) -> tuple[Appeal, Purpose]:
    """Give an appeal, held, to the section head named on its case.

    :raises NotVisible: for everybody else, and when there is no such appeal.
    """
    rows = Appeal.objects.filter(case__in=visible_to(actor, today), pk=appeal_id).select_for_update(of=("self",))
    found = rows.select_related("decision").first()
    if found is None or actor.role != Role.SECTION_HEAD:
        raise NotVisible(action, APPEAL, appeal_id)
    return found, purpose_on(actor, found.case_id, today)


def proposal_draft(actor: Actor, case_id: UUID, today: date, *, action: str) -> DraftKey:
    """Give the key of the actor's draft of a proposal on a case.

    :raises NotVisible: unless she may propose there.
    """
    proposing_on(actor, case_id, today, action=action)
    return DraftKey(FormKind.PROPOSE_DECISION, case_id)


def decision_draft(actor: Actor, decision_id: UUID, form: FormKind, today: date) -> DraftKey:
    """Give the key of the actor's draft about a decision.

    :raises NotVisible: unless she may send that form on its case.
    """
    opened = decision_for(actor, decision_id, today, action=form.value)
    if not (may_take(actor) if form is FormKind.TAKE_DECISION else may_handle(actor)):
        raise NotVisible(form.value, DECISION, decision_id)
    return DraftKey(form, opened.decision.case_id, decision_id)


@dataclass(frozen=True, slots=True)
class OpenedAppeal:
    """Where an appeal stands, and which decision it is about."""

    state: AppealState
    decision_id: UUID


def appeal_draft(actor: Actor, appeal_id: UUID, today: date) -> tuple[DraftKey, OpenedAppeal]:
    """Give the key of the section head's draft of an answer, and what it answers.

    :raises NotVisible: for everybody else, and when there is no such appeal.
    """
    rows = Appeal.objects.filter(case__in=visible_to(actor, today), pk=appeal_id)
    found = rows.first()
    if found is None or actor.role != Role.SECTION_HEAD:
        raise NotVisible("ANSWER_APPEAL", APPEAL, appeal_id)
    key = DraftKey(FormKind.ANSWER_APPEAL, found.case_id, appeal_id)
    return key, OpenedAppeal(AppealState(found.state), found.decision_id)
