"""Who may write plans: the coordinator and the case worker who are named on the case. All its named staff read them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from utvag.cases.access import CASE, OpenedCase, case_for, may_choose
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.people.models import Identity
from utvag.people.queries import identities_of

PLAN, PERSON = "PLAN", "PERSON"


def planned_case(actor: Actor, case_id: UUID, today: date, *, action: str) -> OpenedCase:
    """Give a case to a coordinator or case worker who is named on it.

    :raises NotVisible: for everybody else.
    """
    if not may_choose(actor):
        raise NotVisible(action, CASE, case_id)
    return case_for(actor, case_id, today, action=action)


def newest_versions(case_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Give the newest version of each version of the persons of some cases: a person who was corrected is the same."""
    rows = list(Identity.objects.filter(case_id__in=list(case_ids)).values_list("pk", "replaces"))
    later = {earlier: version for version, earlier in rows if earlier is not None}

    def newest(version: UUID) -> UUID:
        return newest(later[version]) if version in later else version

    return {version: newest(version) for version, _ in rows}


def person_of(case_id: UUID, person_id: UUID, *, action: str) -> UUID:
    """Give the newest version of a person of the case's household.

    :raises NotVisible: when she is not of it, or has left it.
    """
    newest = newest_versions([case_id]).get(person_id)
    if newest is None or newest not in {one.id for one in identities_of([case_id]).get(case_id, ())}:
        raise NotVisible(action, PERSON, person_id)
    return newest


def plan_draft(actor: Actor, case_id: UUID, person_id: UUID | None, today: date) -> DraftKey:
    """Give the key of the actor's draft of a plan: of the case, or of one person.

    :raises NotVisible: for all but the coordinators and case workers of the case, and for another's person.
    """
    form = FormKind.CARE_PLAN if person_id is None else FormKind.SAFETY_PLAN
    planned_case(actor, case_id, today, action=form.value)
    if person_id is not None:
        person_of(case_id, person_id, action=form.value)
    return DraftKey(form, case_id, person_id)
