"""Decide a proposal: where something was not checked, a second person answers for it, or says no."""

from datetime import datetime
from uuid import UUID

from django.db.models.functions import Coalesce

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import may_choose, may_decide
from utvag.cases.queries import sealed_entry
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.foundation.facts import announce, lock_facts
from utvag.foundation.periods import Period
from utvag.placement.access import PLACEMENT, OpenedPlacement, placement_for
from utvag.placement.models import Check, Placement
from utvag.placement.operations.checking import Asked, ask_about, household_of, is_waiting_for, write_check
from utvag.placement.queries.register import placement_place, sealed_placement
from utvag.placement.rules import BEFORE_START, PlacementState, Refusal, Verdict
from utvag.secrecy.envelope import Keyring

CONFIRM, DECLINE, WITHDRAW = "CONFIRM_PLACEMENT", "DECLINE_PLACEMENT", "WITHDRAW_PROPOSAL"


class UnableToDecide(Unable):
    """The proposal cannot be decided so; ``refusal`` says as much as the actor may know."""


def confirm_placement(*, actor: Actor, placement_id: UUID, reason: str, now: datetime, draft_revision: int = 0) -> None:
    """Answer for a placement where something was not checked: after a new check it is planned.

    :raises NotVisible: unless the actor is a section head named on the case.
    :raises UnableToDecide: when it is her own proposal, is decided already, has no reason, or may not be used any more.
    :raises RegisterUnusable: when nothing can be checked.
    """
    with one_act(actor=actor, now=now):
        lock_facts()
        opened = _opened_for_decision(actor, placement_id, reason, now, action=CONFIRM)
        row = opened.placement
        if row.proposed_by == actor.id:
            raise UnableToDecide(Refusal.OWN_PROPOSAL)
        check = _check_again(actor, row, now)
        Placement.objects.filter(pk=row.pk).update(
            state=PlacementState.PLANNED.value,
            check_made=check,
            verdict=check.verdict,
            step=check.step,
            confirmed_by=actor.id,
            confirmed_at=now,
            sealed=_sealed_with(row, reason),
        )
        _drop_draft(actor, opened, FormKind.DECIDE_PROPOSAL, draft_revision, now)
        _finish(actor, opened, CONFIRM, now, check)


def decline_placement(*, actor: Actor, placement_id: UUID, reason: str, now: datetime, draft_revision: int = 0) -> None:
    """Say no to a proposal; its bed is free again and the case waits on.

    :raises NotVisible: unless the actor is a section head named on the case.
    :raises UnableToDecide: when it is decided already, or has no reason.
    """
    with one_act(actor=actor, now=now):
        lock_facts()
        opened = _opened_for_decision(actor, placement_id, reason, now, action=DECLINE)
        _drop_draft(actor, opened, FormKind.DECIDE_PROPOSAL, draft_revision, now)
        _give_up(actor, opened, PlacementState.DECLINED, reason, now, action=DECLINE)


def withdraw_proposal(*, actor: Actor, placement_id: UUID, reason: str, now: datetime, draft_revision: int = 0) -> None:
    """Take back a proposal, or a placement that has not begun; its bed is free again and the case waits on.

    :raises NotVisible: unless the actor is named on the case and her role chooses homes.
    :raises UnableToDecide: when somebody has moved in or it is given up already, or there is no reason.
    """
    with one_act(actor=actor, now=now):
        lock_facts()
        opened = placement_for(actor, placement_id, day_of(now), action=WITHDRAW)
        if not may_choose(actor):
            raise NotVisible(WITHDRAW, PLACEMENT, placement_id)
        _refuse_unless(opened, BEFORE_START, reason)
        _drop_draft(actor, opened, FormKind.WITHDRAW_PROPOSAL, draft_revision, now)
        _give_up(actor, opened, PlacementState.WITHDRAWN, reason, now, action=WITHDRAW)


