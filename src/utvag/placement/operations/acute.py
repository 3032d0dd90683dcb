"""Place at once, in an emergency: the same check, a decision, and at most the programme's days."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from utvag.cases.models import Case
from utvag.cases.operations import set_state
from utvag.cases.rules import CaseState
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.facts import announce, lock_facts
from utvag.foundation.periods import Period
from utvag.law.programme import load_programme, programme_for
from utvag.organisation.queries import municipality
from utvag.placement.models import Placement
from utvag.placement.operations.checking import ask_about, write_check
from utvag.placement.operations.choosing import OfferedHome, write_placement
from utvag.placement.operations.starting import UnableToStart, end_by_move
from utvag.placement.rules import LIVE, Initiator, PlacementOrigin, PlacementState, Refusal, Verdict
from utvag.providers.queries import home_code, home_shapes

PLACE_ACUTELY = "PLACE_ACUTELY"


def place_acutely(
    *,
    actor: Actor,
    case_id: UUID,
    home_id: UUID,
    decision_id: UUID,
    reason: str,
    now: datetime,
    moves_from: UUID | None = None,
    initiator: Initiator = Initiator.SOCIAL_SERVICES,
    was_shown: bool = False,
    keep_from: Collection[str] = (),
) -> UUID:
    """Place a household in a clear home today, and give the placement's id. It ends within the profile's days.

    Part of a larger operation, which has asked access, taken the decision and writes the log. Nothing that is not
    clear is ever used: there is no second person at night.

    :param moves_from: the standing placement that the household must leave; it ends today.
    :param was_shown: whether the home was opened from the case's reserve homes, which are of the full list.
    :param keep_from: homes in whose buildings nobody is to be placed now.
    :raises UnableToStart: when the home is not clear, or another stay is in the way.
    :raises RegisterUnusable: when nothing can be checked, or what the household needs is not known.
    """
    lock_facts()
    # Without its key: the engine writes a row that points to the case, and would wait for us while we wait for it.
    case = Case.objects.select_for_update(no_key=True).get(pk=case_id)
    days = acute_days()
    period = _period(case_id, day_of(now), days, moves_from)
    if moves_from is not None:
        period = _after_leaving(moves_from, case_id, period)
    # Before the stay that is left is shortened: the engine sees what has been committed, and judges the more strictly.
    asked = ask_about(
        actor,
        case,
        home_code(home_id),
        period,
        now=now,
        was_shown=was_shown,
        may_lack_needs=True,
        keep_from=keep_from,
    )
    if asked.verdict is Verdict.NOT_CHECKED:
        raise UnableToStart(Refusal.MUST_BE_CONFIRMED)
    if asked.verdict is not Verdict.CLEAR:
        raise UnableToStart(Refusal.HOME_NOT_AVAILABLE)
    if moves_from is not None:
        Placement.objects.filter(pk=moves_from).update(until_date=period.from_date, initiator=initiator.value)
    placement = write_placement(
        actor=actor,
        case=case,
        check=write_check(actor=actor, case=case, home_id=home_id, asked=asked, now=now),
        period=period,
        reason=reason,
        now=now,
        origin=PlacementOrigin.ACUTE,
        state=PlacementState.STANDING.value,
        decision_id=decision_id,
        acute_max_days=days,
        started_by=actor.id,
        started_at=now,
        moves_from_id=moves_from,
    )
    if moves_from is not None:
        end_by_move(actor, Placement.objects.get(pk=moves_from), now)
    set_state(case_id, CaseState.PLACED)
    announce(cause=PLACE_ACUTELY, subject=placement.id, now=now)
    return placement.id


@dataclass(frozen=True, slots=True)
class AcuteHomes:
    """What one person may use at once, as she may see it.

    :ivar not_checked: how many homes could be used, were everything checked; they are for nobody alone.
    :ivar unchecked: the codes of what is not checked.
    """

    period: Period
    version: int
    clear: tuple[OfferedHome, ...]
    not_checked: int
    unchecked: tuple[str, ...]


def homes_for_acute(
    *, actor: Actor, case_id: UUID, now: datetime, moves_from: Placement | None = None, keep_from: Collection[str] = ()
) -> AcuteHomes:
    """Give the homes that are clear for a household tonight. Part of a larger operation, as `place_acutely` is.

    :raises UnableToStart: when the household has a home that it does not leave.
    :raises RegisterUnusable: when nothing can be checked, or what the household needs is not known.
    """
    today = day_of(now)
    left = None if moves_from is None else moves_from.pk
    period = _period(case_id, today, acute_days(), left)
    if moves_from is not None:
        period = Period(max(today, moves_from.from_date + timedelta(days=1)), period.until_date)
    case = Case.objects.get(pk=case_id)
    asked = ask_about(actor, case, None, period, now=now, may_lack_needs=True, keep_from=keep_from)
    options = asked.shown.candidates
    homes = home_shapes(option.home for option in options)
    return AcuteHomes(
        period=period,
        version=asked.version,
        clear=tuple(OfferedHome(homes[option.home], option.step) for option in options),
        not_checked=len(asked.shown.not_checked),
        unchecked=tuple(str(code) for code in asked.shown.unchecked),
    )


def acute_days() -> int:
    """Give the longest time that an acute placement may stand, by the municipality's programme."""
    place = municipality()
    programme = load_programme("malmo") if place is None else programme_for(place.code, is_demo=place.is_demo)
    return programme.acute["max_days"].number


def _period(case_id: UUID, today: date, days: int, moves_from: UUID | None) -> Period:
    """Give the days of an acute stay: to the profile's limit, or to the day when a planned stay begins.

    :raises UnableToStart: when the household has a home today that it does not leave.
    """
    until = today + timedelta(days=days)
    others = Placement.objects.filter(case=case_id, state__in=[state.value for state in LIVE])
    if moves_from is not None:
        others = others.exclude(pk=moves_from)
    others = others.filter(Q(until_date__isnull=True) | Q(until_date__gt=today), from_date__lt=until)
    first = others.order_by("from_date").values_list("from_date", flat=True).first()
    if first is not None and first <= today:
        raise UnableToStart(Refusal.ALREADY_PROPOSED)
    return Period(today, min(until, first) if first else until)


def _after_leaving(placement_id: UUID, case_id: UUID, period: Period) -> Period:
    """Give the days of the new stay, when another one is left for it.

    A day that has begun cannot end before it began: one who came today is in the books of the first home to midnight.

    :raises UnableToStart: when it is not a stay of the case that goes on.
    """
    row = Placement.objects.select_for_update().filter(pk=placement_id, case=case_id).first()
    if row is None or row.state != PlacementState.STANDING:
        raise UnableToStart(Refusal.NOT_STANDING)
    first = max(period.from_date, row.from_date + timedelta(days=1))
    return Period(first, period.until_date)
