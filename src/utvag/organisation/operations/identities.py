"""What an identity provider says: who somebody is. It makes no account and gives no role."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from utvag.audit.models import Outcome
from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import NOBODY, Actor
from utvag.foundation.errors import Unable
from utvag.gateways.identity import (
    IdentityRefused,
    Provider,
    ProviderKind,
    ask_oidc,
    ask_saml,
    read_code,
    read_response,
)
from utvag.organisation.access import require_operator
from utvag.organisation.models import IdentityLink, IdentityQuestion, StaffAccount
from utvag.organisation.rules import QUESTION_LASTS, Refusal

IDENTIFY, LINK, UNLINK = "IDENTIFY", "LINK_IDENTITY", "UNLINK_IDENTITY"
STATE_BYTES: Final = 32
KEPT_FOR: Final = timedelta(days=1)


class UnableToIdentify(Unable):
    """The provider cannot be asked, or what it is said to have answered is not believed."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came back from a provider: the word that we sent, and its answer (a code, or a signed response)."""

    state: str
    answer: str = field(repr=False)


def ask_provider(*, provider: Provider, session: str, back: str, now: datetime) -> str:
    """Give the address where a provider asks who somebody is; the answer counts once, in this session.

    :raises UnableToIdentify: when the provider does not answer.
    """
    state = secrets.token_urlsafe(STATE_BYTES)
    IdentityQuestion.objects.filter(asked_at__lt=now - KEPT_FOR).delete()
    IdentityQuestion.objects.create(
        id=uuid4(), provider=provider.id, session=session, state=_hashed(state), asked_at=now
    )
    if provider.kind is ProviderKind.SAML:
        return ask_saml(provider, back=back, request_id=_request_id(state), relay=state, now=now)
    try:
        return ask_oidc(provider, back=back, state=state, nonce=_nonce(state), verifier=_verifier(state))
    except IdentityRefused:
        raise UnableToIdentify(Refusal.PROVIDER_SILENT) from None


def identify(*, provider: Provider, told: Told, session: str, back: str, now: datetime) -> UUID:
    """Give the account whose subject the provider vouches for. She is not signed in by that: her key is still asked.

    :raises UnableToIdentify: whatever is wrong, or the subject is nobody's here, after the log has its row.
    """
    account: StaffAccount | None = None
    with one_act(actor=Actor(NOBODY, "UNKNOWN"), now=now):
        if _is_asked(provider, told.state, session, now):
            account = _account_of(provider, _subject(provider, told, back, now))
        record(
            actor=Actor(NOBODY, "UNKNOWN") if account is None else Actor(account.pk, account.role),
            action=IDENTIFY,
            subject=Subject("STAFF_ACCOUNT", None if account is None else account.pk),
            purpose=IDENTIFY,
            now=now,
            outcome=Outcome.DENIED if account is None else Outcome.DONE,
        )
    if account is None:
        raise UnableToIdentify(Refusal.IDENTITY_REFUSED)
    return account.pk


def link_identity(*, actor: Actor, username: str, provider: Provider, subject: str, now: datetime) -> bool:
    """Say at the machine's shell whose a provider's subject is; an earlier one of hers there ends. False: no account.

    :raises NotVisible: for everybody but the operator.
    :raises UnableToIdentify: when the subject is another's.
    """
    with one_act(actor=actor, now=now):
        require_operator(actor, LINK)
        account = StaffAccount.objects.filter(username=username, is_active=True).first()
        if account is None:
            return False
        IdentityLink.objects.filter(account=account, provider=provider.id, ended_at=None).update(ended_at=now)
        try:
            with transaction.atomic():
                IdentityLink.objects.create(
                    id=uuid4(),
                    account=account,
                    provider=provider.id,
                    subject_index=_index(provider, subject),
                    linked_at=now,
                )
        except IntegrityError:
            raise UnableToIdentify(Refusal.IDENTITY_TAKEN) from None
        record(actor=actor, action=LINK, subject=Subject("STAFF_ACCOUNT", account.pk), purpose=LINK, now=now)
    return True


def _is_asked(provider: Provider, state: str, session: str, now: datetime) -> bool:
    """Use up the question that was answered; say whether this session asked it of this provider just now."""
    asked = IdentityQuestion.objects.filter(
        state=_hashed(state),
        provider=provider.id,
        session=session,
        answered_at=None,
        asked_at__gte=now - QUESTION_LASTS,
        asked_at__lte=now,
    )
    row = asked.select_for_update().first()
    if row is None:
        return False
    row.answered_at = now
    row.save(update_fields=["answered_at"])
    return True


def _subject(provider: Provider, told: Told, back: str, now: datetime) -> str | None:
    state = told.state
    try:
        if provider.kind is ProviderKind.SAML:
            return read_response(provider, text=told.answer, back=back, request_id=_request_id(state))
        return read_code(provider, code=told.answer, back=back, nonce=_nonce(state), verifier=_verifier(state), now=now)
    except IdentityRefused:
        return None


def _account_of(provider: Provider, subject: str | None) -> StaffAccount | None:
    if subject is None:
        return None
    links = IdentityLink.objects.filter(provider=provider.id, subject_index=_index(provider, subject), ended_at=None)
    link = links.select_related("account").filter(account__is_active=True).first()
    return None if link is None else link.account


def _index(provider: Provider, subject: str) -> bytes:
    """Find a subject by Django's own key: nobody is signed in yet, so the key service counts no question on her."""
    return bytes(salted_hmac("utvag.identity.subject", f"{provider.id} {subject}", algorithm="sha256").digest())


def _hashed(state: str) -> str:
    return sha256(state.encode("utf-8", "surrogatepass")).hexdigest()


def _nonce(state: str) -> str:
    """Give what the token must hold; made of the state, so that nothing is kept between question and answer."""
    return str(salted_hmac("utvag.identity.nonce", state, algorithm="sha256").hexdigest())


def _verifier(state: str) -> str:
    return str(salted_hmac("utvag.identity.verifier", state, algorithm="sha256").hexdigest())


def _request_id(state: str) -> str:
    return "_" + str(salted_hmac("utvag.identity.request", state, algorithm="sha256").hexdigest())
