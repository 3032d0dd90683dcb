"""A key in software, that answers as the standard says; and as somebody who lies would."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.http import HttpResponse
from django.test import Client
from fido2 import cbor

ORIGIN, HOST = "https://localhost", "localhost"
PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


def text_of(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def bytes_of(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """One key of one account. Everything that it says can be made to be something else."""

    handle: bytes
    id: bytes = field(default_factory=lambda: uuid4().bytes)
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    count: int = 0
    counts: bool = True

    def cose(self, alg: int = -7) -> dict[int, Any]:
        """Give the public half as the standard writes it."""
        numbers = self.private.public_key().public_numbers()
        return {1: 2, 3: alg, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}

    def made(self, challenge: bytes, /, **lies: Any) -> str:
        """Answer that a key was made."""
        credential = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor.encode(self.cose(lies.get("alg", -7)))
        told = self.told(lies, HAS_KEY) + credential
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": told})
        client = client_data("webauthn.create", challenge, lies)
        return answer_text(self.id, {"clientDataJSON": text_of(client), "attestationObject": text_of(attestation)})

    def signed(self, challenge: bytes, /, **lies: Any) -> str:
        """Answer a question with a signature."""
        self.count += int(self.counts)
        told, client = self.told(lies), client_data("webauthn.get", challenge, lies)
        signature = lies.get("private", self.private).sign(told + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        after = lies.get("after", lambda told, client, signature: (told, client, signature))
        told, client, signature = after(told, client, signature)
        handle = lies.get("handle", self.handle)
        response = {
            "clientDataJSON": text_of(client),
            "authenticatorData": text_of(told),
            "signature": text_of(signature),
            "userHandle": None if handle is None else text_of(handle),
        }
        return answer_text(lies.get("id", self.id), response)

    def told(self, lies: dict[str, Any], more: int = 0) -> bytes:
        """Give what the key says of itself."""
        flags = lies.get("flags", PRESENT | VERIFIED) | more
        host = sha256(lies.get("host", HOST).encode()).digest()
        return bytes(host + bytes([flags]) + int(lies.get("count", self.count)).to_bytes(4, "big"))


def client_data(kind: str, challenge: bytes, lies: dict[str, Any]) -> bytes:
    """Give what the browser says of the page that asked."""
    said = {
        "type": lies.get("type", kind),
        "challenge": text_of(lies.get("challenge", challenge)),
        "origin": lies.get("origin", ORIGIN),
        "crossOrigin": lies.get("cross_origin", False),
    }
    return json.dumps(said | lies.get("more", {})).encode()


def answer_text(key_id: bytes, response: Mapping[str, str | None]) -> str:
    """Write an answer as the browser sends it."""
    told = {"id": text_of(key_id), "rawId": text_of(key_id), "type": "public-key", "response": response}
    return json.dumps(told | {"clientExtensionResults": {}})


def asked(client: Client, address: str) -> bytes:
    """Ask for a question, as the script does."""
    answer = client.post(address)
    assert answer.status_code == 200, answer.status_code
    return bytes_of(answer.json()["publicKey"]["challenge"])


def signed_in_by(client: Client, key: Authenticator, wanted: str = "/") -> HttpResponse:
    """Sign in by a key."""
    answer = key.signed(asked(client, "/logga-in/fraga/"))
    response = client.post(f"/logga-in/nyckel/?next={wanted}", {"answer": answer})
    assert isinstance(response, HttpResponse)
    return response


def key_for(account: UUID) -> Authenticator:
    """Give a key that was never shown to anybody."""
    return Authenticator(account.bytes)
