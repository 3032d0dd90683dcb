"""Read who has looked in a case, as those who hold it are told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from utvag.audit.operations import one_act
from utvag.audit.queries import Look, who_looked
from utvag.cases.models import CaseStaff
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.log_review.access import case_of_holder
from utvag.log_review.models import Flag, LookOver
from utvag.log_review.rules import FOR_THE_REVIEWER_ONLY, Looked, Row, Rule, put_together
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.organisation.rules import Role

SHOWN_DAYS: Final = (30, 90, 365)
ASK: Final = "WHO_LOOKED"
# In the log a role may be one that no account has: the product itself, and who runs the machine.
_OTHERS: Final = {
    "WORKER": "Utväg självt",
    "OPERATOR": "Den som sköter systemet",
    "LOG_REVIEW": "Granskningen av loggen",
}


@dataclass(frozen=True, slots=True)
class LookedShape:
    """What one employee did in a case on a day, with her name.

    :ivar flags: the rules that flagged it, as far as who holds the case is told.
    """

    looked: Looked
    name: str = field(repr=False)
    role: str
    flags: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class LooksPage:
    """Who has looked in a case.

    :ivar seen_until: up to when the reader went through it before; None the first time.
    :ivar until_at: up to when she does when she says that it is in order: the latest row that is shown.
    """

    days: int
    seen_until: datetime | None
    until_at: datetime | None
    lines: tuple[LookedShape, ...]

    @property
    def new(self) -> tuple[LookedShape, ...]:
        """Give what has come since the last time."""
        return tuple(line for line in self.lines if line.looked.is_new)

    @property
    def denied(self) -> int:
        """Count the tries that were refused."""
        return sum(line.looked.denied for line in self.lines)

    @property
    def others(self) -> int:
        """Count the days on which somebody who is not named has looked."""
        return sum(line.looked.is_other for line in self.lines)


def looks_in_case(*, actor: Actor, case_id: UUID, days: int, now: datetime) -> LooksPage:
    """Give who has looked in a case in the last days. The question is a row in the log.

    :raises NotVisible: for all but the coordinator and section head who are named on it.
    """
    with one_act(actor=actor, now=now):
        rows = rows_of_case(actor=actor, case_id=case_id, from_at=now - timedelta(days=days), now=now)
        seen = seen_until(actor, case_id)
        looked = put_together(rows, seen_until=seen, named=_ever_named(case_id) | {actor.id})
        own = tuple(line for line in looked if line.account != actor.id)
        return LooksPage(days, seen, max((row.at for row in rows), default=None), _named(own, actor, case_id))


def rows_of_case(*, actor: Actor, case_id: UUID, from_at: datetime, now: datetime) -> tuple[Row, ...]:
    """Give the rows of a case to one who holds it. Part of a larger read or operation, inside its one act.

    :raises NotVisible: for everybody else.
    """
    opened = case_of_holder(actor, case_id, day_of(now), action=ASK)
    asked = who_looked(
        actor=actor, why=opened.purpose, case_id=case_id, from_at=from_at, until_at=now + timedelta(seconds=1), now=now
    )
    return tuple(row_of(look) for look in asked)


def seen_until(actor: Actor, case_id: UUID) -> datetime | None:
    """Give up to when one who holds a case has gone through who looked."""
    rows = LookOver.objects.filter(case=case_id, account=actor.id).order_by("-until_at")
    return rows.values_list("until_at", flat=True).first()


def row_of(look: Look) -> Row:
    """Give a row of a case's log as it is put together."""
    return Row(look.id, look.at, look.actor, look.role, look.action, look.purpose, look.is_denied)


def _ever_named(case_id: UUID) -> set[UUID]:
    return set(CaseStaff.objects.filter(case=case_id).values_list("account", flat=True))


def _named(lines: Iterable[Looked], actor: Actor, case_id: UUID) -> tuple[LookedShape, ...]:
    known = list(lines)
    shapes = staff_shapes({line.account for line in known if line.account is not None})
    flags = _flags(case_id, actor)
    return tuple(
        LookedShape(line, _name(line, shapes), _role(line), flags.get((line.account, line.day), ())) for line in known
    )


def _flags(case_id: UUID, actor: Actor) -> dict[tuple[UUID | None, date], tuple[Rule, ...]]:
    hidden = [rule.value for rule in FOR_THE_REVIEWER_ONLY]
    found: dict[tuple[UUID | None, date], tuple[Rule, ...]] = {}
    for flag in Flag.objects.filter(case=case_id).exclude(rule__in=hidden).exclude(account=actor.id).order_by("rule"):
        key = (flag.account_id, flag.day)
        found[key] = (*found.get(key, ()), Rule(flag.rule))
    return found


def _name(line: Looked, shapes: dict[UUID, StaffShape]) -> str:
    shape = shapes.get(line.account) if line.account is not None else None
    return shape.display_name if shape is not None else _OTHERS.get(line.role, "Okänd")


def _role(line: Looked) -> str:
    return Role(line.role).swedish if line.role in set(Role) else ""
