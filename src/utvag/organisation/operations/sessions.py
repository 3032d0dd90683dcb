"""Sessions: begin one, follow it at each request, end it; and hold what was sent when its time was out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.models import EntryCode, HeldForm, SignIn, StaffAccount
from utvag.organisation.queries.sessions import held_place, sign_in_place
from utvag.organisation.rules import FORM_IS_HELD, NOTED_EVERY, EndedWhy, Method, News, session_over
from utvag.secrecy.envelope import seal

END: Final = "END_SESSION"
SESSION: Final = "SESSION"


@dataclass(frozen=True, slots=True)
class Followed:
    """What a request's session is worth.

    :ivar account: who is signed in, or None.
    :ivar over: why she is not any more.
    """

    account: StaffAccount | None = None
    over: EndedWhy | None = None
    news: News = News.NONE
    news_at: datetime | None = None


def begin_session(*, account: StaffAccount, session: str, method: Method, device: str, now: datetime) -> None:
    """Write that somebody is signed in here, and let her other sessions tell her so. The sign-in itself is logged."""
    with transaction.atomic():
        before = SignIn.objects.filter(account=account).order_by("-started_at").first()
        SignIn.objects.filter(account=account, ended_at=None).update(news=News.OTHER_SIGN_IN.value, news_at=now)
        sign_in_id = uuid4()
        used_at = _code_used(account.pk, before, now)
        SignIn.objects.create(
            id=sign_in_id,
            account=account,
            role=account.role,
            session=session,
            method=method.value,
            started_at=now,
            active_at=now,
            news=News.NONE.value if used_at is None else News.CODE_USED.value,
            news_at=used_at,
            sealed=seal(sign_in_place(account.pk, sign_in_id), {"device": device}),
        )


def follow_session(*, session: str, is_activity: bool, now: datetime) -> Followed:
    """Say who is signed in; end the session when its time is out, or the account is no longer what it was.

    What a page does by itself is no activity: it keeps nobody signed in.
    """
    row = SignIn.objects.select_related("account").filter(session=session).first()
    if row is None:
        return Followed()
    if row.ended_at is not None:
        return Followed(over=EndedWhy(row.ended_why))
    account = row.account
    over = session_over(started_at=row.started_at, active_at=row.active_at, now=now)
    if not account.is_active or account.role != row.role:
        over = EndedWhy.ACCOUNT_CHANGED
    if over is not None:
        _end_one(row, over, now)
        return Followed(over=over)
    if is_activity and now - row.active_at >= NOTED_EVERY:
        SignIn.objects.filter(pk=row.pk, ended_at=None).update(active_at=now)
    return Followed(account=account, news=News(row.news), news_at=row.news_at)


def sign_out(*, actor: Actor, session: str, now: datetime) -> None:
    """End one's own session."""
    with one_act(actor=actor, now=now):
        _end(SignIn.objects.filter(account=actor.id, session=session), EndedWhy.SIGNED_OUT, now)


def end_sign_in(*, actor: Actor, sign_in_id: UUID, now: datetime) -> None:
    """End one of one's own sessions.

    :raises NotVisible: when it is not hers, or over.
    """
    with one_act(actor=actor, now=now):
        if not _end(SignIn.objects.filter(account=actor.id, pk=sign_in_id), EndedWhy.BY_OWNER, now):
            raise NotVisible(END, SESSION, sign_in_id)


def end_other_sign_ins(*, actor: Actor, session: str, now: datetime) -> None:
    """End all of one's own sessions but this one."""
    with one_act(actor=actor, now=now):
        _end(SignIn.objects.filter(account=actor.id).exclude(session=session), EndedWhy.BY_OWNER, now)


def end_sessions_of(*, account_id: UUID, why: EndedWhy, now: datetime) -> None:
    """End every session of an account. Part of a larger operation."""
    _end(SignIn.objects.filter(account=account_id), why, now)


def see_news(*, actor: Actor, session: str) -> None:
    """Note that she has seen what her session had to tell."""
    SignIn.objects.filter(account=actor.id, session=session).update(news=News.NONE.value, news_at=None)


def hold_form(*, account_id: UUID, path: str, fields: Mapping[str, list[str]], had_files: bool, now: datetime) -> None:
    """Keep a form that was sent when its writer's time was out, for her alone, until she has signed in again."""
    with transaction.atomic():
        HeldForm.objects.filter(at__lt=now - FORM_IS_HELD).delete()
        HeldForm.objects.filter(account=account_id).delete()
        held_id = uuid4()
        told = {"path": path, "fields": dict(fields), "had_files": had_files}
        HeldForm.objects.create(
            id=held_id, account_id=account_id, at=now, sealed=seal(held_place(account_id, held_id), told)
        )


def drop_held_form(*, actor: Actor) -> None:
    """Forget the actor's held form: it is sent now, or thrown away."""
    HeldForm.objects.filter(account=actor.id).delete()


def _code_used(account_id: UUID, before: SignIn | None, now: datetime) -> datetime | None:
    """Give when a code of hers was used since she last signed in."""
    used = EntryCode.objects.filter(account=account_id, used_at__lte=now)
    if before is not None:
        used = used.filter(used_at__gt=before.started_at)
    return used.order_by("-used_at").values_list("used_at", flat=True).first()


def _end_one(row: SignIn, why: EndedWhy, now: datetime) -> None:
    with one_act(actor=Actor(row.account_id, row.role), now=now):
        _end(SignIn.objects.filter(pk=row.pk), why, now)


def _end(rows: QuerySet[SignIn], why: EndedWhy, now: datetime) -> bool:
    """End what of the rows is not over, each with its row in the log; say whether any was."""
    open_rows = list(rows.select_for_update(of=("self",)).filter(ended_at=None))
    for row in open_rows:
        row.ended_at, row.ended_why = now, why.value
        row.save(update_fields=["ended_at", "ended_why"])
        actor = Actor(row.account_id, row.role)
        record(actor=actor, action=END, subject=Subject(SESSION, row.pk), purpose=why.value, now=now)
    return bool(open_rows)
