"""Open one case in an emergency, end it, and review it. Nothing here waits for mail, network, witnesses or engine."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import QuerySet

from utvag.audit.operations import Subject, as_engine, one_act, reach_case, record
from utvag.break_glass.access import BREAK_GLASS, open_now, opening_to_review, require_helper
from utvag.break_glass.models import BreakGlass
from utvag.break_glass.queries import is_witnessed_to, opening_place
from utvag.break_glass.rules import Finding, Ground, Refusal, ends_at, review_date_of
from utvag.cases.access import denied_cases, named_today
from utvag.cases.models import Case, CaseStaff
from utvag.cases.rules import CaseState, Purpose
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.organisation.operations import use_touch
from utvag.secrecy.envelope import seal

OPEN, END, REVIEW = "OPEN_BREAK_GLASS", "END_BREAK_GLASS", "REVIEW_BREAK_GLASS"
LOG_REVIEW = "LOG_REVIEW"


class UnableToBreakGlass(Unable):
    """The case cannot be opened. A code name that nobody has, a closed case and one denied her are told alike."""


class UnableToReview(Unable):
    """The opening cannot be reviewed now."""


def break_glass(
    *,
    actor: Actor,
    session: str,
    code_name: str,
    ground: Ground,
    reason: str,
    now: datetime,
    draft_revision: int = 0,
) -> UUID:
    """Open one case for sixty minutes; its staff are told at once, and somebody else reviews it. Give the case's id.

    :raises NotVisible: for roles that help nobody.
    :raises TouchNeeded: without a fresh touch.
    :raises UnableToBreakGlass: without a reason, when no such case can be opened, and while she has another case open.
    """
    try:
        with one_act(actor=actor, now=now):
            require_helper(actor, OPEN)
            if not reason.strip():
                raise UnableToBreakGlass(Refusal.NO_REASON)
            case_id = _case_to_open(actor, code_name, now)
            use_touch(actor=actor, session=session, used_for=OPEN, now=now)
            _open(actor, case_id, ground, reason, now)
            drop_sent_draft(actor=actor, key=DraftKey(FormKind.BREAK_GLASS), revision=draft_revision, now=now)
    except NotVisible:
        # Her role was asked first: what is left is a code name that nothing opens under.
        require_helper(actor, OPEN)
        raise UnableToBreakGlass(Refusal.NO_SUCH_CASE) from None
    return case_id


def end_break_glass(*, actor: Actor, now: datetime) -> None:
    """End the actor's own opening before its time. Without one, nothing happens."""
    with one_act(actor=actor, now=now):
        for row in _to_end(now).filter(account=actor.id).select_for_update():
            _end(row, actor, min(now, row.until_at), now)


def end_what_has_run_out(*, actor: Actor, now: datetime, account: UUID | None = None) -> int:
    """End the openings whose hour is over, of one account or of all; say how many there were."""
    rows = _to_end(now).filter(until_at__lte=now)
    if account is not None:
        rows = rows.filter(account=account)
    if not rows.exists():
        return 0
    with one_act(actor=actor, now=now):
        found = list(rows.select_for_update())
        for row in found:
            _end(row, actor, row.until_at, now)
    return len(found)


def review_break_glass(
    *, actor: Actor, glass_id: UUID, finding: Finding, text: str, now: datetime, draft_revision: int = 0
) -> None:
    """Say whether an opening was in order, when it has ended and the log of it is witnessed. Said once.

    :raises NotVisible: unless the actor heads the case or reviews the log, and for who opened it.
    :raises UnableToReview: without a text, while it is open, before it is witnessed, and when it is reviewed already.
    """
    with one_act(actor=actor, now=now):
        row = opening_to_review(actor, glass_id, day_of(now), action=REVIEW)
        _refuse_review(row, text)
        row.reviewed_by_id, row.reviewed_at, row.finding = actor.id, now, finding.value
        row.review = seal(opening_place(row, "review"), {"text": text})
        row.save(update_fields=["reviewed_by", "reviewed_at", "finding", "review"])
        drop_sent_draft(
            actor=actor,
            key=DraftKey(FormKind.REVIEW_BREAK_GLASS, None, glass_id),
            revision=draft_revision,
            now=now,
        )
        subject = Subject(BREAK_GLASS, glass_id, row.case_id)
        record(actor=actor, action=REVIEW, subject=subject, purpose=LOG_REVIEW, now=now)


def _case_to_open(actor: Actor, code_name: str, now: datetime) -> UUID:
    cases = Case.objects.filter(code_name__iexact=code_name.strip()).exclude(state=CaseState.CLOSED)
    with as_engine():
        case_id = cases.exclude(pk__in=denied_cases(actor)).values_list("pk", flat=True).first()
    if case_id is None:
        raise NotVisible(OPEN, BREAK_GLASS, None)
    if open_now(actor, now).exists():
        raise UnableToBreakGlass(Refusal.ONE_AT_A_TIME)
    return case_id


def _open(actor: Actor, case_id: UUID, ground: Ground, reason: str, now: datetime) -> None:
    reach_case(case_id)
    today, until = day_of(now), ends_at(now)
    row = BreakGlass(
        id=uuid4(),
        case_id=case_id,
        account_id=actor.id,
        ground=ground.value,
        opened_at=now,
        until_at=until,
        review_date=review_date_of(today),
    )
    row.sealed = seal(opening_place(row, "sealed"), {"reason": reason})
    row.save(force_insert=True)
    # One who is named already opens it for what the witnesses would keep from her: the address.
    if not named_today(actor, today).filter(case=case_id).exists():
        # The wall counts in days; the hour is held by who ends it, before anything else is done on her next request.
        CaseStaff.objects.create(
            case_id=case_id,
            account_id=actor.id,
            purpose=Purpose.BREAK_GLASS.value,
            from_date=today,
            until_date=day_of(until) + timedelta(days=1),
        )
    subject = Subject(BREAK_GLASS, row.id, case_id)
    record(actor=actor, action=OPEN, subject=subject, purpose=Purpose.BREAK_GLASS, now=now)


def _to_end(now: datetime) -> QuerySet[BreakGlass]:
    return BreakGlass.objects.filter(ended_at__isnull=True, opened_at__lte=now)


def _end(row: BreakGlass, actor: Actor, ended_at: datetime, now: datetime) -> None:
    CaseStaff.objects.filter(case=row.case_id, account=row.account_id, purpose=Purpose.BREAK_GLASS.value).delete()
    row.ended_at = ended_at
    row.save(update_fields=["ended_at"])
    subject = Subject(BREAK_GLASS, row.id, row.case_id)
    record(actor=actor, action=END, subject=subject, purpose=Purpose.BREAK_GLASS, now=now)


def _refuse_review(row: BreakGlass, text: str) -> None:
    if row.reviewed_at is not None:
        raise UnableToReview(Refusal.REVIEWED)
    if row.ended_at is None:
        raise UnableToReview(Refusal.STILL_OPEN)
    if not text.strip():
        raise UnableToReview(Refusal.NO_REASON)
    if not is_witnessed_to(row.ended_at):
        raise UnableToReview(Refusal.NOT_WITNESSED)
