"""What is open, what waits for review, and how far the log of it is witnessed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.audit.proof import WitnessesUnreadable, read_witnesses
from utvag.audit.queries import proof_of_log
from utvag.break_glass.access import BREAK_GLASS, Standing, open_now, opening_to_review, standing, to_review
from utvag.break_glass.models import BreakGlass
from utvag.break_glass.rules import Finding, Ground
from utvag.cases.access import named_today
from utvag.cases.rules import Purpose
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Happening, Urgency, Work
from utvag.foundation.clock import day_of
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.secrecy.envelope import open_
from utvag.secrecy.rules import KeyKind, Owner, Place

READ = "READ_BREAK_GLASS"
# A row gets its leaf within a second, and a checkpoint is signed each second: what is older than this is in it.
SETTLES: Final = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class OpenGlass:
    """The opening that holds now, for the red line over every page of hers."""

    case_id: UUID
    code_name: str
    until_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewShape:
    """An opening as its reviewer reads it.

    :ivar is_witnessed: whether enough witnesses have signed the log to the end of the opening.
    """

    id: UUID
    case_id: UUID
    code_name: str
    by: StaffShape
    ground: Ground
    opened_at: datetime
    until_at: datetime
    ended_at: datetime | None
    review_date: date
    is_witnessed: bool
    finding: Finding | None
    reviewed_at: datetime | None
    reason: str = field(repr=False)
    review: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """An opening as a list shows it: whose, which case, and how far it is reviewed. No text.

    :ivar is_witnessed: whether the log of it is countersigned: enough witnesses have signed to its end.
    :ivar is_late: whether its day is past, so that the account is locked.
    """

    id: UUID
    code_name: str
    by: StaffShape
    ground: Ground
    opened_at: datetime
    ended_at: datetime | None
    review_date: date
    is_witnessed: bool
    finding: Finding | None
    reviewed_at: datetime | None
    is_late: bool


def opening_place(row: BreakGlass, column: str) -> Place:
    """Say where the texts of an opening belong: under its case's key."""
    return Place(Owner(KeyKind.CASE, row.case_id), "break_glass_breakglass", row.id, column)


def glass_of(*, actor: Actor, now: datetime) -> OpenGlass | None:
    """Give the actor's own opening that holds now, or None. Opens no text."""
    row = open_now(actor, now).select_related("case").defer("sealed").first()
    return None if row is None else OpenGlass(row.case_id, row.case.code_name, row.until_at)


def standing_of(*, actor: Actor, now: datetime) -> Standing:
    """Say how the actor's own account stands: whether something is to be ended, and whether she is locked out."""
    return standing(actor, now)


def open_review(*, actor: Actor, glass_id: UUID, now: datetime) -> ReviewShape:
    """Read an opening that one may review; the log says so.

    :raises NotVisible: for everybody else, who opened it among them.
    """
    with one_act(actor=actor, now=now):
        row = opening_to_review(actor, glass_id, day_of(now), action=READ)
        subject = Subject(BREAK_GLASS, row.id, row.case_id)
        record(actor=actor, action=READ, subject=subject, purpose="LOG_REVIEW", now=now)
        return _shape(row)


def openings(*, actor: Actor, opening_ids: Iterable[UUID], now: datetime) -> tuple[OpeningLine, ...]:
    """Give those of some openings that the actor may review, what nobody has reviewed first. Opens no text."""
    today, signed = day_of(now), _signed_at()
    rows = to_review(actor, today).filter(pk__in=list(opening_ids)).select_related("case").defer("sealed", "review")
    known = list(rows.order_by("-opened_at"))
    staff = staff_shapes({row.account_id for row in known})
    lines = (
        OpeningLine(
            id=row.id,
            code_name=row.case.code_name,
            by=staff[row.account_id],
            ground=Ground(row.ground),
            opened_at=row.opened_at,
            ended_at=row.ended_at,
            review_date=row.review_date,
            is_witnessed=row.ended_at is not None and _is_signed(row.ended_at, signed),
            finding=None if row.finding is None else Finding(row.finding),
            reviewed_at=row.reviewed_at,
            is_late=row.reviewed_at is None and row.review_date < today,
        )
        for row in known
    )
    return tuple(sorted(lines, key=lambda line: line.reviewed_at is not None))


def is_witnessed_to(moment: datetime) -> bool:
    """Say whether enough witnesses have signed the log as it was at a moment; in doubt they have not."""
    return _is_signed(moment, _signed_at())


def _signed_at() -> datetime | None:
    try:
        quorum = read_witnesses().quorum
    except WitnessesUnreadable:
        return None
    return proof_of_log().witnessed_at(quorum)


def _is_signed(moment: datetime, signed_at: datetime | None) -> bool:
    return signed_at is not None and signed_at >= moment + SETTLES


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Tell the staff of a case that somebody opened it, and its reviewers that they must review it. Opens no text."""
    return (*_reviews(actor, now), *_told(actor, now))


def happenings_of(*, case_id: UUID) -> tuple[Happening, ...]:
    """Give the openings of a case as what has happened. The caller has passed the wall."""
    rows = BreakGlass.objects.filter(case=case_id).order_by("opened_at").defer("sealed", "review")
    return tuple(Happening(row.opened_at, "Ärendet nödöppnades", row.account_id) for row in rows)


def _reviews(actor: Actor, now: datetime) -> tuple[Work, ...]:
    rows = to_review(actor, day_of(now)).filter(reviewed_at__isnull=True).select_related("case")
    return tuple(
        Work(
            code_name=row.case.code_name,
            tag="Granska nödöppning",
            why="Någon som inte är utsedd öppnade ärendet. Granskas den inte i tid låses kontot.",
            urgency=Urgency.DANGER,
            page="break_glass:review",
            ids={"glass_id": row.id},
            since=row.opened_at,
            due_date=row.review_date,
        )
        for row in rows.order_by("opened_at").defer("sealed", "review")
    )


def _told(actor: Actor, now: datetime) -> tuple[Work, ...]:
    named = named_today(actor, day_of(now)).exclude(purpose__in=[Purpose.BREAK_GLASS, Purpose.DECISION]).values("case")
    rows = BreakGlass.objects.filter(case__in=named, reviewed_at__isnull=True).exclude(account=actor.id)
    return tuple(
        Work(
            code_name=row.case.code_name,
            tag="Nödöppnat",
            why="Någon som inte är utsedd har öppnat ärendet. Läs vad som har hänt, och ring om du undrar.",
            urgency=Urgency.ATTENTION,
            page="desk:case",
            ids={"case_id": row.case_id},
            since=row.opened_at,
        )
        for row in rows.select_related("case").order_by("opened_at").defer("sealed", "review")
    )


def _shape(row: BreakGlass) -> ReviewShape:
    opened = cast("Mapping[str, str]", open_(opening_place(row, "sealed"), row.sealed).reveal())
    said = (
        {"text": ""}
        if row.review is None
        else cast("Mapping[str, str]", open_(opening_place(row, "review"), row.review).reveal())
    )
    return ReviewShape(
        id=row.id,
        case_id=row.case_id,
        code_name=row.case.code_name,
        by=staff_shapes([row.account_id])[row.account_id],
        ground=Ground(row.ground),
        opened_at=row.opened_at,
        until_at=row.until_at,
        ended_at=row.ended_at,
        review_date=row.review_date,
        is_witnessed=row.ended_at is not None and is_witnessed_to(row.ended_at),
        finding=None if row.finding is None else Finding(row.finding),
        reviewed_at=row.reviewed_at,
        reason=opened["reason"],
        review=said["text"],
    )
