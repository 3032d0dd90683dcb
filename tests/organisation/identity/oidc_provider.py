"""An OpenID provider of the tests' own, on this machine: it says whatever a test wants it to say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final
from urllib.parse import parse_qs
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from utvag.gateways.identity import Provider, ProviderKind

CLIENT: Final = "utvag-i-kommunen"
KEY_ID: Final = "nyckel-1"
SECRET: Final = "en hemlighet som bara provet har, och som är lång nog"


@dataclass
class OidcProvider:
    """The provider: its key, and the token that it gives next."""

    folder: Path
    private: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    token: str = ""
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    issuer: str = ""

    def provider(self) -> Provider:
        """Give it as the settings name it."""
        secret = self.folder / "secret"
        secret.write_text(SECRET)
        return Provider(uuid4(), ProviderKind.OIDC, "Kommunens inloggning", self.issuer, CLIENT, secret_file=secret)

    def signed(self, claims: dict[str, Any], *, headers: dict[str, Any] | None = None, private: Any = None) -> str:
        """Sign a token."""
        return jwt.encode(claims, private or self.private, "RS256", headers={"kid": KEY_ID, **(headers or {})})

    def public_pem(self) -> bytes:
        """Give the public key, as anybody can have it."""
        kind = serialization.PublicFormat.SubjectPublicKeyInfo
        return self.private.public_key().public_bytes(serialization.Encoding.PEM, kind)

    def answer(self, path: str) -> dict[str, Any] | None:
        """Give what is found at a path."""
        if path == "/.well-known/openid-configuration":
            ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            return {"issuer": self.issuer, **{name: f"{self.issuer}/{end}" for name, end in ends.items()}}
        if path == "/keys":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.private.public_key()))
            return {"keys": [key | {"kid": KEY_ID, "use": "sig", "alg": "RS256"}]}
        return {"access_token": "unused", "token_type": "Bearer", "id_token": self.token} if path == "/token" else None


@contextmanager
def running_oidc(folder: Path) -> Iterator[OidcProvider]:
    """Run a provider while the block lasts."""
    provider = OidcProvider(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            told = provider.answer(self.path)
            body = json.dumps(told).encode()
            self.send_response(404 if told is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:  # the library's name
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            provider.asked.append(parse_qs(body))
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
