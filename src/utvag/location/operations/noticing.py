"""Acknowledge that somebody else has seen an address."""

from datetime import datetime
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import purpose_on
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.location.access import NOTICE, READ, notice_for
from utvag.location.models import RevealNotice


def read_notice(*, actor: Actor, notice_id: UUID, now: datetime) -> UUID:
    """Take note of it; once is enough, and twice does no harm. Give the case's id.

    :raises NotVisible: for all but the one it was written to, while she is named on the case.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        notice = notice_for(actor, notice_id, today)
        case_id = notice.reveal.case_id
        RevealNotice.objects.filter(pk=notice_id, read_at__isnull=True).update(read_at=now)
        purpose = purpose_on(actor, case_id, today)
        record(actor=actor, action=READ, subject=Subject(NOTICE, notice_id, case_id), purpose=purpose, now=now)
    return case_id
