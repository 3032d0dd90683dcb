"""The file that names the identity providers, and who they are."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid5

SPACE: Final = UUID("4f0d7c0a-6f0e-4d55-9a0e-2f6f0c1b7a11")


class IdentityRefused(Exception):
    """What a provider is said to have answered is not believed. There is one refusal, without a reason."""


class ProvidersUnusable(Exception):
    """The file of providers cannot be used; the text says what to write."""


class ProviderKind(StrEnum):
    """How a provider speaks."""

    OIDC = "oidc"
    SAML = "saml"


@dataclass(frozen=True, slots=True)
class Provider:
    """One identity provider.

    :ivar client: what we are called there: the client id, or our entity id.
    :ivar secret_file: the client's secret (oidc).
    :ivar certificate: the file with the certificate that it signs with, PEM (saml).
    :ivar sign_on: where to send a browser (saml).
    :ivar is_required: whether staff must pass it before their keys are taken.
    """

    id: UUID
    kind: ProviderKind
    name: str
    issuer: str
    client: str
    secret_file: Path | None = None
    certificate: Path | None = None
    sign_on: str = ""
    is_required: bool = False

    def secret(self) -> str:
        """Read the client's secret.

        :raises IdentityRefused: when it cannot be read.
        """
        try:
            return self.secret_file.read_text(encoding="utf-8").strip() if self.secret_file else ""
        except OSError:
            raise IdentityRefused from None


def read_providers(path: Path | None) -> tuple[Provider, ...]:
    """Read the file of providers; none where there is no file.

    :raises ProvidersUnusable: when it cannot be used.
    """
    if path is None:
        return ()
    try:
        found = tuple(_provider(told) for told in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ProvidersUnusable(
            f"UTVAG_IDENTITY_PROVIDERS går inte att läsa ({type(error).__name__}). Det ska vara en JSON-lista där "
            "varje leverantör har kind (oidc eller saml), name, issuer, client, och secret_file, eller certificate "
            "och sign_on."
        ) from None
    if len({one.id for one in found}) != len(found):
        raise ProvidersUnusable("UTVAG_IDENTITY_PROVIDERS: två leverantörer har samma issuer.")
    return found


def _provider(told: dict[str, Any]) -> Provider:
    kind = ProviderKind(told["kind"])
    issuer = str(told["issuer"])
    provider = Provider(
        id=uuid5(SPACE, issuer),
        kind=kind,
        name=str(told["name"]),
        issuer=issuer,
        client=str(told["client"]),
        secret_file=Path(told["secret_file"]) if kind is ProviderKind.OIDC else None,
        certificate=Path(told["certificate"]) if kind is ProviderKind.SAML else None,
        sign_on=str(told["sign_on"]) if kind is ProviderKind.SAML else "",
        is_required=bool(told.get("required", False)),
    )
    for address in (issuer if kind is ProviderKind.OIDC else "", provider.sign_on):
        if address and not address.startswith(("https://", "http://127.0.0.1:")):
            raise ValueError("not behind TLS")
    return provider
