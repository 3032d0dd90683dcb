"""Decide and place at once: one person, at night, in a home that is clear at this moment, for a few days."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE, OpenedCase
from utvag.cases.models import Case
from utvag.decisions.operations import UnableToDecide, write_taken_decision
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.emergency.access import placing_on
from utvag.emergency.operations.errors import UnableToPlaceAcutely
from utvag.emergency.operations.steps import mark_by_itself
from utvag.emergency.queries.placing import MAY_BE_PLACED, homes_to_keep_from, open_event, standing_of
from utvag.emergency.queries.reserves import shown_as_clear
from utvag.emergency.rules import OpeningGround, Refusal, StepKind, decision_wording
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import Unable
from utvag.foundation.facts import lock_facts
from utvag.law.decision_types import DecisionType
from utvag.placement.access import PLACEMENT
from utvag.placement.models import Placement
from utvag.placement.operations import UnableToStart, acute_days, place_acutely
from utvag.placement.queries import RegisterUnusable
from utvag.providers.queries import home_code

PLACE = "PLACE_AT_ONCE"
REFUSED = "REFUSED"

# The words of decisions and placement, in the words of this package.
_SAID: Final[Mapping[str, Refusal]] = {
    "OFFICES_OPEN": Refusal.OFFICE_HOURS,
    "NO_MANDATE": Refusal.NO_MANDATE,
    "COMMITTEE_DECIDES": Refusal.NO_MANDATE,
    "AGE_UNKNOWN": Refusal.AGE_UNKNOWN,
    "NOT_IN_FORCE": Refusal.NO_BASIS,
    "TOO_YOUNG": Refusal.NO_BASIS,
    "TOO_OLD": Refusal.NO_BASIS,
    "HOME_NOT_AVAILABLE": Refusal.HOME_NOT_AVAILABLE,
    "MUST_BE_CONFIRMED": Refusal.HOME_NOT_CHECKED,
    "ALREADY_PROPOSED": Refusal.ALREADY_PLACED,
    "NOT_STANDING": Refusal.NOT_STANDING,
}


def place_at_once(
    *,
    actor: Actor,
    case_id: UUID,
    home_id: UUID,
    reason: str,
    ground: OpeningGround,
    now: datetime,
    draft_revision: int = 0,
) -> UUID:
    """Decide on acute housing and place the household in one act; give the placement's id.

    The check is made under the lock of the facts, so of two who want the last bed one gets it. Nothing that is not
    checked is used: there is no second person. A household that lives somewhere moves, with no day without a home and
    none with two; where its address was disclosed, that step is done by this.

    :raises NotVisible: unless the actor is named on the case, and is on call or its section head.
    :raises UnableToPlaceAcutely: when the decision is not hers now, the home is not clear, or something is missing.
    """
    try:
        with one_act(actor=actor, now=now):
            lock_facts()
            opened = placing_on(actor, case_id, day_of(now), action=PLACE)
            left = _left(opened.case, reason, ground, day_of(now))
            placement_id = _place(actor, opened.case, home_id=home_id, reason=reason, left=left, now=now)
            _finish(actor, opened, placement_id, left, now=now)
            key = DraftKey(FormKind.PLACE_AT_ONCE, case_id)
            drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
    except (UnableToPlaceAcutely, UnableToDecide, UnableToStart) as refused:
        _record_refused(actor, case_id, now)
        raise UnableToPlaceAcutely(_word(refused)) from None
    except RegisterUnusable:
        _record_refused(actor, case_id, now)
        raise UnableToPlaceAcutely(Refusal.CANNOT_CHECK) from None
    return placement_id


def _left(case: Case, reason: str, ground: OpeningGround, today: date) -> Placement | None:
    """Give the placement that the household leaves, where it lives somewhere.

    :raises UnableToPlaceAcutely: when something is missing before anybody can be placed.
    """
    if not reason.strip():
        raise UnableToPlaceAcutely(Refusal.REASON_MISSING)
    if case.state not in MAY_BE_PLACED:
        raise UnableToPlaceAcutely(Refusal.CASE_NOT_WAITING)
    row = standing_of(case.id, today)
    if ground is OpeningGround.ADDRESS_DISCLOSED and (row is None or open_event(row) is None):
        raise UnableToPlaceAcutely(Refusal.NOTHING_DISCLOSED)
    return row


def _place(actor: Actor, case: Case, *, home_id: UUID, reason: str, left: Placement | None, now: datetime) -> UUID:
    today = day_of(now)
    until_date = today + timedelta(days=acute_days())
    decision_id = write_taken_decision(
        actor=actor,
        case_id=case.id,
        decision_type=DecisionType.ACUTE_HOUSING,
        from_date=today,
        until_date=until_date,
        reasons=reason,
        wording=decision_wording(today, until_date),
        now=now,
    )
    return place_acutely(
        actor=actor,
        case_id=case.id,
        home_id=home_id,
        decision_id=decision_id,
        reason=reason,
        now=now,
        moves_from=None if left is None else left.id,
        was_shown=left is not None and home_code(home_id) in shown_as_clear(placement_id=left.id, now=now),
        keep_from=homes_to_keep_from(left),
    )


def _finish(actor: Actor, opened: OpenedCase, placement_id: UUID, left: Placement | None, *, now: datetime) -> None:
    event = None if left is None else open_event(left)
    if event is not None:
        mark_by_itself(event, StepKind.NEW_PLACEMENT, actor=actor, now=now)
    subject = Subject(PLACEMENT, placement_id, opened.case.id)
    record(actor=actor, action=PLACE, subject=subject, purpose=opened.purpose, now=now)


def _word(refused: Unable) -> Refusal:
    if isinstance(refused.refusal, Refusal):
        return refused.refusal
    return _SAID.get(refused.refusal.value, Refusal.NO_BASIS)


def _record_refused(actor: Actor, case_id: UUID, now: datetime) -> None:
    """Write that somebody tried and could not: the act itself is undone as a whole."""
    with one_act(actor=actor, now=now):
        opened = placing_on(actor, case_id, day_of(now), action=PLACE)
        subject = Subject(CASE, case_id, case_id)
        record(actor=actor, action=PLACE, subject=subject, purpose=opened.purpose, now=now, verdict=REFUSED)
