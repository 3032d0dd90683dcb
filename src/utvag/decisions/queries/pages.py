"""What the pages of decisions show: a case with its decisions, one decision, a proposal that is begun."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from utvag.cases.queries import CaseShape, open_case
from utvag.decisions.access import decider_in_words, deciders, delegate_of, may_propose, of_the_committee
from utvag.decisions.queries.decisions import DecisionShape, decision_shape, decisions_of
from utvag.decisions.queries.shapes import DecisionLine
from utvag.decisions.rules import DecisionState, DecisionType, Minutes, Refusal
from utvag.drafts.queries import draft_for
from utvag.drafts.rules import DraftKey
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.law.delegation import Delegate
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.organisation.rules import Role


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A decision in the list, with the names of whoever proposed and decided it.

    :ivar waits: what is said of it while it waits.
    """

    line: DecisionLine
    proposer: str = field(repr=False)
    decider: str = field(repr=False)
    waits: str = "Väntar på beslut"


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    """A case with its decisions."""

    case: CaseShape
    lines: tuple[NamedLine, ...]
    may_propose: bool


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """One decision with its case.

    :ivar deciders: who takes such a decision now.
    :ivar delegate: the line of the order by which the actor may take it; None where she may not.
    :ivar why_not: why she may not, where her role decides at all.
    """

    case: CaseShape
    named: NamedLine
    shape: DecisionShape
    deciders: str
    delegate: Delegate | None
    why_not: Refusal | None


def decisions_page(*, actor: Actor, case_id: UUID, now: datetime) -> DecisionsPage:
    """Open a case and list its decisions; the opening is logged.

    :raises NotVisible: when the actor is not named on it.
    """
    case = open_case(actor=actor, case_id=case_id, now=now)
    lines = decisions_of(actor=actor, case_id=case_id, now=now)
    return DecisionsPage(case, _named(lines, now), bool(may_propose(actor, case.purpose)))


def decision_page(*, actor: Actor, decision_id: UUID, now: datetime) -> DecisionPage:
    """Open a decision with its case; both are logged.

    :raises NotVisible: when the actor is not named on the case.
    """
    shape = decision_shape(actor=actor, decision_id=decision_id, now=now)
    case = open_case(actor=actor, case_id=shape.line.case_id, now=now)
    (named,) = _named([shape.line], now, shape.texts.minutes)
    found = delegate_of(actor, shape.line.decision_type, now)
    delegate = found if isinstance(found, Delegate) else None
    why_not = found if isinstance(found, Refusal) else None
    if delegate is not None and not delegate.is_out_of_hours and shape.line.proposed_by == actor.id:
        why_not = Refusal.OWN_PROPOSAL
    if shape.line.state is not DecisionState.PROPOSED:
        why_not = Refusal.NOT_PROPOSED
    return DecisionPage(case, named, shape, deciders(shape.line.decision_type, now), delegate, why_not)


def proposal_begun(*, actor: Actor, key: DraftKey, now: datetime) -> DecisionType | None:
    """Say which kind of decision the actor has begun to propose; the key says that the wall is passed."""
    draft = draft_for(actor=actor, key=key, now=now)
    word = "" if draft is None else draft.values.get("decision_type", "")
    return DecisionType(word) if word in set(DecisionType) else None


def decider_of(line: DecisionLine, staff: Mapping[UUID, StaffShape], minutes: Minutes | None = None) -> str:
    """Name who decided; of the committee's decisions also by which minutes, where they are open, and who entered it."""
    if line.decided_by is None or line.decided_role is None:
        return ""
    name = staff[line.decided_by].display_name
    if line.decided_role != Role.COMMITTEE:
        return name
    decided = decider_in_words(line.decided_role)
    return decided if minutes is None else f"{decided}, enligt {minutes.text}; infört av {name}"


def _named(lines: Iterable[DecisionLine], now: datetime, minutes: Minutes | None = None) -> tuple[NamedLine, ...]:
    kept = tuple(lines)
    staff = staff_shapes({one for line in kept for one in (line.proposed_by, line.decided_by) if one is not None})
    theirs = of_the_committee(day_of(now))
    return tuple(
        NamedLine(
            line,
            staff[line.proposed_by].display_name,
            decider_of(line, staff, minutes),
            "Väntar på utskottet" if line.decision_type in theirs else "Väntar på beslut",
        )
        for line in kept
    )
