"""What a placement has to start on, gathered from the packages that hold it. The caller has passed the wall."""

from typing import Final
from uuid import UUID

from utvag.call_off.models import Answer
from utvag.call_off.queries import open_step
from utvag.decisions.queries import granted
from utvag.decisions.rules import HOUSING, PURCHASES, DecisionType
from utvag.documents.models import Document, Signature
from utvag.documents.rules import DocumentKind
from utvag.placement.models import Placement
from utvag.placement.queries.register import sealed_placement
from utvag.placement.rules import OWN_STEP, Papers
from utvag.plans.models import Plan
from utvag.plans.rules import PlanKind
from utvag.secrecy.envelope import Keyring

YES: Final = "YES"


def papers_of(row: Placement) -> Papers:
    """Give the latest of everything that a placement needs, as far as it is there."""
    step = row.step or OWN_STEP
    decisions = granted(case_id=row.case_id, types=HOUSING, on=row.from_date)
    plans = _latest_plans(row.case_id)
    care = [plan.document_id for plan in plans if plan.kind == PlanKind.CARE]
    opened = open_step(case_id=row.case_id)
    agreement = agreement_of(row)
    enquiry = _enquiry(row, step)
    return Papers(
        step=step,
        household_size=row.household_size or _counted(row),
        decision_id=decisions[0].id if decisions else None,
        care_plan_id=care[0] if care else None,
        safety_plans=tuple((plan.person_id, plan.document_id) for plan in plans if plan.person_id is not None),
        agreement_id=agreement.id if agreement else None,
        signed_by=_signed_by(agreement),
        call_off_id=opened.call_off_id if opened and opened.step >= step else None,
        enquiry_id=enquiry.enquiry_id if enquiry else None,
        purchase_decision_id=_purchase(row, step, enquiry),
    )


def agreement_of(row: Placement) -> Document | None:
    """Give the latest placement agreement that is written for a placement."""
    written = Document.objects.filter(case=row.case_id, kind=DocumentKind.PLACEMENT_AGREEMENT, subject=row.id)
    return written.order_by("-frozen_at").first()


def _latest_plans(case_id: UUID) -> tuple[Plan, ...]:
    """Give the latest care plan, and the latest safety plan of each person."""
    latest: dict[tuple[str, UUID | None], Plan] = {}
    for plan in Plan.objects.filter(case=case_id).order_by("revision"):
        latest[plan.kind, plan.person_id] = plan
    return tuple(latest.values())


def _counted(row: Placement) -> int:
    """Count the household of a placement that came from a register file."""
    companions = sealed_placement(row, Keyring()).get("companions")
    return 1 + (len(companions) if isinstance(companions, list) else 0)


def _signed_by(agreement: Document | None) -> frozenset[str]:
    if agreement is None:
        return frozenset()
    return frozenset(Signature.objects.filter(document=agreement).values_list("party", flat=True))


def _enquiry(row: Placement, step: int) -> Answer | None:
    if step == OWN_STEP:
        return None
    answers = Answer.objects.filter(case=row.case_id, home=row.home_id, answer=YES, enquiry__step=step)
    return answers.order_by("-registered_at").first()


def _purchase(row: Placement, step: int, enquiry: Answer | None) -> UUID | None:
    if step == OWN_STEP or enquiry is None:
        return None
    kind: DecisionType = PURCHASES[step - OWN_STEP - 1]
    # About this purchase: the enquiry that got the yes, or the home that is bought.
    about = {enquiry.enquiry_id, row.home_id}
    found = [one.id for one in granted(case_id=row.case_id, types=(kind,), on=row.from_date) if one.subject in about]
    return found[0] if found else None