def _opened_for_decision(
    actor: Actor, placement_id: UUID, reason: str, now: datetime, *, action: str
) -> OpenedPlacement:
    opened = placement_for(actor, placement_id, day_of(now), action=action)
    if not may_decide(actor):
        raise NotVisible(action, PLACEMENT, placement_id)
    _refuse_unless(opened, (PlacementState.PROPOSED,), reason)
    return opened


def _refuse_unless(opened: OpenedPlacement, states: tuple[PlacementState, ...], reason: str) -> None:
    if opened.placement.state not in states:
        raise UnableToDecide(Refusal.NOT_PROPOSED)
    if not reason.strip():
        raise UnableToDecide(Refusal.REASON_MISSING)


def _check_again(actor: Actor, row: Placement, now: datetime) -> Check:
    """Ask the check about the proposed home, as it stands now.

    :raises UnableToDecide: when the home may not be used any more, or the case is not the one that was proposed.
    """
    asked = ask_again(actor, row, now)
    if asked is None or asked.verdict is Verdict.EXCLUDED:
        raise UnableToDecide(Refusal.HOME_NOT_AVAILABLE)
    return write_check(actor=actor, case=row.case, home_id=row.home_id, asked=asked, now=now)


def ask_again(actor: Actor, row: Placement, now: datetime) -> Asked | None:
    """Ask the engine about a placement that has not begun; None when the case no longer is the one it was made for."""
    case, keyring = row.case, Keyring()
    period = Period(row.from_date, row.until_date)
    is_same_household = household_of(sealed_entry(case, keyring)) == household_of(sealed_placement(row, keyring))
    is_same_stay = is_waiting_for(case, period) or followed_by(row) is not None
    if not is_same_stay or not is_same_household:
        return None
    # The check that a second person has answered for, if one has: what lies behind the same words may be new.
    answered_by = None if row.confirmed_by is None else row.check_made_id
    return ask_about(actor, case, row.home.code, period, now=now, answered_by=answered_by)


def followed_by(row: Placement) -> Placement | None:
    """Give the standing placement that this one takes over from on its first day, if there is one."""
    standing = Placement.objects.filter(case=row.case_id, state=PlacementState.STANDING, until_date=row.from_date)
    return standing.exclude(pk=row.pk).first()


def _give_up(
    actor: Actor, opened: OpenedPlacement, state: PlacementState, reason: str, now: datetime, *, action: str
) -> None:
    row = opened.placement
    Placement.objects.filter(pk=row.pk).update(state=state.value, sealed=_sealed_with(row, reason))
    if row.moves_from_id is not None:
        stay_on(row.moves_from_id)
    _finish(actor, opened, action, now, None)


def stay_on(placement_id: UUID) -> None:
    """Let a stay that somebody was to move from last as long as it did before. Part of a larger operation."""
    last_day = Coalesce("extended_until", "agreed_until")
    Placement.objects.filter(pk=placement_id, state=PlacementState.STANDING).update(
        until_date=last_day, end_reason=None, initiator=None
    )


def _sealed_with(row: Placement, reason: str) -> bytes:
    keyring = Keyring()
    sealed = sealed_placement(row, keyring) | {"confirmation_reason": reason.strip()}
    return keyring.seal(placement_place(row.case_id, row.id), sealed)


def _drop_draft(actor: Actor, opened: OpenedPlacement, form: FormKind, revision: int, now: datetime) -> None:
    row = opened.placement
    drop_sent_draft(actor=actor, key=DraftKey(form, row.case_id, row.id), revision=revision, now=now)


def _finish(actor: Actor, opened: OpenedPlacement, action: str, now: datetime, check: Check | None) -> None:
    row = opened.placement
    record(
        actor=actor,
        action=action,
        subject=Subject(PLACEMENT, row.id, row.case_id),
        purpose=opened.purpose,
        now=now,
        register_version=check.register_version if check else None,
        verdict=check.verdict if check else "",
    )
    announce(cause=action, subject=row.id, now=now)
