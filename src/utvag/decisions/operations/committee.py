"""Enter what the committee has decided at its meeting: by its minutes, on what was in force that day, and frozen."""

from datetime import date, datetime
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.decisions.access import DECISION, committee_decision, committee_on
from utvag.decisions.models import Decision
from utvag.decisions.operations.taking import UnableToDecide, refuse_gone_change, settle, written_mandate
from utvag.decisions.queries.shapes import DecisionTexts, texts_in
from utvag.decisions.rules import DecisionState, DecisionType, Minutes, Outcome, Refusal, refused_meeting
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.secrecy.envelope import Keyring

ENTER = "ENTER_COMMITTEE_DECISION"


def enter_committee_decision(
    *,
    actor: Actor,
    decision_id: UUID,
    outcome: Outcome,
    meeting_date: date,
    minutes: Minutes,
    reasons: str,
    now: datetime,
    draft_revision: int = 0,
) -> None:
    """Write down the decision that the committee took at a meeting. Its secretary decides nothing herself.

    The section and the mandate are those in force on the day of the meeting, for a person of her age that day.

    :raises NotVisible: unless the actor is the committee's secretary, and the proposal waits for it or did so lately.
    :raises UnableToDecide: when it is decided already, or minutes, day or reasons are not whole, or nothing carried it.
    """
    with one_act(actor=actor, now=now):
        opened = committee_decision(actor, decision_id, day_of(now), action=ENTER, lock=True)
        row, kind = opened.decision, DecisionType(opened.decision.decision_type)
        refused = _refused(row, actor, minutes, meeting_date, now)
        if refused is None and not reasons.strip():
            refused = Refusal.TEXT_MISSING
        delegate = committee_on(kind, meeting_date)
        if refused is not None or delegate is None:
            raise UnableToDecide(refused or Refusal.NO_MANDATE_THAT_DAY)
        refuse_gone_change(row, meeting_date)
        proposed = texts_in(row, Keyring())
        read = Minutes(minutes.number.strip(), minutes.section.strip())
        texts = DecisionTexts(proposed.reasons, proposed.wording, reasons.strip(), read)
        mandate = written_mandate(kind, delegate)
        settle(row, actor=actor, mandate=mandate, outcome=outcome, texts=texts, now=now, on=meeting_date)
        row.save(force_update=True)
        key = DraftKey(FormKind.ENTER_COMMITTEE_DECISION, row.case_id, row.id)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        subject = Subject(DECISION, row.id, row.case_id)
        record(actor=actor, action=ENTER, subject=subject, purpose=opened.purpose, now=now)


def _refused(row: Decision, actor: Actor, minutes: Minutes, meeting_date: date, now: datetime) -> Refusal | None:
    if row.state != DecisionState.PROPOSED:
        return Refusal.NOT_PROPOSED
    if row.proposed_by_id == actor.id:
        return Refusal.OWN_PROPOSAL
    return refused_meeting(minutes, meeting_date, proposed=day_of(row.proposed_at), today=day_of(now))
