"""OpenID Connect with real signed tokens: one good sign-in, and forged ones that are all refused."""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.givens import NOW, given_staff
from tests.organisation.givens import SESSION
from tests.organisation.identity.oidc_provider import CLIENT, KEY_ID, SECRET, OidcProvider, running_oidc
from utvag.foundation.actors import OPERATOR, Actor
from utvag.gateways.identity import Provider
from utvag.organisation.models import StaffAccount
from utvag.organisation.operations import Told, UnableToIdentify, ask_provider, identify, link_identity
from utvag.organisation.rules import QUESTION_LASTS, Role

pytestmark = pytest.mark.django_db
BACK = "https://localhost/logga-in/svar/oidc/"
SUBJECT = "subjekt-1"
OTHER_SESSION = "0b" * 32
SECONDS = int(NOW.timestamp())
Claims = dict[str, Any]
Forge = Callable[[OidcProvider, Claims], str]


@pytest.fixture
def oidc(tmp_path: Path) -> Iterator[OidcProvider]:
    with running_oidc(tmp_path) as running:
        yield running


@pytest.fixture
def siv() -> Actor:
    return given_staff("siv", Role.COORDINATOR)


@pytest.fixture
def provider(oidc: OidcProvider, siv: Actor) -> Provider:
    provider = oidc.provider()
    assert link_identity(actor=OPERATOR, username="siv", provider=provider, subject=SUBJECT, now=NOW)
    return provider


def asked(provider: Provider) -> dict[str, str]:
    address = ask_provider(provider=provider, session=SESSION, back=BACK, now=NOW)
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def claims(oidc: OidcProvider, question: dict[str, str], **other: Any) -> Claims:
    told = {
        "iss": oidc.issuer,
        "sub": SUBJECT,
        "aud": CLIENT,
        "iat": SECONDS,
        "exp": SECONDS + 300,
        "nonce": question["nonce"],
    }
    return {name: value for name, value in (told | other).items() if value is not None}


def believed(provider: Provider, state: str, *, session: str = SESSION, later: timedelta = timedelta()) -> UUID | None:
    try:
        return identify(provider=provider, told=Told(state, "code"), session=session, back=BACK, now=NOW + later)
    except UnableToIdentify:
        return None


def unsigned(header: Claims, told: Claims) -> str:
    parts = (urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in (header, told))
    return ".".join(parts) + "."


def hs256(secret: bytes, told: Claims) -> str:
    head = unsigned({"alg": "HS256", "typ": "JWT", "kid": KEY_ID}, told).rstrip(".")
    return f"{head}.{urlsafe_b64encode(hmac.digest(secret, head.encode(), sha256)).rstrip(b'=').decode()}"


def other_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def with_own_key(oidc: OidcProvider, told: Claims) -> str:
    own = other_key()
    jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(own.public_key()))
    return oidc.signed(told, private=own, headers={"jwk": jwk})


def changed(token: str, part: int) -> str:
    parts = token.split(".")
    parts[part] = ("A" if parts[part][5] != "A" else "B").join((parts[part][:5], parts[part][6:]))
    return ".".join(parts)


