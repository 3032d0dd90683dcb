"""Mark a made-up case as a canary, so that whoever opens it is told of. Only the reviewer knows which they are."""

from datetime import datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.models import Case
from utvag.foundation.actors import Actor
from utvag.log_review.access import REVIEW, canary_for, require_reviewer
from utvag.log_review.models import Canary
from utvag.log_review.operations.looks import UnableToReview
from utvag.log_review.queries.sealing import canary_place
from utvag.log_review.rules import Refusal
from utvag.secrecy.envelope import seal

MARK, END = "MARK_CANARY", "END_CANARY"


def mark_canary(*, actor: Actor, code_name: str, now: datetime) -> UUID:
    """Mark a case by its code name. The row of the log does not say which: who reads the log would know it.

    :raises NotVisible: for everybody but a reviewer.
    :raises UnableToReview: when no case has the code name.
    """
    with one_act(actor=actor, now=now):
        require_reviewer(actor, MARK)
        case_id = Case.objects.filter(code_name__iexact=code_name.strip()).values_list("pk", flat=True).first()
        if case_id is None:
            raise UnableToReview(Refusal.NO_SUCH_CASE)
        canary_id = uuid4()
        Canary.objects.create(
            id=canary_id,
            marked_by_id=actor.id,
            marked_at=now,
            sealed=seal(canary_place(canary_id), str(case_id)),
        )
        record(actor=actor, action=MARK, subject=Subject("CANARY", canary_id), purpose=REVIEW, now=now)
    return canary_id


def end_canary(*, actor: Actor, canary_id: UUID, now: datetime) -> None:
    """Take a mark away.

    :raises NotVisible: for everybody but a reviewer.
    """
    with one_act(actor=actor, now=now):
        row = canary_for(actor, canary_id, action=END)
        Canary.objects.filter(pk=row.pk).update(ended_at=now)
        record(actor=actor, action=END, subject=Subject("CANARY", canary_id), purpose=REVIEW, now=now)
