"""Read about placements: one of them, and the proposals that wait for a second person."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.organisation.rules import Role
from utvag.placement.access import PLACEMENT, OpenedPlacement, placement_for, placements_visible_to
from utvag.placement.models import Check, Placement
from utvag.placement.queries.register import sealed_placement
from utvag.placement.rules import PlacementOrigin, PlacementState, Verdict
from utvag.providers.queries import HomeShape, home_shapes
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Owner, Place


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """A placement in a list: codes, state and dates, nothing that opens a person."""

    id: UUID
    code: str
    case_id: UUID
    case_code: str
    home_code: str
    from_date: date
    until_date: date | None
    state: PlacementState
    verdict: Verdict | None
    proposed_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlacementShape:
    """A placement as the staff named on its case may read it."""

    line: PlacementLine
    origin: PlacementOrigin
    home: HomeShape
    unchecked: tuple[str, ...]
    proposed_by: StaffShape | None
    confirmed_by: StaffShape | None
    confirmed_at: datetime | None
    reason: str | None = field(repr=False)
    confirmation_reason: str | None = field(repr=False)
    is_own_proposal: bool


def placement_shape(*, actor: Actor, placement_id: UUID, now: datetime) -> PlacementShape:
    """Open a placement, and write that it was opened (lag 2001:454, 10 §).

    :raises NotVisible: when the actor is not named on its case.
    """
    with one_act(actor=actor, now=now):
        opened = placement_for(actor, placement_id, day_of(now), action="OPEN_PLACEMENT")
        record(
            actor=actor,
            action="OPEN_PLACEMENT",
            subject=Subject(PLACEMENT, placement_id, opened.placement.case_id),
            purpose=opened.purpose,
            now=now,
        )
        return _shape(opened, actor)


def placements_of_case(*, actor: Actor, case_id: UUID, now: datetime) -> tuple[PlacementLine, ...]:
    """Give a case's placements, the latest first; none when the actor is not named on it. Opens no person."""
    rows = placements_visible_to(actor, day_of(now)).filter(case=case_id).select_related("case", "home")
    return tuple(placement_line(row) for row in rows.order_by("-from_date", "code"))


def proposals_waiting_for(*, actor: Actor, now: datetime) -> tuple[PlacementLine, ...]:
    """Give the proposals that the actor may decide: a section head's, on her cases, made by others."""
    if actor.role != Role.SECTION_HEAD:
        return ()
    rows = placements_visible_to(actor, day_of(now)).filter(state=PlacementState.PROPOSED)
    rows = rows.exclude(proposed_by=actor.id).select_related("case", "home").order_by("proposed_at", "code")
    return tuple(placement_line(row) for row in rows)


def check_place(check: Check) -> Place:
    """Say where a check's sealed answer belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, check.case_id), "placement_check", check.id)


def placement_line(row: Placement) -> PlacementLine:
    """Write a placement as a line of a list."""
    return PlacementLine(
        id=row.id,
        code=row.code,
        case_id=row.case_id,
        case_code=row.case.code_name,
        home_code=row.home.code,
        from_date=row.from_date,
        until_date=row.until_date,
        state=PlacementState(row.state),
        verdict=Verdict(row.verdict) if row.verdict else None,
        proposed_at=row.proposed_at,
    )


def _shape(opened: OpenedPlacement, actor: Actor) -> PlacementShape:
    row, keyring = opened.placement, Keyring()
    sealed = sealed_placement(row, keyring)
    staff = staff_shapes(one for one in (row.proposed_by, row.confirmed_by) if one is not None)
    return PlacementShape(
        line=placement_line(row),
        origin=PlacementOrigin(row.origin),
        home=home_shapes([row.home.code])[row.home.code],
        unchecked=unchecked_codes(row.check_made, keyring),
        proposed_by=staff.get(row.proposed_by) if row.proposed_by else None,
        confirmed_by=staff.get(row.confirmed_by) if row.confirmed_by else None,
        confirmed_at=row.confirmed_at,
        reason=cast("str | None", sealed.get("reason")),
        confirmation_reason=cast("str | None", sealed.get("confirmation_reason")),
        is_own_proposal=row.proposed_by == actor.id,
    )


def unchecked_codes(check: Check | None, keyring: Keyring) -> tuple[str, ...]:
    """Give what was not checked, as case staff may know it. For operations of this floor."""
    if check is None:
        return ()
    answer = cast("dict[str, object]", keyring.open(check_place(check), check.sealed).reveal())
    return tuple(cast("list[str]", answer["unchecked"]))
