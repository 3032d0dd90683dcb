"""Destroy the keys of what two have decided; and do again what a database that was put back has lost."""

from datetime import datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, as_engine, one_act, record
from utvag.cases.access import CASE
from utvag.cases.models import Case
from utvag.disposal.access import require_worker
from utvag.disposal.models import Disposal
from utvag.disposal.queries import keys_of
from utvag.disposal.rules import DisposalState
from utvag.foundation.actors import Actor
from utvag.foundation.facts import announce, lock_facts
from utvag.secrecy.envelope import keystore
from utvag.secrecy.rules import KeyKind

DISPOSE, REPLAY, PURPOSE = "DISPOSE_CASE", "REPLAY_DISPOSAL", "DISPOSAL"


def carry_out_disposals(*, actor: Actor, now: datetime) -> int:
    """Destroy the keys of every case whose disposal is decided; give how many. Killed anywhere, it is run again.

    :raises NotVisible: for everybody but the product's own job.
    :raises KeysRefused: the key service has not heard two say so, or has destroyed enough for today.
    """
    require_worker(actor, DISPOSE)
    with as_engine():
        decided = list(Disposal.objects.filter(state=DisposalState.DECIDED.value).order_by("decided_at", "pk"))
    for row in decided:
        with as_engine():
            subjects = keys_of(row.case_id)
        keystore().destroy(KeyKind.CASE, subjects)
        _finish(actor, row, now)
    return len(decided)


def replay_disposals(*, actor: Actor, now: datetime) -> int:
    """Close each case whose key is destroyed, in a database from before: to be run before anybody signs in.

    :raises NotVisible: for everybody but the product's own job.
    """
    require_worker(actor, REPLAY)
    with as_engine():
        whole = list(Case.objects.filter(disposed_at__isnull=True).values_list("pk", flat=True))
    gone = sorted(keystore().destroyed_of(KeyKind.CASE, whole))
    for case_id in gone:
        _close_again(actor, case_id, now)
    return len(gone)


def _finish(actor: Actor, row: Disposal, now: datetime) -> None:
    with one_act(actor=actor, now=now):
        still = Disposal.objects.filter(pk=row.pk, state=DisposalState.DECIDED.value)
        still.update(state=DisposalState.DONE.value, done_at=now)
        record(actor=actor, action=DISPOSE, subject=Subject(CASE, row.case_id, row.case_id), purpose=PURPOSE, now=now)


def _close_again(actor: Actor, case_id: UUID, now: datetime) -> None:
    with one_act(actor=actor, now=now):
        lock_facts()
        closed = {"state": DisposalState.RESTORED.value, "decided_at": now, "done_at": now}
        # What was proposed there was decided later, in what is lost.
        proposed = Disposal.objects.filter(case=case_id, state=DisposalState.PROPOSED.value)
        if not proposed.update(**closed):
            Disposal.objects.create(id=uuid4(), case_id=case_id, **closed)
        record(actor=actor, action=REPLAY, subject=Subject(CASE, case_id, case_id), purpose=PURPOSE, now=now)
        announce(cause=REPLAY, subject=case_id, now=now)
