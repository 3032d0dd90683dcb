"""Write anew what is known in a case of the two definitions and of custody. The earlier versions stay."""

from datetime import datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE, case_to_handle
from utvag.cases.models import Case, ToldVersion
from utvag.cases.queries.told import sealable_standing, told_place, versions_of
from utvag.cases.rules import Standing, refused_standing
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import Unable
from utvag.secrecy.envelope import seal

WRITE_TOLD = "WRITE_TOLD"


class UnableToWriteTold(Unable):
    """The version cannot be written so. The text repeats nothing of it."""


def write_told(*, actor: Actor, case_id: UUID, standing: Standing, now: datetime, draft_revision: int = 0) -> UUID:
    """Write a new version.

    :raises NotVisible: unless the actor is named on the case and handles it.
    :raises UnableToWriteTold: when the day of release has been or she is free, or nothing has changed.
    """
    today, version_id = day_of(now), uuid4()
    with one_act(actor=actor, now=now):
        opened = case_to_handle(actor, case_id, today, action=WRITE_TOLD)
        # Held, so that two who write at once get a number each.
        Case.objects.select_for_update(no_key=True).get(pk=case_id)
        latest = next(iter(versions_of(case_id)), None)
        refusal = refused_standing(standing, None if latest is None else latest.standing, today=today)
        if refusal is not None:
            raise UnableToWriteTold(refusal)
        ToldVersion.objects.create(
            id=version_id,
            case_id=case_id,
            revision=1 if latest is None else latest.revision + 1,
            written_at=now,
            written_by_id=actor.id,
            sealed=seal(told_place(case_id, version_id), sealable_standing(standing)),
        )
        drop_sent_draft(actor=actor, key=DraftKey(FormKind.CASE_TOLD, case_id), revision=draft_revision, now=now)
        subject = Subject(CASE, case_id, case_id)
        record(actor=actor, action=WRITE_TOLD, subject=subject, purpose=opened.purpose, now=now)
    return version_id
