"""A SAML provider of the tests' own: it signs responses with xmlsec, and forges them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree

from utvag.gateways.identity import Provider, ProviderKind
from utvag.gateways.identity.saml import NAMES

ISSUER: Final = "https://idp.kommun.example/saml"
CLIENT: Final = "https://localhost/utvag"
BACK: Final = "https://localhost/logga-in/svar/saml/"
SUBJECT: Final = "siv@kommun.example"
SUCCESS: Final = "urn:oasis:names:tc:SAML:2.0:status:Success"
BEARER: Final = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
PASSWORD_CLASS: Final = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"
TIME: Final = "%Y-%m-%dT%H:%M:%SZ"


@dataclass
class SamlProvider:
    """The provider: its key and its certificate."""

    folder: Path
    now: datetime
    private: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def provider(self) -> Provider:
        """Give it as the settings name it."""
        file = self.folder / "idp.pem"
        file.write_bytes(self.certificate())
        return Provider(
            uuid4(), ProviderKind.SAML, "Kommunens SAML", ISSUER, CLIENT, certificate=file, sign_on=f"{ISSUER}/sso"
        )

    def certificate(self) -> bytes:
        """Make a certificate of its own."""
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp")])
        made = x509.CertificateBuilder(name, name, self.private.public_key(), x509.random_serial_number())
        made = made.not_valid_before(self.now - timedelta(days=1)).not_valid_after(self.now + timedelta(days=30))
        return made.sign(self.private, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    def key(self) -> bytes:
        """Give its private key."""
        kinds = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        return self.private.private_bytes(serialization.Encoding.PEM, *kinds)

    def response(self, request_id: str, **lies: Any) -> Any:
        """Write a response, unsigned."""
        return etree.fromstring(_written(self.now, request_id, lies).encode())

    def signed(self, request_id: str, **lies: Any) -> Any:
        """Write a response with a signed assertion."""
        root = self.response(request_id, **lies)
        self.sign(root.find("a:Assertion", NAMES), lies)
        return root

    def sign(self, element: Any, lies: dict[str, Any]) -> None:
        """Sign an element, inside it, after its issuer."""
        method = lies.get("method", xmlsec.Transform.RSA_SHA256)
        signature = xmlsec.template.create(element, xmlsec.Transform.EXCL_C14N, method)
        element.find("a:Issuer", NAMES).addnext(signature)
        uri = lies.get("uri", f"#{element.get('ID')}")
        reference = xmlsec.template.add_reference(signature, lies.get("digest", xmlsec.Transform.SHA256), uri=uri)
        for transform in (xmlsec.Transform.ENVELOPED, xmlsec.Transform.EXCL_C14N):
            xmlsec.template.add_transform(reference, transform)
        context = xmlsec.SignatureContext()
        context.key = xmlsec.Key.from_memory(lies.get("key", self.key()), xmlsec.KeyFormat.PEM)
        xmlsec.tree.add_ids(element.getroottree().getroot(), ["ID"])
        context.sign(signature)


def encoded(root: Any) -> str:
    """Write a response as a browser carries it."""
    return b64encode(root if isinstance(root, bytes) else etree.tostring(root)).decode()


def _written(now: datetime, request_id: str, lies: dict[str, Any]) -> str:
    """Write a response as text; a lie that is empty leaves its part out."""

    def part(name: str, text: str) -> str:
        return lies.get(name, text) if name in lies else text

    def attribute(name: str, told: str) -> str:
        value = lies.get(name, told)
        return f' {name.rsplit("_", maxsplit=1)[-1]}="{value}"' if value else ""

    def at(minutes: int) -> str:
        return (now + timedelta(minutes=minutes)).strftime(TIME)

    audience = part("audience", CLIENT)
    restriction = f"<a:AudienceRestriction><a:Audience>{audience}</a:Audience></a:AudienceRestriction>"
    return f"""<p:Response xmlns:p="{NAMES["p"]}" xmlns:a="{NAMES["a"]}" ID="_{uuid4().hex}" Version="2.0"
 IssueInstant="{at(0)}"{attribute("Destination", BACK)}{attribute("InResponseTo", request_id)}>
<a:Issuer>{part("response_issuer", ISSUER)}</a:Issuer>
<p:Status><p:StatusCode Value="{part("status", SUCCESS)}"/></p:Status>
<a:Assertion ID="_{uuid4().hex}" Version="2.0" IssueInstant="{at(0)}"><a:Issuer>{part("issuer", ISSUER)}</a:Issuer>
<a:Subject><a:NameID>{part("subject", SUBJECT)}</a:NameID>
<a:SubjectConfirmation Method="{part("confirmation", BEARER)}"><a:SubjectConfirmationData
{attribute("confirmed_NotOnOrAfter", at(5))}{attribute("Recipient", BACK)}
{attribute("confirmed_InResponseTo", request_id)}/>
</a:SubjectConfirmation></a:Subject>
<a:Conditions{attribute("NotBefore", at(-1))}{attribute("NotOnOrAfter", at(5))}>{restriction if audience else ""}
</a:Conditions>
<a:AuthnStatement AuthnInstant="{at(0)}" SessionIndex="_1"><a:AuthnContext>
<a:AuthnContextClassRef>{PASSWORD_CLASS}</a:AuthnContextClassRef></a:AuthnContext></a:AuthnStatement></a:Assertion></p:Response>"""