#: What the provider answers, made by somebody who is not the provider, or not for us, or not now.
FORGED: dict[str, Forge] = {
    "alg none": lambda _oidc, told: unsigned({"alg": "none", "kid": KEY_ID}, told),
    "alg None in another case": lambda _oidc, told: unsigned({"alg": "nOnE", "kid": KEY_ID}, told),
    "alg none with a signature": lambda oidc, told: (
        unsigned({"alg": "none", "kid": KEY_ID}, told) + oidc.signed(told).split(".")[2]
    ),
    "signature taken away": lambda oidc, told: oidc.signed(told).rpartition(".")[0] + ".",
    "HS256 with the public key": lambda oidc, told: hs256(oidc.public_pem(), told),
    "HS256 with our own secret": lambda _oidc, told: hs256(SECRET.encode(), told),
    "another's key": lambda oidc, told: oidc.signed(told, private=other_key()),
    "a key in the token itself": with_own_key,
    "a key elsewhere": lambda oidc, told: oidc.signed(
        told, private=other_key(), headers={"jku": "https://evil.example"}
    ),
    "a key that is not there": lambda oidc, told: oidc.signed(told, headers={"kid": "nyckel-2"}),
    "what must be understood is not": lambda oidc, told: oidc.signed(told, headers={"crit": ["x"], "x": 1}),
    "another issuer": lambda oidc, told: oidc.signed(told | {"iss": "https://evil.example"}),
    "the issuer with a slash": lambda oidc, told: oidc.signed(told | {"iss": oidc.issuer + "/"}),
    "another's audience": lambda oidc, told: oidc.signed(told | {"aud": "another"}),
    "one more audience": lambda oidc, told: oidc.signed(told | {"aud": [CLIENT, "another"]}),
    "another party": lambda oidc, told: oidc.signed(told | {"azp": "another"}),
    "another nonce": lambda oidc, told: oidc.signed(told | {"nonce": "0" * 64}),
    "no nonce": lambda oidc, told: oidc.signed({name: told[name] for name in told if name != "nonce"}),
    "no end": lambda oidc, told: oidc.signed({name: told[name] for name in told if name != "exp"}),
    "no audience": lambda oidc, told: oidc.signed({name: told[name] for name in told if name != "aud"}),
    "no issuer": lambda oidc, told: oidc.signed({name: told[name] for name in told if name != "iss"}),
    "expired": lambda oidc, told: oidc.signed(told | {"exp": SECONDS - 61}),
    "made long ago": lambda oidc, told: oidc.signed(told | {"iat": SECONDS - 601}),
    "made tomorrow": lambda oidc, told: oidc.signed(told | {"iat": SECONDS + 86_400, "exp": SECONDS + 90_000}),
    "not yet": lambda oidc, told: oidc.signed(told | {"nbf": SECONDS + 120}),
    "without an end": lambda oidc, told: oidc.signed(told | {"exp": float("inf")}),
    "nobody": lambda oidc, told: oidc.signed(told | {"sub": ""}),
    "somebody unknown": lambda oidc, told: oidc.signed(told | {"sub": "subjekt-2"}),
    "somebody and a zero": lambda oidc, told: oidc.signed(told | {"sub": SUBJECT + "\0"}),
    "somebody in capitals": lambda oidc, told: oidc.signed(told | {"sub": SUBJECT.upper()}),
    "changed header": lambda oidc, told: changed(oidc.signed(told), 0),
    "changed claims": lambda oidc, told: changed(oidc.signed(told), 1),
    "changed signature": lambda oidc, told: changed(oidc.signed(told), 2),
    "no token": lambda _oidc, _told: "",
    "no token at all": lambda _oidc, _told: "a.b.c",
}


def test_a_good_token_says_who_it_is(oidc: OidcProvider, provider: Provider, siv: Actor) -> None:
    question = asked(provider)
    oidc.token = oidc.signed(claims(oidc, question))
    assert believed(provider, question["state"]) == siv.id
    given = oidc.asked[0]
    challenge = urlsafe_b64encode(sha256(given["code_verifier"][0].encode()).digest()).rstrip(b"=").decode()
    assert (question["code_challenge"], question["code_challenge_method"]) == (challenge, "S256")
    assert given["redirect_uri"] == [BACK] == [question["redirect_uri"]]


@pytest.mark.parametrize("forgery", FORGED)
def test_a_forged_token_is_not_believed(oidc: OidcProvider, provider: Provider, forgery: str) -> None:
    question = asked(provider)
    oidc.token = FORGED[forgery](oidc, claims(oidc, question))
    assert believed(provider, question["state"]) is None


def test_an_answer_counts_once_in_its_session_in_its_time(oidc: OidcProvider, provider: Provider) -> None:
    question = asked(provider)
    oidc.token = oidc.signed(claims(oidc, question))
    assert believed(provider, question["state"], session=OTHER_SESSION) is None
    assert believed(provider, question["state"] + "x") is None
    assert believed(provider, question["state"], later=QUESTION_LASTS + timedelta(seconds=1)) is None
    assert believed(provider, question["state"]) is not None
    assert believed(provider, question["state"]) is None


def test_a_token_of_one_sign_in_is_none_of_another(oidc: OidcProvider, provider: Provider) -> None:
    first, second = asked(provider), asked(provider)
    oidc.token = oidc.signed(claims(oidc, first))
    assert believed(provider, second["state"]) is None


def test_it_makes_no_account_and_an_account_that_is_not_active_is_nobody(
    oidc: OidcProvider, provider: Provider, siv: Actor
) -> None:
    before = StaffAccount.objects.count()
    StaffAccount.objects.filter(pk=siv.id).update(is_active=False)
    question = asked(provider)
    oidc.token = oidc.signed(claims(oidc, question))
    assert believed(provider, question["state"]) is None
    assert StaffAccount.objects.count() == before


def test_a_provider_that_is_silent_or_calls_itself_something_else_is_not_asked(
    oidc: OidcProvider, provider: Provider
) -> None:
    oidc.issuer += "/elsewhere"
    with pytest.raises(UnableToIdentify):
        asked(provider)
