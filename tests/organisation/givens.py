"""What tests of signing in, and of acts that need a fresh touch, stand on."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pytest
from django.db import IntegrityError, connection, transaction

from tests.givens import NOW
from tests.organisation.authenticator import ORIGIN, Authenticator, key_for
from utvag.foundation.actors import Actor
from utvag.gateways.passkeys import Site
from utvag.organisation.models import StaffAccount
from utvag.organisation.operations import add_key, ask_key, begin_session, note_touch
from utvag.organisation.rules import KeyPurpose, Method

SESSION: Final = "5e" * 32
SITE: Final = Site(ORIGIN)


def given_touch(actor: Actor, session: str = SESSION, now: datetime = NOW) -> str:
    """Let somebody show her key in a session; give the session as operations name it."""
    note_touch(actor=actor, session=session, now=now)
    return session


def given_key(actor: Actor, now: datetime = NOW, name: str = "Nyckelkanarie") -> Authenticator:
    """Let somebody have a key; give it."""
    key = key_for(actor.id)
    given_touch(actor, now=now)
    asked = ask_key(purpose=KeyPurpose.NEW_KEY, session=SESSION, account=actor.id, now=now)
    add_key(actor=actor, site=SITE, text=key.made(asked), name=name, session=SESSION, now=now)
    return key


def given_session(actor: Actor, session: str, *, now: datetime = NOW, device: str = "Firefox, Linux") -> None:
    """Let somebody be signed in, in a session."""
    account = StaffAccount.objects.get(pk=actor.id)
    begin_session(account=account, session=session, method=Method.PASSKEY, device=device, now=now)


def refused_by(statement: str) -> str:
    """Run a statement that the database refuses; give the name of the constraint."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return str(refused.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]  # psycopg's own
