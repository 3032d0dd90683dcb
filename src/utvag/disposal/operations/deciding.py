"""One proposes that a case is disposed of, and another decides. From the decision on nobody opens it."""

from datetime import datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, as_engine, one_act, record
from utvag.cases.access import CASE
from utvag.cases.models import Case
from utvag.disposal.access import closed_case_for, proposal_for
from utvag.disposal.models import Disposal
from utvag.disposal.queries import judged, keys_of
from utvag.disposal.rules import PROPOSAL_STANDS, DisposalState, Due, Refusal
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import Unable
from utvag.foundation.facts import announce, lock_facts
from utvag.organisation.operations import use_touch
from utvag.secrecy.envelope import key_service
from utvag.secrecy.rules import KeyKind

PROPOSE, DECIDE, REFUSE, PURPOSE = "PROPOSE_DISPOSAL", "DECIDE_DISPOSAL", "REFUSE_DISPOSAL", "DISPOSAL"


class UnableToDispose(Unable):
    """Nothing was proposed or decided."""


def propose_disposal(*, actor: Actor, case_id: UUID, now: datetime) -> None:
    """Propose that a case is disposed of, five years after its last note (SoL 2025:400, 16 kap. 1 §).

    :raises NotVisible: for everybody but those who keep the files, and when the case is not over.
    :raises UnableToDispose: its time is not up, it is kept or cannot be judged, or it is proposed already.
    """
    with one_act(actor=actor, now=now):
        with as_engine():
            closed_case_for(actor, case_id, action=PROPOSE)
            if Disposal.objects.filter(case=case_id).exclude(state=DisposalState.REFUSED.value).exists():
                raise UnableToDispose(Refusal.PROPOSED_ALREADY)
            last_note, standing = judged(case_id, day_of(now))
            if not isinstance(standing, Due):
                raise UnableToDispose(Refusal.NOT_DUE)
            Disposal.objects.create(
                id=uuid4(),
                case_id=case_id,
                state=DisposalState.PROPOSED.value,
                last_note_date=last_note,
                due_date=standing.due_date,
                proposed_by_id=actor.id,
                proposed_at=now,
            )
            _agree(case_id)
        record(actor=actor, action=PROPOSE, subject=Subject(CASE, case_id, case_id), purpose=PURPOSE, now=now)


def decide_disposal(*, actor: Actor, session: str, case_id: UUID, is_granted: bool, now: datetime) -> None:
    """Decide a proposal that somebody else has made. Granted, the case is closed to everybody at once.

    Its key is destroyed by the job that follows; what a kill interrupts is gone on with, and is never half readable.

    :raises NotVisible: for everybody but those who decide, and when nothing is proposed.
    :raises TouchNeeded: without a fresh touch; one is one decision.
    :raises UnableToDispose: it is her own proposal, it is too old, or something has been noted since.
    """
    with one_act(actor=actor, now=now):
        if is_granted:
            lock_facts()
        with as_engine():
            row = proposal_for(actor, case_id, action=DECIDE)
            Case.objects.select_for_update(no_key=True).get(pk=case_id)
            refusal = _refusal(row, actor, now) if is_granted else None
        if refusal is not None:
            raise UnableToDispose(refusal)
        if is_granted:
            use_touch(actor=actor, session=session, used_for=DECIDE, now=now)
        elif row.proposed_by_id == actor.id:
            raise UnableToDispose(Refusal.OWN_PROPOSAL)
        record(
            actor=actor,
            action=DECIDE if is_granted else REFUSE,
            subject=Subject(CASE, case_id, case_id),
            purpose=PURPOSE,
            now=now,
        )
        _write(row, actor, is_granted=is_granted, now=now)


def _refusal(row: Disposal, actor: Actor, now: datetime) -> Refusal | None:
    if row.proposed_by_id == actor.id:
        return Refusal.OWN_PROPOSAL
    if row.proposed_at is None or now - row.proposed_at > PROPOSAL_STANDS:
        return Refusal.TOO_OLD
    last_note, standing = judged(row.case_id, day_of(now))
    return None if isinstance(standing, Due) and last_note == row.last_note_date else Refusal.CHANGED


def _write(row: Disposal, actor: Actor, *, is_granted: bool, now: datetime) -> None:
    row.state = (DisposalState.DECIDED if is_granted else DisposalState.REFUSED).value
    row.decided_by_id, row.decided_at = actor.id, now
    with as_engine():
        if is_granted:
            _agree(row.case_id)
        # A trigger ends the namings, removes drafts and numbers, and marks the case, in this statement.
        row.save(update_fields=["state", "decided_by", "decided_at"])
    if is_granted:
        announce(cause=DECIDE, subject=row.case_id, now=now)


def _agree(case_id: UUID) -> None:
    """Tell the key service, for the session of the one who acts, that the keys may be destroyed: two must say so.

    Said before the act is committed: a word without a disposal destroys nothing, for the job carries out disposals.
    """
    service = key_service()
    if service is not None:
        service.agree_to_destroy(KeyKind.CASE, keys_of(case_id))
