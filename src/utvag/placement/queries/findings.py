"""What the re-check found, whether it can be trusted, and, for the police liaison alone, why."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.db.models import QuerySet

from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.facts import waiting_since
from utvag.placement.access import FINDING, findings_visible_to, is_liaison
from utvag.placement.models import Finding, RecheckRun
from utvag.placement.rules import FindingKind, LastRun, RecheckState, recheck_standing
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import REGISTER, KeyKind, Owner, Place
from utvag.threats.queries import LIAISON_PURPOSE


@dataclass(frozen=True, slots=True)
class FindingShape:
    """What was found about a placement, as far as the reader may know.

    :ivar unchecked: for NOT_CHECKED, the codes that the reader may know, there may be none; always none in a list of
        case staff, for which nothing is opened.
    :ivar reasons: for COLLIDING, why; empty for everybody but the police liaison.
    """

    id: UUID
    kind: FindingKind
    placement_id: UUID
    placement_code: str
    case_id: UUID
    case_code: str
    home_code: str
    from_date: date
    until_date: date | None
    found_at: datetime
    acknowledged_at: datetime | None
    unchecked: tuple[str, ...] = field(repr=False)
    reasons: tuple[str, ...] = field(repr=False)


def open_findings(*, actor: Actor, now: datetime) -> tuple[FindingShape, ...]:
    """Give the open findings that the actor must act on: collisions first, then the oldest first.

    Case staff learn that a placement collides, not why. The police liaison reads why; the log says so.
    """
    with one_act(actor=actor, now=now):
        found = list(_open_rows(actor, now))
        if not is_liaison(actor):
            return tuple(_shape(row) for row in found)
        _record_reading(actor, found, now)
        keyring = Keyring()
        return tuple(_shape_in_full(row, keyring) for row in found)


def findings_of_placement(*, actor: Actor, placement_id: UUID, now: datetime) -> tuple[FindingShape, ...]:
    """Give the open findings about one placement with the codes that case staff may know. The caller logs."""
    with one_act(actor=actor, now=now):
        keyring = Keyring()
        rows = _open_rows(actor, now).filter(placement=placement_id)
        return tuple(_shape(row, unchecked=_shown_codes(row, keyring)) for row in rows)


def count_open_findings(*, actor: Actor, now: datetime) -> int:
    """Count the open findings that nobody has acknowledged; opens none."""
    rows = findings_visible_to(actor, day_of(now))
    return rows.filter(resolved_at__isnull=True, acknowledged_at__isnull=True).count()


def recheck_state(*, now: datetime) -> RecheckState:
    """Say whether the findings can be trusted now; in doubt they cannot."""
    row = RecheckRun.objects.order_by("-started_at", "-register_version").first()
    last = None if row is None else LastRun(row.as_of, row.finished_at)
    return recheck_standing(waiting_since=waiting_since(), last=last, today=day_of(now), now=now)


def finding_place(finding_id: UUID) -> Place:
    """Say where a finding's sealed reasons belong: under the register's key, never a case's."""
    return Place(REGISTER, "placement_finding", finding_id)


def shown_place(row: Finding) -> Place:
    """Say where the codes that case staff may know belong: under the case's key."""
    return Place(Owner(KeyKind.CASE, row.placement.case_id), "placement_finding", row.id, "shown")


def sealed_reasons(row: Finding, keyring: Keyring) -> tuple[str, ...]:
    """Open the reasons of a finding. For operations of this floor, and the police liaison."""
    return tuple(cast("list[str]", keyring.open(finding_place(row.id), row.sealed).reveal()))


def _record_reading(actor: Actor, found: Sequence[Finding], now: datetime) -> None:
    """Write one row for each finding whose reasons are about to be read."""
    for row in found:
        record(
            actor=actor,
            action="READ_FINDING",
            subject=Subject(FINDING, row.id, row.placement.case_id),
            purpose=LIAISON_PURPOSE,
            now=now,
            register_version=row.register_version,
        )


def _open_rows(actor: Actor, now: datetime) -> QuerySet[Finding]:
    rows = findings_visible_to(actor, day_of(now)).filter(resolved_at__isnull=True)
    return rows.select_related("placement__case", "placement__home").order_by("kind", "found_at", "pk")


def _shown_codes(row: Finding, keyring: Keyring) -> tuple[str, ...]:
    if row.shown is None:
        return ()
    return tuple(cast("list[str]", keyring.open(shown_place(row), row.shown).reveal()))


def _shape_in_full(row: Finding, keyring: Keyring) -> FindingShape:
    codes = sealed_reasons(row, keyring)
    is_collision = row.kind == FindingKind.COLLIDING
    return _shape(row, unchecked=() if is_collision else codes, reasons=codes if is_collision else ())


def _shape(row: Finding, *, unchecked: tuple[str, ...] = (), reasons: tuple[str, ...] = ()) -> FindingShape:
    return FindingShape(
        id=row.id,
        kind=FindingKind(row.kind),
        placement_id=row.placement_id,
        placement_code=row.placement.code,
        case_id=row.placement.case_id,
        case_code=row.placement.case.code_name,
        home_code=row.placement.home.code,
        from_date=row.placement.from_date,
        until_date=row.placement.until_date,
        found_at=row.found_at,
        acknowledged_at=row.acknowledged_at,
        unchecked=unchecked,
        reasons=reasons,
    )
