"""OpenID Connect: the code flow with PKCE. The token's signature is verified, though it comes over TLS."""

import http.client
import json
from base64 import b64encode, urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final, cast
from urllib.parse import quote, urlencode, urlsplit

import jwt
from jwt import PyJWK, PyJWKSet

from utvag.gateways.identity.providers import IdentityRefused, Provider

SECONDS: Final = 5.0
MOST_BYTES: Final = 256 * 1024
LEEWAY: Final = timedelta(seconds=60)
OLDEST: Final = timedelta(minutes=10)
LONGEST: Final = timedelta(days=1)
#: Signatures with the provider's own private key. Nothing that a public key could make (HS256), and never "none".
ALGORITHMS: Final = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC", "EdDSA": "OKP"}
CLAIMS: Final = ("iss", "sub", "aud", "exp", "iat", "nonce")


def ask_oidc(provider: Provider, *, back: str, state: str, nonce: str, verifier: str) -> str:
    """Give the address where the provider asks who somebody is.

    :raises IdentityRefused: when the provider does not answer as it should.
    """
    challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": provider.client,
        "redirect_uri": back,
        "scope": "openid",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{_found(provider)['authorization_endpoint']}?{urlencode(asked)}"


def read_code(provider: Provider, *, code: str, back: str, nonce: str, verifier: str, now: datetime) -> str:
    """Give the subject that the provider vouches for.

    :raises IdentityRefused: when anything is wrong.
    """
    found = _found(provider)
    given = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    client = b64encode(f"{quote(provider.client, safe='')}:{quote(provider.secret(), safe='')}".encode()).decode()
    answer = _asked("POST", str(found["token_endpoint"]), urlencode(given), {"Authorization": f"Basic {client}"})
    return _subject(provider, str(answer.get("id_token", "")), str(found["jwks_uri"]), nonce, now)


def _subject(provider: Provider, token: str, keys: str, nonce: str, now: datetime) -> str:
    try:
        header = jwt.get_unverified_header(token)
        claims = jwt.decode(
            token,
            key=_key(header, _asked("GET", keys)),
            algorithms=[str(header.get("alg"))],
            audience=provider.client,
            issuer=provider.issuer,
            # The times are judged below, by the moment that we are given.
            options={"require": list(CLAIMS), "verify_exp": False, "verify_iat": False, "verify_nbf": False},
        )
        return _believed(provider, claims, nonce, now)
    except (jwt.PyJWTError, ValueError, TypeError, KeyError, OverflowError, AttributeError):
        raise IdentityRefused from None


def _key(header: dict[str, Any], told: dict[str, Any]) -> PyJWK:
    """Find the key that a token names, of the kind that its algorithm asks for."""
    kind = ALGORITHMS[str(header.get("alg"))]
    if header.get("crit"):
        raise IdentityRefused
    for key in PyJWKSet.from_dict(told).keys:
        if key.key_id == header["kid"] and key.key_type == kind and key.public_key_use in {None, "sig"}:
            return key
    raise IdentityRefused


def _believed(provider: Provider, claims: dict[str, Any], nonce: str, now: datetime) -> str:
    audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    moment, leeway = now.timestamp(), LEEWAY.total_seconds()
    at, ends = float(claims["iat"]), float(claims["exp"])
    begins = float(claims.get("nbf", at))
    is_in_time = begins <= moment + leeway and moment < ends + leeway and ends - at <= LONGEST.total_seconds()
    is_fresh = moment - OLDEST.total_seconds() <= at <= moment + leeway
    is_ours = audience == [provider.client] and claims.get("azp", provider.client) == provider.client
    subject = claims["sub"]
    if not (is_in_time and is_fresh and is_ours and claims["nonce"] == nonce):
        raise IdentityRefused
    if not isinstance(subject, str) or not subject:
        raise IdentityRefused
    return subject


def _found(provider: Provider) -> dict[str, Any]:
    """Ask the provider where its parts are."""
    found = _asked("GET", f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    parts = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if found.get("issuer") != provider.issuer or not all(isinstance(found.get(part), str) for part in parts):
        raise IdentityRefused
    return found


def _asked(method: str, address: str, body: str = "", headers: dict[str, str] | None = None) -> dict[str, Any]:
    """Ask over HTTPS; plain HTTP on this machine only. No redirect is followed."""
    place = urlsplit(address)
    if place.scheme != "https" and place.hostname != "127.0.0.1":
        raise IdentityRefused
    maker = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    connection = maker(place.hostname or "", place.port, timeout=SECONDS)
    path = f"{place.path or '/'}{f'?{place.query}' if place.query else ''}"
    try:
        connection.request(method, path, body or None, {"Accept": "application/json", **kind, **(headers or {})})
        answer = connection.getresponse()
        told = json.loads(answer.read(MOST_BYTES))
    except (OSError, http.client.HTTPException, ValueError, RecursionError):
        raise IdentityRefused from None
    finally:
        connection.close()
    if answer.status != HTTPStatus.OK or not isinstance(told, dict):
        raise IdentityRefused
    return cast("dict[str, Any]", told)
