"""Move a household to another home, with no day without a home and none with two."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import may_choose
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible
from utvag.foundation.facts import announce, lock_facts
from utvag.foundation.periods import Period
from utvag.placement.access import PLACEMENT, OpenedPlacement, placement_for
from utvag.placement.models import Placement
from utvag.placement.operations.checking import ask_about, noting_too_much, write_check
from utvag.placement.operations.choosing import OfferedHome, write_placement
from utvag.placement.operations.following import UnableToFollow
from utvag.placement.rules import (
    BEFORE_START,
    EndReason,
    PlacementOrigin,
    PlacementState,
    Refusal,
    ToldMove,
    Verdict,
)
from utvag.providers.queries import home_code, home_shapes

# How far ahead homes are looked for, where the stay has no end.
USUAL_STAY: Final = timedelta(days=90)
ONE_DAY: Final = timedelta(days=1)
MOVE, CHECK_MOVE = "MOVE_PLACEMENT", "CHECK_HOMES_FOR_MOVE"


def homes_to_move_to(*, actor: Actor, placement_id: UUID, now: datetime) -> tuple[OfferedHome, ...]:
    """Give the homes that a household may move to from tomorrow, in the order in which the actor may see them.

    :raises NotVisible: unless the actor is named on the case and her role chooses homes.
    :raises UnableToFollow: when the placement does not stand.
    :raises RegisterUnusable: when nothing can be checked, or what the household needs is not known.
    """
    today = day_of(now)
    with noting_too_much(actor, PLACEMENT, placement_id, now), one_act(actor=actor, now=now):
        lock_facts()
        opened = _standing(actor, placement_id, today, action=CHECK_MOVE)
        row = opened.placement
        until_date = max(row.until_date or today + USUAL_STAY, today + ONE_DAY)
        asked = ask_about(actor, row.case, None, Period(today, until_date), now=now)
        options = (*asked.shown.candidates, *asked.shown.not_checked)
        homes = home_shapes(option.home for option in options)
        record(
            actor=actor,
            action=CHECK_MOVE,
            subject=Subject(PLACEMENT, placement_id, row.case_id),
            purpose=opened.purpose,
            now=now,
            register_version=asked.version,
        )
        return tuple(OfferedHome(homes[one.home], one.step) for one in options if one.home != row.home.code)


def move_placement(*, actor: Actor, placement_id: UUID, told: ToldMove, now: datetime, draft_revision: int = 0) -> UUID:
    """Plan a move, and give the new placement's id. The stay is shortened to the day on which the other one begins.

    The new placement needs all that any other needs; when it starts, the old one ends the same day. Taken back before
    that, the old one lasts as long as it did.

    :raises NotVisible: unless the actor is named on the case and her role chooses homes.
    :raises UnableToFollow: when the day, the home or the stay does not allow it.
    :raises RegisterUnusable: when nothing can be checked.
    """
    with noting_too_much(actor, PLACEMENT, placement_id, now), one_act(actor=actor, now=now):
        lock_facts()
        opened = _standing(actor, placement_id, day_of(now), action=MOVE)
        row = opened.placement
        _refuse_wrong_days(row, told, day_of(now))
        period = Period(told.from_date, told.until_date)
        asked = ask_about(actor, row.case, home_code(told.home_id), period, now=now)
        if asked.verdict is Verdict.EXCLUDED or told.home_id == row.home_id:
            raise UnableToFollow(Refusal.HOME_NOT_AVAILABLE)
        Placement.objects.filter(pk=row.pk).update(
            until_date=told.from_date, end_reason=EndReason.MOVED.value, initiator=told.initiator.value
        )
        moved = write_placement(
            actor=actor,
            case=row.case,
            check=write_check(actor=actor, case=row.case, home_id=told.home_id, asked=asked, now=now),
            period=period,
            reason=told.reason,
            now=now,
            origin=PlacementOrigin.CHOSEN,
            moves_from_id=row.id,
        )
        key = DraftKey(FormKind.MOVE_PLACEMENT, row.case_id, row.id)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        subject = Subject(PLACEMENT, moved.id, row.case_id)
        record(actor=actor, action=MOVE, subject=subject, purpose=opened.purpose, now=now, verdict=asked.verdict)
        announce(cause=MOVE, subject=moved.id, now=now)
    return moved.id


def _standing(actor: Actor, placement_id: UUID, today: date, *, action: str) -> OpenedPlacement:
    opened = placement_for(actor, placement_id, today, action=action)
    if not may_choose(actor):
        raise NotVisible(action, PLACEMENT, placement_id)
    row = opened.placement
    if row.state != PlacementState.STANDING:
        raise UnableToFollow(Refusal.NOT_STANDING)
    if row.moves_to.filter(state__in=[state.value for state in BEFORE_START]).exists():
        raise UnableToFollow(Refusal.MOVE_IS_PLANNED)
    return opened


def _refuse_wrong_days(row: Placement, told: ToldMove, today: date) -> None:
    is_within = row.until_date is None or told.from_date <= row.until_date
    if not (row.from_date < told.from_date and today <= told.from_date < told.until_date and is_within):
        raise UnableToFollow(Refusal.NO_SUCH_DAY)
    if not told.reason.strip():
        raise UnableToFollow(Refusal.REASON_MISSING)
