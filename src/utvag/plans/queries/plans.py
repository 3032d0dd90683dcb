"""Read plans. What opens their words writes the log; which there are opens nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import may_choose
from utvag.cases.queries import CaseShape, open_case
from utvag.documents.rules import DocumentKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.people.queries import IdentityShape, identities_of
from utvag.plans.access import PLAN, newest_versions, person_of, planned_case
from utvag.plans.models import Plan
from utvag.plans.rules import MissingPlans, PlanKind, missing_from
from utvag.secrecy.envelope import open_
from utvag.secrecy.rules import KeyKind, Owner, Place

TABLE = "plans_plan"
Answers = dict[str, str]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan: which it is, and its document; nothing of what it says.

    :ivar person: of whom a safety plan is, by the newest version of her identity; its row has the one of its day.
    """

    id: UUID
    case_id: UUID
    kind: PlanKind
    person: UUID | None
    revision: int
    document_id: UUID
    document_kind: DocumentKind
    made_by: UUID
    made_at: datetime
    from_date: date
    review_date: date


@dataclass(frozen=True, slots=True)
class PersonPlans:
    """A person of the household with her safety plan, and the earlier ones."""

    person: IdentityShape = field(repr=False)
    current: PlanLine | None
    earlier: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True)
class CasePlans:
    """The plans of a case as its page shows them.

    :ivar unnamed: how many of the household are not written down, so that they can have no safety plan.
    """

    case: CaseShape
    care: PlanLine | None
    earlier: tuple[PlanLine, ...]
    persons: tuple[PersonPlans, ...]
    unnamed: int
    may_write: bool
    today: date


def plan_place(case_id: UUID, plan_id: UUID) -> Place:
    """Say where a plan's sealed answers belong."""
    return Place(Owner(KeyKind.CASE, case_id), TABLE, plan_id)


def current_plans(*, case_id: UUID) -> tuple[PlanLine, ...]:
    """Give the latest care plan and the latest safety plan of each person. The caller has passed the wall."""
    return latest(lines_of(case_id))


def missing_plans(*, case_id: UUID) -> MissingPlans:
    """Say which plans a case lacks. The caller has passed the wall."""
    current = current_plans(case_id=case_id)
    return missing_from(
        care=any(line.kind is PlanKind.CARE for line in current),
        with_plan=frozenset(line.person for line in current if line.person is not None),
        household=tuple(one.id for one in identities_of([case_id]).get(case_id, ())),
    )


def plans_of_case(*, actor: Actor, case_id: UUID, now: datetime) -> CasePlans:
    """Open a case with its household, its plans, and what they lack.

    :raises NotVisible: when the actor is not named on it.
    """
    case = open_case(actor=actor, case_id=case_id, now=now)
    lines = lines_of(case_id)
    care = tuple(line for line in lines if line.kind is PlanKind.CARE)
    return CasePlans(
        case=case,
        care=care[0] if care else None,
        earlier=care[1:],
        persons=tuple(_of_person(person, lines) for person in case.household),
        unnamed=max(0, case.household_size - len(case.household)),
        may_write=may_choose(actor),
        today=day_of(now),
    )


def last_answers(*, actor: Actor, case_id: UUID, person_id: UUID | None, now: datetime) -> Answers:
    """Open what the latest plan was answered with, to write the next from; nothing where there is none.

    :raises NotVisible: for all but the coordinators and case workers of the case, and for another's person.
    """
    with one_act(actor=actor, now=now):
        opened = planned_case(actor, case_id, day_of(now), action="READ_PLAN")
        person = None if person_id is None else person_of(case_id, person_id, action="READ_PLAN")
        line = next((one for one in lines_of(case_id) if one.person == person), None)
        if line is None:
            return {}
        row = Plan.objects.get(pk=line.id)
        subject = Subject(PLAN, row.id, case_id)
        record(actor=actor, action="READ_PLAN", subject=subject, purpose=opened.purpose, now=now)
        return cast("Answers", open_(plan_place(case_id, row.id), row.sealed).reveal())


def _of_person(person: IdentityShape, lines: tuple[PlanLine, ...]) -> PersonPlans:
    own = tuple(line for line in lines if line.person == person.id)
    return PersonPlans(person, own[0] if own else None, own[1:])


def lines_of(*case_ids: UUID) -> tuple[PlanLine, ...]:
    """Give every plan of some cases, the latest version first. The caller has passed the wall."""
    rows = Plan.objects.filter(case__in=case_ids).defer("sealed").order_by("-revision", "pk")
    newest = newest_versions(case_ids)
    return tuple(_line(row, newest) for row in rows)


def latest(lines: tuple[PlanLine, ...]) -> tuple[PlanLine, ...]:
    """Keep the first of each case, kind and person; they come with the latest first."""
    found: dict[tuple[UUID, PlanKind, UUID | None], PlanLine] = {}
    for line in lines:
        found.setdefault((line.case_id, line.kind, line.person), line)
    return tuple(found.values())


def _line(row: Plan, newest: Mapping[UUID, UUID]) -> PlanLine:
    return PlanLine(
        id=row.id,
        case_id=row.case_id,
        kind=PlanKind(row.kind),
        person=None if row.person_id is None else newest[row.person_id],
        revision=row.revision,
        document_id=row.document_id,
        document_kind=DocumentKind(row.document_kind),
        made_by=row.made_by,
        made_at=row.made_at,
        from_date=row.from_date,
        review_date=row.review_date,
    )
