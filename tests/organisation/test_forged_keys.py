"""Forged answers to a key's question: none lets anybody in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client

from tests.givens import NOW, given_register, given_staff
from tests.organisation.authenticator import PRESENT, VERIFIED, Authenticator, key_for, signed_in_by
from tests.organisation.authenticator import asked as asked_by_page
from tests.organisation.givens import SESSION, SITE, given_key
from utvag.foundation.actors import Actor
from utvag.foundation.clock import now
from utvag.organisation.models import Passkey
from utvag.organisation.operations import UnableToUseKey, add_key, ask_key, note_touch, sign_in_with_key
from utvag.organisation.rules import KeyPurpose, Role

pytestmark = pytest.mark.django_db
BY_KEY, ASK = "/logga-in/nyckel/", "/logga-in/fraga/"
After = Callable[[bytes, bytes, bytes], tuple[bytes, bytes, bytes]]


def flipped(raw: bytes, place: int) -> bytes:
    body = bytearray(raw)
    body[place] ^= 1
    return bytes(body)


def after(change: After) -> dict[str, Any]:
    return {"after": change}


#: What is said that is not so: each alone is enough to be refused.
LIES: dict[str, dict[str, Any]] = {
    "another origin": {"origin": "https://utvag.example"},
    "our origin without TLS": {"origin": "http://localhost"},
    "another port of ours": {"origin": "https://localhost:8443"},
    "a subdomain of ours": {"origin": "https://evil.localhost"},
    "our name as a subdomain": {"origin": "https://localhost.evil.example"},
    "our origin with a slash": {"origin": "https://localhost/"},
    "another site's hash": {"host": "utvag.example"},
    "another challenge": {"challenge": b"\0" * 32},
    "an empty challenge": {"challenge": b""},
    "a new key, not a signature": {"type": "webauthn.create"},
    "nobody was asked": {"flags": VERIFIED},
    "nobody was recognised": {"flags": PRESENT},
    "a page inside another": {"cross_origin": True},
    "a page with another on top": {"more": {"topOrigin": "https://evil.example"}},
    "no handle": {"handle": None},
    "another's handle": {"handle": b"\1" * 16},
    "a key that is not here": {"id": b"\2" * 16},
    "another key's signature": {"private": ec.generate_private_key(ec.SECP256R1())},
    "flags changed after": after(lambda told, client, signature: (flipped(told, 32), client, signature)),
    "count changed after": after(lambda told, client, signature: (flipped(told, 36), client, signature)),
    "site changed after": after(lambda told, client, signature: (flipped(told, 0), client, signature)),
    "more said after": after(lambda told, client, signature: (told + b"\0", client, signature)),
    "less said after": after(lambda told, client, signature: (told[:-1], client, signature)),
    "page changed after": after(lambda told, client, signature: (told, client.replace(b"false", b"null"), signature)),
    "signature changed": after(lambda told, client, signature: (told, client, flipped(signature, -1))),
    "signature cut": after(lambda told, client, signature: (told, client, signature[:-1])),
    "no signature": after(lambda told, client, _signature: (told, client, b"")),
}
LIES_OF_A_NEW_KEY: dict[str, dict[str, Any]] = {
    "another origin": {"origin": "https://utvag.example"},
    "another site's hash": {"host": "utvag.example"},
    "another challenge": {"challenge": b"\0" * 32},
    "a signature, not a new key": {"type": "webauthn.get"},
    "nobody was asked": {"flags": VERIFIED},
    "nobody was recognised": {"flags": PRESENT},
    "a page inside another": {"cross_origin": True},
    "an algorithm that is broken": {"alg": -65535},
    "no algorithm": {"alg": 0},
}


def given_siv() -> Actor:
    return given_staff("siv", Role.COORDINATOR)


def asked() -> bytes:
    return ask_key(purpose=KeyPurpose.SIGN_IN, session=SESSION, account=None, now=NOW)


def is_let_in(text: str) -> bool:
    try:
        sign_in_with_key(site=SITE, text=text, session=SESSION, now=NOW)
    except UnableToUseKey:
        return False
    return True


@pytest.mark.parametrize("lie", LIES)
def test_a_forged_answer_lets_nobody_in_and_spoils_nothing(lie: str) -> None:
    key = given_key(given_siv())
    assert not is_let_in(key.signed(asked(), **LIES[lie]))
    assert is_let_in(key.signed(asked()))


def test_an_answer_of_mine_is_none_of_another_s() -> None:
    siv, ulla = given_siv(), given_staff("ulla", Role.COORDINATOR)
    mine, hers = given_key(siv), given_key(ulla)
    assert not is_let_in(mine.signed(asked(), handle=hers.handle))
    assert not is_let_in(mine.signed(asked(), id=hers.id))
    assert not is_let_in(mine.signed(asked(), id=hers.id, handle=hers.handle))
    assert not is_let_in(key_for(siv.id).signed(asked()))


def test_a_replayed_and_a_copied_answer_let_nobody_in() -> None:
    key = given_key(given_siv())
    text = key.signed(asked())
    assert [is_let_in(text), is_let_in(text)] == [True, False]
    copy = Authenticator(key.handle, key.id, key.private, count=key.count - 1)
    assert not is_let_in(copy.signed(asked()))


@pytest.mark.parametrize("lie", LIES_OF_A_NEW_KEY)
def test_a_forged_new_key_is_not_kept(lie: str) -> None:
    siv = given_siv()
    note_touch(actor=siv, session=SESSION, now=NOW)
    challenge = ask_key(purpose=KeyPurpose.NEW_KEY, session=SESSION, account=siv.id, now=NOW)
    text = key_for(siv.id).made(challenge, **LIES_OF_A_NEW_KEY[lie])
    with pytest.raises(UnableToUseKey):
        add_key(actor=siv, site=SITE, text=text, name="Falsk", session=SESSION, now=NOW)
    assert not Passkey.objects.exists()


def test_a_new_key_asked_for_by_another_is_not_kept() -> None:
    siv, ulla = given_siv(), given_staff("ulla", Role.COORDINATOR)
    note_touch(actor=ulla, session=SESSION, now=NOW)
    challenge = ask_key(purpose=KeyPurpose.NEW_KEY, session=SESSION, account=siv.id, now=NOW)
    text = key_for(ulla.id).made(challenge)
    with pytest.raises(UnableToUseKey):
        add_key(actor=ulla, site=SITE, text=text, name="Falsk", session=SESSION, now=NOW)


@pytest.mark.parametrize("lie", LIES)
def test_a_forged_answer_leads_nowhere_on_the_pages(client: Client, lie: str) -> None:
    given_register()
    key = given_key(given_siv(), now=now())
    response = client.post(BY_KEY, {"answer": key.signed(asked_by_page(client, ASK), **LIES[lie])})
    assert response.status_code == 200 and "Nyckeln gick inte att logga in med" in response.text
    assert client.get("/").status_code == 302
    assert signed_in_by(client, key).status_code == 302 and client.get("/").status_code == 200
