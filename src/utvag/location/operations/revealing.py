"""Show where somebody lives, in three steps that each commit: ask, (wait for the witnesses,) show or refuse.

Nothing is decrypted before the log row of the asking is witnessed; who takes the rows away afterwards is found out.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from django.db import IntegrityError

from utvag.audit.models import Outcome
from utvag.audit.operations import Subject, one_act, record
from utvag.audit.rules.rows import LogRow
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import Unable
from utvag.location.access import REVEAL, placement_to_reveal
from utvag.location.models import Reveal
from utvag.location.queries import budget_of, note_place
from utvag.location.rules import Refusal, RevealReason, RevealState
from utvag.organisation.operations import use_touch
from utvag.placement.access import PLACEMENT
from utvag.placement.models import Placement
from utvag.providers.queries import has_address, home_address
from utvag.providers.rules import HomeAddress
from utvag.secrecy.envelope import seal
from utvag.secrecy.rules import Secret

# What the database says when a budget is spent in the same moment by another tab.
_SPENT: Final = {
    "reveal_five_an_hour": Refusal.HOUR_SPENT,
    "reveal_fifteen_a_day": Refusal.DAY_SPENT,
    "reveal_one_case_at_a_time": Refusal.OTHER_CASE_WAITS,
}


class UnableToReveal(Unable):
    """The address is not shown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A try that is written, told and counted, and its row of the log."""

    id: UUID
    row: LogRow


def ask_for_address(
    *,
    actor: Actor,
    session: str,
    placement_id: UUID,
    reason: RevealReason,
    note: str,
    now: datetime,
    draft_revision: int = 0,
) -> Asked:
    """Write that somebody asks where a household lives: touch, budget, log row, and the others are told.

    :raises NotVisible: for all but those who handle the case.
    :raises TouchNeeded: without a fresh touch of this session.
    :raises UnableToReveal: without a reason or an address, and when a budget is spent, which leaves a DENIED row.
    """
    try:
        with one_act(actor=actor, now=now):
            row = placement_to_reveal(actor, placement_id, day_of(now)).placement
            _refuse_when(actor, row, reason, note)
            use_touch(actor=actor, session=session, used_for=REVEAL, now=now)
            asked = _written(actor, row, reason, note, now)
            key = DraftKey(FormKind.REVEAL_ADDRESS, row.case_id, placement_id)
            drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
            return asked
    except IntegrityError as error:
        found = _SPENT.get(_constraint_of(error))
        if found is None:
            raise
        refused = UnableToReveal(found)
    except UnableToReveal as unable:
        refused = unable
    if refused.refusal in _SPENT.values():
        note_refused(actor=actor, placement_id=placement_id, reason=reason, why=Refusal(refused.refusal), now=now)
    raise refused


def show_address(*, actor: Actor, asked: Asked, now: datetime) -> Secret[HomeAddress]:
    """Open the address of a try whose log row is witnessed; the database asks for that again.

    :raises NotVisible: when the actor does not handle the case any longer.
    """
    with one_act(actor=actor, now=now):
        held = Reveal.objects.select_for_update(of=("self",)).get(pk=asked.id, account=actor.id)
        row = placement_to_reveal(actor, held.placement_id, day_of(now)).placement
        Reveal.objects.filter(pk=asked.id).update(state=RevealState.SHOWN.value)
        found = home_address(row.home_id)
        if found is None:
            raise UnableToReveal(Refusal.NO_ADDRESS)
        return found


def refuse_address(*, actor: Actor, asked: Asked, now: datetime) -> None:
    """Write that a try was not answered, since its log row was not witnessed in time. It does not count."""
    with one_act(actor=actor, now=now):
        Reveal.objects.filter(pk=asked.id, account=actor.id).update(state=RevealState.REFUSED.value)
        subject = Subject(PLACEMENT, asked.row.subject, asked.row.case)
        _record_denial(actor, subject, asked.row.purpose, Refusal.NOT_WITNESSED, now)


def note_refused(*, actor: Actor, placement_id: UUID, reason: RevealReason, why: Refusal, now: datetime) -> None:
    """Write a try that was refused before it was counted.

    :raises NotVisible: for all but those who handle the case.
    """
    with one_act(actor=actor, now=now):
        row = placement_to_reveal(actor, placement_id, day_of(now)).placement
        _record_denial(actor, Subject(PLACEMENT, placement_id, row.case_id), reason, why, now)


def _refuse_when(actor: Actor, row: Placement, reason: RevealReason, note: str) -> None:
    if reason is RevealReason.OTHER and not note.strip():
        raise UnableToReveal(Refusal.NOTE_MISSING)
    if not has_address(row.home_id):
        raise UnableToReveal(Refusal.NO_ADDRESS)
    spent = budget_of(actor).refusal
    if spent is not None:
        raise UnableToReveal(spent)


def _written(actor: Actor, row: Placement, reason: RevealReason, note: str, now: datetime) -> Asked:
    reveal_id, subject = uuid4(), Subject(PLACEMENT, row.pk, row.case_id)
    entry = record(actor=actor, action=REVEAL, subject=subject, purpose=reason, now=now)
    is_other = reason is RevealReason.OTHER
    Reveal.objects.create(
        id=reveal_id,
        account_id=actor.id,
        case_id=row.case_id,
        placement_id=row.pk,
        reason=reason.value,
        sealed=seal(note_place(row.case_id, reveal_id), {"note": note.strip()}) if is_other else None,
        at=now,
        entry_id=entry.id,
    )
    return Asked(reveal_id, entry)


def _record_denial(actor: Actor, subject: Subject, reason: str, why: Refusal, now: datetime) -> None:
    record(actor=actor, action=REVEAL, subject=subject, purpose=reason, now=now, verdict=why, outcome=Outcome.DENIED)


def _constraint_of(error: IntegrityError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "constraint_name", ""))
