"""Read handovers: one's own list, and one with its cases. What opens a text writes the log."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import purpose_on
from utvag.cases.models import CaseStaff
from utvag.cases.rules import CaseState, NamedDays, Purpose
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.stand_in.access import (
    HANDED,
    As,
    handed_by,
    handed_to,
    handed_to_write,
    handed_under,
    handover_for,
    own_to_hand_over,
    require_hander,
)
from utvag.stand_in.models import HandedCase, Handover
from utvag.stand_in.queries.brief import Brief, brief_of
from utvag.stand_in.queries.taking import why_left_out
from utvag.stand_in.rules import HandedState

READ, LIST = "READ_HANDOVER", "LIST_OWN_TO_HAND_OVER"


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case that the actor may hand over, and until when she is named on it herself."""

    case_id: UUID
    code_name: str
    until_date: date


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """A handover in a list: between whom, when and how many cases; nothing that is written.

    :ivar codes: the code names that the actor may see today.
    """

    id: UUID
    by: StaffShape
    stand_in: StaffShape
    from_date: date
    until_date: date
    codes: tuple[str, ...]
    waiting: int
    seen_as: As


@dataclass(frozen=True, slots=True)
class HandedShape:
    """One case of a handover, as one who has a part in it reads it.

    :ivar left_out: why it is not handed over, in words for this reader; empty where it is.
    :ivar is_standing: whether the stand-in is named on it, or will be.
    """

    id: UUID
    case_id: UUID
    state: HandedState
    left_out: str
    is_standing: bool
    brief_id: UUID | None
    may_write: bool
    may_decline: bool
    brief: Brief


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """A handover with those of its cases that the actor may see."""

    id: UUID
    by: StaffShape = field(repr=False)
    stand_in: StaffShape = field(repr=False)
    from_date: date
    until_date: date
    seen_as: As
    cases: tuple[HandedShape, ...]
    may_confirm: bool
    may_end: bool
    may_read_digest: bool
    is_over: bool


def cases_to_hand_over(*, actor: Actor, now: datetime) -> tuple[OwnCase, ...]:
    """Give the actor's own cases that she may hand over, by code name. Opens no person, so writes no log.

    :raises NotVisible: for roles that hand nothing over.
    """
    require_hander(actor, LIST)
    rows = own_to_hand_over(actor, day_of(now)).exclude(case__state=CaseState.CLOSED).select_related("case")
    return tuple(OwnCase(row.case_id, row.case.code_name, row.until_date) for row in rows.order_by("case__code_name"))


def handovers_of(*, actor: Actor, now: datetime) -> tuple[HandoverLine, ...]:
    """List the handovers that the actor has a part in, the latest first; a stand-in's also before her first day."""
    today = day_of(now)
    found: dict[UUID, tuple[As, list[HandedCase]]] = {}
    for seen_as, way in ((As.BY, handed_by), (As.STAND_IN, handed_to), (As.HEAD, handed_under)):
        for row in way(actor, today).select_related("case").defer("sealed").order_by("case__code_name"):
            found.setdefault(row.handover_id, (seen_as, []))[1].append(row)
    to_come = Handover.objects.filter(stand_in=actor.id, from_date__gt=today, handed__state=HandedState.CONFIRMED)
    for handover_id in to_come.values_list("pk", flat=True).distinct():
        found.setdefault(handover_id, (As.STAND_IN, []))
    rows = list(Handover.objects.filter(pk__in=found).order_by("-from_date", "pk"))
    staff = staff_shapes({one for row in rows for one in (row.by_id, row.stand_in_id)})
    return tuple(
        HandoverLine(
            id=row.pk,
            by=staff[row.by_id],
            stand_in=staff[row.stand_in_id],
            from_date=row.from_date,
            until_date=row.until_date,
            codes=tuple(each.case.code_name for each in found[row.pk][1]),
            waiting=sum(each.state == HandedState.WAITING for each in found[row.pk][1]),
            seen_as=found[row.pk][0],
        )
        for row in rows
    )


def open_handover(*, actor: Actor, handover_id: UUID, now: datetime) -> HandoverPage:
    """Read a handover with the brief of each of its cases; the log says so, case by case.

    :raises NotVisible: for all but the two whose it is and the section heads of its cases.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = handover_for(actor, handover_id, today, action=READ)
        for row in opened.cases:
            subject, purpose = Subject(HANDED, row.id, row.case_id), purpose_on(actor, row.case_id, today)
            record(actor=actor, action=READ, subject=subject, purpose=purpose, now=now)
        handover, is_head = opened.handover, opened.seen_as is As.HEAD
        named = _standing(opened.cases, handover, today)
        cases = tuple(_shape(row, handover, opened.seen_as, today, row.case_id in named) for row in opened.cases)
        staff = staff_shapes([handover.by_id, handover.stand_in_id])
        return HandoverPage(
            id=handover.id,
            by=staff[handover.by_id],
            stand_in=staff[handover.stand_in_id],
            from_date=handover.from_date,
            until_date=handover.until_date,
            seen_as=opened.seen_as,
            cases=cases,
            may_confirm=is_head
            and handover.until_date > today
            and any(one.state is HandedState.WAITING for one in cases),
            may_end=handover.until_date > today and any(one.state.is_open for one in cases),
            may_read_digest=opened.seen_as is not As.STAND_IN and handover.from_date <= today,
            is_over=handover.until_date <= today,
        )


def handed_code_name(*, actor: Actor, handed_id: UUID, now: datetime) -> tuple[UUID, str]:
    """Give the handover and the code name of a case that the actor hands over, for the form of its text.

    :raises NotVisible: for everybody else.
    """
    row = handed_to_write(actor, handed_id, day_of(now), action=READ)
    return row.handover_id, row.case.code_name


def _standing(rows: Iterable[HandedCase], handover: Handover, today: date) -> set[UUID]:
    """Give the cases in which the stand-in is named, or will be: the wall's own word, whoever may have ended it."""
    standing = CaseStaff.objects.filter(account=handover.stand_in_id, purpose=Purpose.STAND_IN, until_date__gt=today)
    return set(standing.filter(case__in=[row.case_id for row in rows]).values_list("case", flat=True))


def _shape(row: HandedCase, handover: Handover, seen_as: As, today: date, is_named: bool) -> HandedShape:
    state = HandedState(row.state)
    return HandedShape(
        id=row.id,
        case_id=row.case_id,
        state=state,
        left_out=_why(row, handover, seen_as) if state is HandedState.LEFT_OUT else "",
        is_standing=is_named and state is HandedState.CONFIRMED,
        brief_id=row.brief_id,
        may_write=seen_as is As.BY and state in {HandedState.WRITING, HandedState.WAITING},
        may_decline=seen_as is As.HEAD and state is HandedState.WAITING,
        brief=brief_of(row, today),
    )


def _why(row: HandedCase, handover: Handover, seen_as: As) -> str:
    """Say why a case is left out: only its section head is told who is kept out of it."""
    why = why_left_out(row.case_id, row.stand_in_id, NamedDays(handover.from_date, handover.until_date))
    if seen_as is As.HEAD and why is not None:
        return why.swedish
    return "Ersättaren kan inte ta över det här ärendet. Be sektionschefen utse någon annan."
