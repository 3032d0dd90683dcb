"""The wall: who may see a case. Written here and nowhere else.

A case is visible if, and only if, the actor is named on it today. No role opens a case.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from utvag.cases.models import Case, CaseStaff
from utvag.cases.rules import Purpose
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role

CASE = "CASE"


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case that the actor is named on, and why she is."""

    case: Case
    purpose: Purpose


def named_today(actor: Actor, today: date) -> QuerySet[CaseStaff]:
    """Give the actor's own places in the wall, as they hold today."""
    return CaseStaff.objects.filter(
        Q(until_date__isnull=True) | Q(until_date__gt=today), account=actor.id, from_date__lte=today
    )


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


def may_decide(actor: Actor) -> bool:
    """Say whether the role decides where something has not been checked; the wall is another question."""
    return actor.role == Role.SECTION_HEAD


def may_name_staff(actor: Actor, case_id: UUID, today: date) -> bool:
    """Say whether the actor may name staff on a case: its section head, or the operator."""
    return actor == OPERATOR or (may_decide(actor) and named_today(actor, today).filter(case=case_id).exists())


def purpose_on(actor: Actor, case_id: UUID, today: date) -> Purpose:
    """Say why the actor is named on a case that she may see."""
    return Purpose(named_today(actor, today).filter(case=case_id).values_list("purpose", flat=True)[0])
