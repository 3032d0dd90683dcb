"""Read the decisions of a case, and what may be decided in it today."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import case_for
from utvag.cases.models import Case
from utvag.cases.queries import sealed_entry
from utvag.decisions.access import DECISION, decision_for, may_handle, may_propose, may_take, proposing_on
from utvag.decisions.models import Decision
from utvag.decisions.queries.shapes import (
    AppealShape,
    DecisionLine,
    DecisionTexts,
    appeal_shape,
    line_of,
    texts_in,
)
from utvag.decisions.rules import PURCHASES, DecisionState, DecisionType, Outcome, age_on
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.law.decision_types import Basis, NoBasis, basis_for
from utvag.organisation.rules import Role
from utvag.people.queries import IdentityShape, identities_of
from utvag.people.rules import IdentityNumber, read_number
from utvag.secrecy.envelope import Keyring


@dataclass(frozen=True, slots=True)
class Proposable:
    """A kind of decision that the actor may propose today.

    :ivar basis: the section that carries it today, or why none does.
    """

    decision_type: DecisionType
    basis: Basis | NoBasis


@dataclass(frozen=True, slots=True)
class DecisionShape:
    """A decision with its texts, and what the actor may do with it.

    :ivar is_by_default: whether who took it had the mandate by the product's own proposal: no municipality decided it.
    """

    line: DecisionLine
    texts: DecisionTexts = field(repr=False)
    appeals: tuple[AppealShape, ...] = field(repr=False)
    may_take: bool
    may_withdraw: bool
    may_give_notice: bool
    may_register_appeal: bool
    may_answer_appeal: bool
    is_by_default: bool


def decisions_of(*, actor: Actor, case_id: UUID, now: datetime) -> tuple[DecisionLine, ...]:
    """Give the decisions of a case, the latest first. Opens no text, so writes no log.

    :raises NotVisible: when the actor is not named on it.
    """
    with one_act(actor=actor, now=now):
        case_for(actor, case_id, day_of(now), action="LIST_DECISIONS")
        return tuple(line_of(row) for row in _rows().filter(case=case_id).order_by("-proposed_at", "pk"))


def decision_shape(*, actor: Actor, decision_id: UUID, now: datetime) -> DecisionShape:
    """Open a decision with its texts; the reading is logged.

    :raises NotVisible: when the actor is not named on its case.
    """
    with one_act(actor=actor, now=now):
        opened = decision_for(actor, decision_id, day_of(now), action="OPEN_DECISION")
        row, keyring = _rows().get(pk=decision_id), Keyring()
        subject = Subject(DECISION, decision_id, row.case_id)
        record(actor=actor, action="OPEN_DECISION", subject=subject, purpose=opened.purpose, now=now)
        line = line_of(row)
        is_open, is_taken = line.state is DecisionState.PROPOSED, line.state is DecisionState.TAKEN
        is_handled = is_taken and may_handle(actor) and line.decision_type not in PURCHASES
        return DecisionShape(
            line=line,
            texts=texts_in(row, keyring),
            appeals=tuple(appeal_shape(each, keyring) for each in row.appeals.all()),
            may_take=is_open and may_take(actor),
            may_withdraw=is_open and line.decision_type in may_propose(actor, opened.purpose),
            may_give_notice=is_handled and line.notice is None,
            may_register_appeal=is_handled,
            may_answer_appeal=actor.role == Role.SECTION_HEAD,
            is_by_default=row.mandate is not None and row.mandate.is_default,
        )


def proposable(*, actor: Actor, case_id: UUID, now: datetime) -> tuple[Proposable, ...]:
    """Give what the actor may propose on a case today, each with the section that carries it, or why none does.

    A purchase is proposed where it is called off, not here.

    :raises NotVisible: unless she may propose there.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        case, purpose = proposing_on(actor, case_id, today, action="PROPOSE_DECISION")
        subject = Subject(DECISION, None, case_id)
        record(actor=actor, action="READ_AGE", subject=subject, purpose=purpose, now=now)
        allowed, age = may_propose(actor, purpose) - set(PURCHASES), age_of(case, today)
        return tuple(Proposable(kind, basis_for(kind, on=today, age=age)) for kind in DecisionType if kind in allowed)


def changeable(*, actor: Actor, case_id: UUID, now: datetime) -> tuple[DecisionLine, ...]:
    """Give the granted decisions of a case that are in force or to come: those that can be prolonged or ended.

    :raises NotVisible: unless the actor may propose there.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        proposing_on(actor, case_id, today, action="PROPOSE_DECISION")
        return tuple(line_of(row) for row in standing_decisions([case_id], today) if row.decision_type not in PURCHASES)


def granted(*, case_id: UUID, types: Iterable[DecisionType], on: date) -> tuple[DecisionLine, ...]:
    """Give the granted decisions of some kinds that hold on a day. The caller has passed the wall of the case."""
    rows = standing_decisions([case_id], on).filter(decision_type__in=[kind.value for kind in types], from_date__lte=on)
    return tuple(line_of(row) for row in rows)


def standing_decisions(case_ids: Iterable[UUID], on: date) -> QuerySet[Decision]:
    """Give the granted decisions that no later one has ended, and whose last day has not been."""
    ended = Decision.objects.filter(
        decision_type=DecisionType.ENDING.value,
        state=DecisionState.TAKEN.value,
        outcome=Outcome.GRANTED.value,
        from_date__lte=on,
    )
    rows = _rows().filter(
        Q(until_date__isnull=True) | Q(until_date__gt=on),
        case__in=list(case_ids),
        state=DecisionState.TAKEN.value,
        outcome=Outcome.GRANTED.value,
    )
    return (
        rows.exclude(pk__in=ended.values("changes"))
        .exclude(decision_type=DecisionType.ENDING.value)
        .order_by("-decided_at", "pk")
    )


def person_of(case: Case) -> IdentityShape | None:
    """Give whom a case is about: its only identity, or the one that the register means. The caller writes the log."""
    known = identities_of([case.id]).get(case.id, ())
    if len(known) == 1:
        return known[0]
    meant = sealed_entry(case, Keyring()).get("person")
    return next((one for one in known if meant and one.register_person == meant), None)


def age_of(case: Case, today: date) -> int | None:
    """Give the age of whom a case is about; None where no valid number tells. The caller writes the log."""
    person = person_of(case)
    if person is None or person.personal_number is None:
        return None
    number = read_number(person.personal_number, today=today)
    return age_on(number.born, today) if isinstance(number, IdentityNumber) else None


def _rows() -> QuerySet[Decision]:
    return Decision.objects.select_related("basis", "notice", "mandate").prefetch_related("appeals")
