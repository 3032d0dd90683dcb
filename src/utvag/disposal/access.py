"""Who proposes and decides disposals: by role, for a case that is over has nobody named on it. Written here only."""

from uuid import UUID

from django.db.models import QuerySet

from utvag.cases.access import CASE, denied_cases
from utvag.cases.models import Case
from utvag.cases.rules import CaseState
from utvag.disposal.models import Disposal
from utvag.disposal.rules import DECIDES, PROPOSES, DisposalState
from utvag.foundation.actors import WORKER, Actor
from utvag.foundation.errors import NotVisible

PAPERS = "CLOSED_CASES"


def require_keeper(actor: Actor, action: str) -> None:
    """Let those through who see which cases are over: codes and days, and nothing that opens a person.

    :raises NotVisible: for everybody else.
    """
    if actor.role not in PROPOSES:
        raise NotVisible(action, PAPERS, None)


def may_decide_disposals(actor: Actor) -> bool:
    """Say whether the role decides."""
    return actor.role in DECIDES


def closed_cases(actor: Actor) -> QuerySet[Case]:
    """Give the cases that are over and whole, but for those that the actor may have nothing to do with."""
    rows = Case.objects.filter(state=CaseState.CLOSED.value, disposed_at__isnull=True)
    return rows.exclude(pk__in=denied_cases(actor))


def closed_case_for(actor: Actor, case_id: UUID, *, action: str) -> Case:
    """Give a case that is over, locked until the transaction ends. The caller looks as the product itself.

    :raises NotVisible: for everybody else, and when it is not over or not there.
    """
    found = None
    if actor.role in PROPOSES:
        found = closed_cases(actor).filter(pk=case_id).select_for_update(no_key=True).first()
    if found is None:
        raise NotVisible(action, CASE, case_id)
    return found


def proposal_for(actor: Actor, case_id: UUID, *, action: str) -> Disposal:
    """Give the standing proposal about a case to one who decides, locked.

    :raises NotVisible: for everybody else, and when there is none.
    """
    found = None
    if may_decide_disposals(actor):
        rows = Disposal.objects.filter(case=case_id, state=DisposalState.PROPOSED.value)
        found = rows.exclude(case__in=denied_cases(actor)).select_for_update(of=("self",)).first()
    if found is None:
        raise NotVisible(action, CASE, case_id)
    return found


def require_worker(actor: Actor, action: str) -> None:
    """Let only the product's own job through, which carries out what two have decided.

    :raises NotVisible: for everybody else.
    """
    if actor != WORKER:
        raise NotVisible(action, PAPERS, None)
