"""Read the marked cases, the alarms, and the minutes of reviews. For the reviewer alone."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.queries import code_names
from utvag.foundation.actors import Actor
from utvag.log_review.access import REVIEW, alarms_for, require_reviewer
from utvag.log_review.models import Canary, Minutes
from utvag.log_review.queries.sealing import canary_place
from utvag.log_review.rules import AlarmKind
from utvag.organisation.queries import staff_shapes
from utvag.secrecy.envelope import Keyring


@dataclass(frozen=True, slots=True)
class CanaryLine:
    """A marked case, by its code name."""

    id: UUID
    code_name: str
    marked_at: datetime


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """Something that the reviewer is told at once."""

    id: UUID
    kind: AlarmKind
    name: str
    code_name: str
    at: datetime
    is_seen: bool


@dataclass(frozen=True, slots=True)
class MinutesLine:
    """The minutes of a week's review."""

    document_id: UUID
    week: date
    made_at: datetime


def marked_canaries(*, actor: Actor, now: datetime) -> tuple[CanaryLine, ...]:
    """Give the cases that are marked, by code name.

    :raises NotVisible: for everybody but a reviewer.
    """
    with one_act(actor=actor, now=now):
        require_reviewer(actor, "LIST_CANARIES")
        record(actor=actor, action="LIST_CANARIES", subject=Subject("LOG"), purpose=REVIEW, now=now)
        keyring, rows = Keyring(), list(Canary.objects.filter(ended_at__isnull=True))
        cases = {row.id: UUID(str(keyring.open(canary_place(row.id), row.sealed).reveal())) for row in rows}
        names = code_names(cases.values())
        lines = (CanaryLine(row.id, names[cases[row.id]], row.marked_at) for row in rows)
        return tuple(sorted(lines, key=lambda line: line.code_name))


def alarms(*, actor: Actor, now: datetime) -> tuple[AlarmLine, ...]:
    """Give the alarms, those that nobody has seen first.

    :raises NotVisible: for everybody but a reviewer.
    """
    with one_act(actor=actor, now=now):
        require_reviewer(actor, "LIST_ALARMS")
        record(actor=actor, action="LIST_ALARMS", subject=Subject("LOG"), purpose=REVIEW, now=now)
        rows = list(alarms_for(actor).order_by("-at")[:100])
        staff = staff_shapes({row.account_id for row in rows if row.account_id is not None})
        names = code_names({row.case_id for row in rows if row.case_id is not None})
        lines = [
            AlarmLine(
                row.id,
                AlarmKind(row.kind),
                staff[row.account_id].display_name if row.account_id is not None else "",
                names[row.case_id] if row.case_id is not None else "",
                row.at,
                row.seen_at is not None,
            )
            for row in rows
        ]
        return tuple(sorted(lines, key=lambda line: line.is_seen))


def minutes_made(*, actor: Actor) -> tuple[MinutesLine, ...]:
    """Give the minutes that are made, the newest first. They name nobody here.

    :raises NotVisible: for everybody but a reviewer.
    """
    require_reviewer(actor, "LIST_MINUTES")
    rows = Minutes.objects.order_by("-made_at").values_list("document", "week", "made_at")
    return tuple(MinutesLine(*row) for row in rows)
