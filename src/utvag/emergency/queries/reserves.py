"""Read about reserve homes: how many there are and since when; which, only for those for whom they were opened."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.emergency.access import RESERVES
from utvag.emergency.models import AddressDisclosed, ReserveOpening, ReserveSet
from utvag.emergency.queries.what_if import household_of_placement
from utvag.emergency.rules import (
    HOLD,
    DisclosedState,
    LastSet,
    OpeningGround,
    ReserveStanding,
    reserve_standing,
)
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.placement.access import placement_for
from utvag.placement.models import Placement
from utvag.placement.rules import PlacementState, Verdict
from utvag.providers.queries import HomeShape, home_shapes
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Owner, Place


@dataclass(frozen=True, slots=True)
class ReserveLine:
    """Whether a placement has reserve homes that can be counted on, how many, and of when; never which."""

    standing: ReserveStanding
    count: int
    made_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenedHome:
    """A reserve home as it was when opened. One that is gone has no other word: not why."""

    home: HomeShape
    is_clear: bool


@dataclass(frozen=True, slots=True)
class OpeningShape:
    """What somebody saw who opened the reserve homes."""

    id: UUID
    ground: OpeningGround
    opened_at: datetime
    opened_by: StaffShape | None
    reason: str = field(repr=False)
    homes: tuple[OpenedHome, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReservesShape:
    """The reserve homes of a placement for the staff named on its case.

    :ivar opening: the latest opening, where there is one.
    :ivar is_disclosed: whether a disclosed address gives the right to open them.
    """

    placement_id: UUID
    placement_code: str
    case_id: UUID
    is_standing: bool
    line: ReserveLine
    is_disclosed: bool
    opening: OpeningShape | None


def set_place(row: ReserveSet) -> Place:
    """Say where a set's sealed homes belong: under the case's key."""
    return Place(Owner(KeyKind.CASE, row.case_id), "emergency_reserveset", row.id)


def opening_place(row: ReserveOpening) -> Place:
    """Say where an opening's sealed reason and homes belong: under the case's key."""
    return Place(Owner(KeyKind.CASE, row.case_id), "emergency_reserveopening", row.id)


def homes_of_set(row: ReserveSet, keyring: Keyring) -> tuple[str, ...]:
    """Open the homes of a set. For operations of this floor."""
    sealed = cast("dict[str, object]", keyring.open(set_place(row), row.sealed).reveal())
    return tuple(cast("list[str]", sealed["homes"]))


def latest_set(placement_id: UUID) -> ReserveSet | None:
    """Give the latest set of a placement. The caller has passed the wall."""
    return ReserveSet.objects.filter(placement=placement_id).order_by("-made_at", "-register_version").first()


def first_homes_of_others(placement_ids: Collection[UUID]) -> dict[str, list[int]]:
    """Give the homes that the other standing placements have as their first: the sizes of their households, by home.

    For the making of sets, which shows them to nobody.
    """
    standing = Placement.objects.filter(state=PlacementState.STANDING.value).exclude(pk__in=placement_ids)
    rows = ReserveSet.objects.filter(placement__in=standing, count__gt=0).select_related("placement")
    latest = {row.placement_id: row for row in rows.order_by("made_at", "register_version")}
    keyring = Keyring().fetch(KeyKind.CASE, {row.case_id for row in latest.values()})
    first: dict[str, list[int]] = {}
    for row in latest.values():
        size = len(household_of_placement(row.placement, keyring))
        first.setdefault(homes_of_set(row, keyring)[0], []).append(size)
    return first


def shown_as_clear(*, placement_id: UUID, now: datetime) -> tuple[str, ...]:
    """Give the reserve homes that are held for a placement since they were opened. The caller has passed the wall."""
    rows = ReserveOpening.objects.filter(placement=placement_id, opened_at__gt=now - HOLD)
    latest = rows.order_by("-opened_at", "pk").first()
    return () if latest is None else tuple(one.home.code for one in _opening_shape(latest).homes if one.is_clear)


def reserve_line(*, placement_id: UUID, now: datetime) -> ReserveLine:
    """Say whether a placement has reserve homes. The caller has passed the wall; opens nothing."""
    row = latest_set(placement_id)
    if row is None:
        return ReserveLine(ReserveStanding.NOT_CHECKED, 0, None)
    last = LastSet(row.made_at, row.count, row.verdict != Verdict.NOT_CHECKED)
    return ReserveLine(reserve_standing(last, now), row.count, row.made_at)


def reserves_of(*, actor: Actor, placement_id: UUID, now: datetime) -> ReservesShape:
    """Give the state of a placement's reserve homes, and what was opened of them; a reading of homes is logged.

    :raises NotVisible: when the actor is not named on its case.
    """
    with one_act(actor=actor, now=now):
        opened = placement_for(actor, placement_id, day_of(now), action="OPEN_RESERVES_PAGE")
        row = opened.placement
        latest = ReserveOpening.objects.filter(placement=placement_id).order_by("-opened_at", "pk").first()
        if latest is not None:
            subject = Subject(RESERVES, latest.id, row.case_id)
            record(actor=actor, action="READ_OPENED_RESERVES", subject=subject, purpose=opened.purpose, now=now)
        return ReservesShape(
            placement_id=placement_id,
            placement_code=row.code,
            case_id=row.case_id,
            is_standing=_is_standing(row),
            line=reserve_line(placement_id=placement_id, now=now),
            is_disclosed=AddressDisclosed.objects.filter(placement=row, state=DisclosedState.OPEN.value).exists(),
            opening=None if latest is None else _opening_shape(latest),
        )


def _is_standing(row: Placement) -> bool:
    return row.state == PlacementState.STANDING


def _opening_shape(row: ReserveOpening) -> OpeningShape:
    sealed = cast("dict[str, object]", Keyring().open(opening_place(row), row.sealed).reveal())
    homes = cast("list[dict[str, object]]", sealed["homes"])
    shapes = home_shapes(str(one["home"]) for one in homes)
    return OpeningShape(
        id=row.id,
        ground=OpeningGround(row.ground),
        opened_at=row.opened_at,
        opened_by=staff_shapes([row.opened_by]).get(row.opened_by),
        reason=str(sealed["reason"]),
        homes=tuple(OpenedHome(shapes[str(one["home"])], one["is_clear"] is True) for one in homes),
    )
