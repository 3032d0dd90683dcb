"""Write plans: each version is a new frozen document and a new row."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.models import Case
from utvag.documents.operations import freeze_document
from utvag.documents.rules import DocumentKind, Sheet
from utvag.drafts.operations import drop_sent_draft
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import Unable
from utvag.law.statutes import cite
from utvag.people.queries import identities_of
from utvag.plans.access import PLAN, person_of, plan_draft, planned_case
from utvag.plans.models import Plan
from utvag.plans.queries.plans import lines_of, plan_place
from utvag.plans.rules import CarePlan, PlanKind, SafetyPlan, answers_of, refused_plan
from utvag.plans.wording import care_sheet, safety_sheet
from utvag.secrecy.envelope import seal


class UnableToPlan(Unable):
    """The plan cannot be written as it is."""


def write_care_plan(*, actor: Actor, case_id: UUID, plan: CarePlan, now: datetime, draft_revision: int = 0) -> UUID:
    """Write a care plan, or the next version of it; give the plan's id (SoL 2025:400 9 kap. 12 §).

    :raises NotVisible: unless the actor is a coordinator or case worker named on the case.
    :raises UnableToPlan: when it has no measure, or is never gone through again.
    """

    def sheet(revision: int) -> Sheet:
        return care_sheet(plan, revision=revision, law=cite("care_plan", on=day_of(now)))

    with one_act(actor=actor, now=now):
        written = _write(actor, case_id, None, plan, sheet, now)
        _drop_draft(actor, case_id, None, draft_revision, now)
    return written


def write_safety_plan(
    *, actor: Actor, case_id: UUID, person_id: UUID, plan: SafetyPlan, now: datetime, draft_revision: int = 0
) -> UUID:
    """Write one person's safety plan, or the next version of it; give the plan's id.

    :raises NotVisible: unless the actor is a coordinator or case worker named on the case, and the person is of it.
    :raises UnableToPlan: when it is never gone through again.
    """

    def sheet(revision: int) -> Sheet:
        person = person_of(case_id, person_id, action="WRITE_SAFETY_PLAN")
        name = next(one.name for one in identities_of([case_id])[case_id] if one.id == person)
        return safety_sheet(plan, name=name, revision=revision)

    with one_act(actor=actor, now=now):
        written = _write(actor, case_id, person_id, plan, sheet, now)
        _drop_draft(actor, case_id, person_id, draft_revision, now)
    return written


def _write(  # noqa: PLR0917  # what a plan consists of; named in the two operations above
    actor: Actor,
    case_id: UUID,
    person_id: UUID | None,
    plan: CarePlan | SafetyPlan,
    sheet: Callable[[int], Sheet],
    now: datetime,
) -> UUID:
    is_care = person_id is None
    action = "WRITE_CARE_PLAN" if is_care else "WRITE_SAFETY_PLAN"
    kind, document_kind = (
        (PlanKind.CARE, DocumentKind.CARE_PLAN) if is_care else (PlanKind.SAFETY, DocumentKind.SAFETY_PLAN)
    )
    opened = planned_case(actor, case_id, day_of(now), action=action)
    person = None if person_id is None else person_of(case_id, person_id, action=action)
    refusal = refused_plan(plan)
    if refusal is not None:
        raise UnableToPlan(refusal)
    # Held, so that two who write at once get a version each.
    case = Case.objects.select_for_update(no_key=True).get(pk=case_id)
    revision = 1 + sum(line.kind is kind and line.person == person for line in lines_of(case_id))
    document = freeze_document(
        actor=actor,
        case_id=case_id,
        code_name=case.code_name,
        kind=document_kind,
        subject=person,
        sheet=sheet(revision),
        now=now,
    )
    plan_id = uuid4()
    Plan.objects.create(
        id=plan_id,
        case=case,
        kind=kind.value,
        person_id=person,
        revision=revision,
        document_id=document.id,
        document_kind=document_kind.value,
        made_by=actor.id,
        made_at=now,
        from_date=plan.from_date,
        review_date=plan.review_date,
        sealed=seal(plan_place(case_id, plan_id), answers_of(plan)),
    )
    record(actor=actor, action=action, subject=Subject(PLAN, plan_id, case_id), purpose=opened.purpose, now=now)
    return plan_id


def _drop_draft(actor: Actor, case_id: UUID, person_id: UUID | None, revision: int, now: datetime) -> None:
    key = plan_draft(actor, case_id, person_id, day_of(now))
    drop_sent_draft(actor=actor, key=key, revision=revision, now=now)
