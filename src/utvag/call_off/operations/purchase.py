"""Propose the purchase of what a provider has said yes to, for the section head to decide (steps 2 and 3)."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from utvag.audit.operations import one_act
from utvag.call_off.access import OpenedEnquiry, enquiry_for
from utvag.call_off.operations.steps import UnableToCallOff
from utvag.call_off.queries.awards import has_award, has_said_yes, is_award_needed, passed_steps
from utvag.call_off.queries.purchases import DECISION_OF_STEP, has_live_proposal
from utvag.call_off.rules import Refusal, Step
from utvag.call_off.rules.papers import purchase_reasons, purchase_wording
from utvag.decisions.operations import UnableToPropose, propose_decision
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.periods import Period, nights_from
from utvag.secrecy.envelope import Keyring

PROPOSE_PURCHASE = "PROPOSE_PURCHASE"


@dataclass(frozen=True, slots=True)
class _Purchase:
    case_id: UUID
    step: Step
    stay: Period
    reasons: str = field(repr=False)
    wording: str = field(repr=False)


def propose_purchase(*, actor: Actor, enquiry_id: UUID, now: datetime) -> UUID:
    """Propose the purchase with its steps and reasons; give the decision's id. The decision keeps the enquiry's id.

    :raises NotVisible: unless the actor is named on the case and chooses homes.
    :raises UnableToCallOff: when there is no yes, it needs no decision, its memo is missing, or it is proposed already.
    """
    with one_act(actor=actor, now=now):
        purchase = _purchase(enquiry_for(actor, enquiry_id, day_of(now), action=PROPOSE_PURCHASE), now)
    # A whole act of its own, which asks the wall again and writes the log.
    try:
        return propose_decision(
            actor=actor,
            case_id=purchase.case_id,
            decision_type=DECISION_OF_STEP[purchase.step],
            from_date=purchase.stay.from_date,
            until_date=purchase.stay.until_date,
            reasons=purchase.reasons,
            wording=purchase.wording,
            now=now,
            subject=enquiry_id,
        )
    except UnableToPropose:
        raise UnableToCallOff(Refusal.CANNOT_PROPOSE) from None


def _purchase(opened: OpenedEnquiry, now: datetime) -> _Purchase:
    row, keyring = opened.enquiry, Keyring()
    refusal = _refused(opened, now, keyring)
    if refusal is not None:
        raise UnableToCallOff(refusal)
    stay = nights_from(opened.case.start_date, opened.case.nights or 1)
    return _Purchase(
        case_id=opened.case.id,
        step=Step(row.step),
        stay=stay,
        reasons=purchase_reasons(passed_steps(row.call_off_id, keyring, before=row.step)),
        wording=purchase_wording(row.home.code, row.provider.code, Step(row.step), stay),
    )


def _refused(opened: OpenedEnquiry, now: datetime, keyring: Keyring) -> Refusal | None:
    row = opened.enquiry
    if not has_said_yes(row):
        return Refusal.NO_YES
    if row.step == Step.OWN:
        return Refusal.NO_DECISION_NEEDED
    if has_live_proposal(row.id):
        return Refusal.ALREADY_PROPOSED
    if is_award_needed(row, opened, day_of(now), keyring) and not has_award(row.id):
        return Refusal.AWARD_MISSING
    return None
