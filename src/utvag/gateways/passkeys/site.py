"""Who asks: our own site, by its one origin; and what its questions look like."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from fido2.server import Fido2Server
from fido2.webauthn import (
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialParameters,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

NAME: Final = "Utväg"
# ES256, EdDSA, RS256: what platforms and keys make today. Nothing weaker is taken.
ALGORITHMS: Final = (-7, -8, -257)
VERIFIED: Final = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True, slots=True)
class Site:
    """The product's own origin, such as https://utvag.kommun.se. Keys are bound to its host."""

    origin: str

    @property
    def host(self) -> str:
        """Give the host, which keys are made for."""
        return urlsplit(self.origin).hostname or ""

    def server(self) -> Fido2Server:
        """Give what verifies answers: exactly this origin, no subdomain and no other port."""
        server = Fido2Server(
            PublicKeyCredentialRpEntity(id=self.host, name=NAME), verify_origin=lambda given: given == self.origin
        )
        server.allowed_algorithms = [
            PublicKeyCredentialParameters(type=PublicKeyCredentialType.PUBLIC_KEY, alg=number) for number in ALGORITHMS
        ]
        return server


def creation_options(
    site: Site, *, challenge: bytes, handle: bytes, label: str, known: Iterable[bytes]
) -> Mapping[str, Any]:
    """Ask for a new key that can be found without a name, and that knows its holder by finger, face or PIN.

    :param handle: what the key remembers its holder as; random.
    :param label: what the holder sees when she chooses among her keys.
    :param known: the ids of keys she has already: a device makes only one.
    """
    options, _ = site.server().register_begin(
        PublicKeyCredentialUserEntity(id=handle, name=label, display_name=label),
        credentials=[PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=one) for one in known],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=VERIFIED,
        challenge=challenge,
    )
    return dict(options)


def request_options(site: Site, *, challenge: bytes) -> Mapping[str, Any]:
    """Ask for a signature by any key that was made here; no list of keys, which would tell who has an account."""
    options, _ = site.server().authenticate_begin(user_verification=VERIFIED, challenge=challenge)
    return dict(options)
