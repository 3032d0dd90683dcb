"""What the committee's secretary reads: proposals that wait for the committee, and what was entered lately."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.queries import code_names
from utvag.decisions.access import (
    DECISION,
    FOR_THE_COMMITTEE,
    committee_decision,
    committee_on,
    is_secretary,
    open_to_committee,
)
from utvag.decisions.models import Decision
from utvag.decisions.queries.pages import decider_of
from utvag.decisions.queries.shapes import DecisionLine, DecisionTexts, line_of, texts_in
from utvag.decisions.rules import DecisionState, DecisionType, Refusal
from utvag.documents.queries import open_pdf_by_another_wall
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible
from utvag.organisation.queries import staff_shapes
from utvag.secrecy.envelope import Keyring


@dataclass(frozen=True, slots=True)
class CommitteeLine:
    """A decision in the secretary's list, by code name."""

    code_name: str
    line: DecisionLine


@dataclass(frozen=True, slots=True)
class CommitteeList:
    """What waits for the committee, and what is still open to its secretary."""

    waiting: tuple[CommitteeLine, ...]
    entered: tuple[CommitteeLine, ...]


@dataclass(frozen=True, slots=True)
class CommitteePage:
    """One decision as the secretary sees it: what is proposed and why. Nothing else of its case.

    :ivar decided: by whom and by which minutes, where it is entered.
    :ivar source: where it is written that the committee takes such decisions.
    """

    code_name: str
    line: DecisionLine
    texts: DecisionTexts = field(repr=False)
    proposer: str = field(repr=False)
    decided: str = field(repr=False)
    source: str
    may_enter: bool
    may_give_notice: bool


def committee_reach(*, actor: Actor, now: datetime) -> frozenset[UUID]:
    """Give the ids of the decisions that the actor reaches as the committee's secretary; none for any other role."""
    return frozenset(open_to_committee(actor, day_of(now)).values_list("pk", flat=True))


def committee_list(*, actor: Actor, now: datetime) -> CommitteeList:
    """List what waits for the committee, the oldest first, and what was entered lately. Opens no text, writes no log.

    :raises NotVisible: unless the actor is the committee's secretary.
    """
    with one_act(actor=actor, now=now):
        if not is_secretary(actor):
            raise NotVisible("LIST_COMMITTEE_DECISIONS", DECISION, None)
        rows = list(_rows(actor, now).order_by("proposed_at", "pk").defer("sealed", "minutes"))
    names = code_names({row.case_id for row in rows})
    lines = [CommitteeLine(names[row.case_id], line_of(row)) for row in rows]
    waiting = tuple(each for each in lines if each.line.state is DecisionState.PROPOSED)
    return CommitteeList(waiting, tuple(each for each in reversed(lines) if each not in waiting))


def committee_page(*, actor: Actor, decision_id: UUID, now: datetime) -> CommitteePage:
    """Open a decision for the committee's secretary; each reading is logged.

    :raises NotVisible: for everybody else, and when it neither waits for the committee nor was entered lately.
    """
    with one_act(actor=actor, now=now):
        opened = committee_decision(actor, decision_id, day_of(now), action="OPEN_COMMITTEE_DECISION")
        row = _rows(actor, now).get(pk=opened.decision.pk)
        subject = Subject(DECISION, row.id, row.case_id)
        record(actor=actor, action="OPEN_COMMITTEE_DECISION", subject=subject, purpose=opened.purpose, now=now)
        line, texts = line_of(row), texts_in(row, Keyring())
        named = staff_shapes({one for one in (row.proposed_by_id, row.decided_by_id) if one is not None})
        delegate = committee_on(DecisionType(row.decision_type), row.decision_date or day_of(now))
        is_open = line.state is DecisionState.PROPOSED
        return CommitteePage(
            code_name=opened.decision.case.code_name,
            line=line,
            texts=texts,
            proposer=named[row.proposed_by_id].display_name,
            decided=decider_of(line, named, texts.minutes),
            source="" if delegate is None else delegate.source.title,
            may_enter=is_open and line.proposed_by != actor.id,
            may_give_notice=not is_open and line.notice is None,
        )


def committee_pdf(*, actor: Actor, decision_id: UUID, now: datetime) -> bytes:
    """Open the frozen decision for the committee's secretary, to be sent as the notice; logged as every document is.

    :raises NotVisible: unless she reaches it, and it is entered.
    :raises DocumentAltered: when it is not what was frozen.
    """
    with one_act(actor=actor, now=now):
        row = committee_decision(actor, decision_id, day_of(now), action="OPEN_PDF").decision
        if row.document_id is None:
            raise NotVisible("OPEN_PDF", DECISION, decision_id)
    return open_pdf_by_another_wall(actor=actor, document_id=row.document_id, purpose=FOR_THE_COMMITTEE, now=now)


def why_not_enter(page: CommitteePage) -> Refusal | None:
    """Say why a decision cannot be entered, where it cannot."""
    if page.line.state is not DecisionState.PROPOSED:
        return Refusal.NOT_PROPOSED
    return None if page.may_enter else Refusal.OWN_PROPOSAL


def _rows(actor: Actor, now: datetime) -> QuerySet[Decision]:
    return open_to_committee(actor, day_of(now)).select_related("basis", "notice").prefetch_related("appeals")
