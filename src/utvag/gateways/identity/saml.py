"""SAML 2: we ask, and believe only one signed assertion that answers just that.

python3-saml verifies; what it lets pass where something is missing is refused here.
"""

import zlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlencode, urlsplit
from xml.sax.saxutils import quoteattr

import xmlsec
from lxml import etree
from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError
from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings

from utvag.gateways.identity.providers import IdentityRefused, Provider

LONGEST: Final = 256 * 1024
NAMES: Final = {
    "p": "urn:oasis:names:tc:SAML:2.0:protocol",
    "a": "urn:oasis:names:tc:SAML:2.0:assertion",
    "d": "http://www.w3.org/2000/09/xmldsig#",
}
POST: Final = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
BEARER: Final = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
# The two that a signed element may be changed by before it is hashed.
TRANSFORMS: Final = {
    "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
    "http://www.w3.org/2001/10/xml-exc-c14n#",
}
MALFORMED: Final = (
    OneLogin_Saml2_Error,
    OneLogin_Saml2_ValidationError,
    etree.LxmlError,
    xmlsec.Error,
    NotBase64,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    RecursionError,
)


def ask_saml(provider: Provider, *, back: str, request_id: str, relay: str, now: datetime) -> str:
    """Give the address where the provider asks who somebody is."""
    asked = (
        f'<p:AuthnRequest xmlns:p="{NAMES["p"]}" xmlns:a="{NAMES["a"]}" ID={quoteattr(request_id)} Version="2.0" '
        f'IssueInstant="{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" Destination={quoteattr(provider.sign_on)} '
        f'ProtocolBinding="{POST}" AssertionConsumerServiceURL={quoteattr(back)}>'
        f"<a:Issuer>{_text(provider.client)}</a:Issuer></p:AuthnRequest>"
    )
    deflated = zlib.compress(asked.encode())[2:-4]
    query = urlencode({"SAMLRequest": b64encode(deflated).decode(), "RelayState": relay})
    return f"{provider.sign_on}{'&' if '?' in provider.sign_on else '?'}{query}"


def read_response(provider: Provider, *, text: str, back: str, request_id: str) -> str:
    """Give the subject that the provider vouches for, in answer to one request of ours.

    :raises IdentityRefused: when anything is wrong.
    """
    try:
        if len(text) > LONGEST:
            raise IdentityRefused
        _require_plain(b64decode("".join(text.split()), validate=True))
        response = OneLogin_Saml2_Response(_settings(provider, back), text)
        if not response.is_valid(_request(back), request_id=request_id):
            raise IdentityRefused
        return _subject(response.document, provider, back, request_id)
    except MALFORMED:
        raise IdentityRefused from None


def _require_plain(raw: bytes) -> None:
    """Refuse comments, entities and instructions: what a reader skips, a forger hides behind."""
    body = raw.lstrip()
    if body.startswith(b"<?xml"):
        body = body[body.index(b"?>") + 2 :]
    if b"<!" in body or b"<?" in body or b"\0" in raw:
        raise IdentityRefused


def _subject(root: Any, provider: Provider, back: str, request_id: str) -> str:
    """Ask for what the standard leaves out: that everything is there, once, and says just what it should."""
    assertion = _one(root, "/p:Response/a:Assertion")
    _require(len(root.xpath("//*[local-name()='Assertion' or local-name()='EncryptedAssertion']")) == 1)
    ids = root.xpath("//@ID")
    _require(len(ids) == len(set(ids)))
    _require(root.get("InResponseTo") == request_id and root.get("Destination") in {None, back})
    _require(_one(assertion, "a:Issuer").text == provider.issuer)
    _require_signed_itself(assertion)
    audiences = assertion.xpath("a:Conditions/a:AudienceRestriction/a:Audience", namespaces=NAMES)
    _require([one.text for one in audiences] == [provider.client])
    conditions = _one(assertion, "a:Conditions")
    _require(bool(conditions.get("NotBefore")) and bool(conditions.get("NotOnOrAfter")))
    confirmation = _one(assertion, "a:Subject/a:SubjectConfirmation")
    told = _one(confirmation, "a:SubjectConfirmationData")
    _require(confirmation.get("Method") == BEARER and told.get("Recipient") == back)
    _require(told.get("InResponseTo") == request_id and bool(told.get("NotOnOrAfter")))
    name = _one(assertion, "a:Subject/a:NameID")
    _require(len(name) == 0 and bool(name.text and name.text.strip()))
    return str(name.text).strip()


def _require_signed_itself(assertion: Any) -> None:
    """Ask that the assertion's own signature, inside it, is over it and nothing else."""
    signature = _one(assertion, "d:Signature")
    reference = _one(signature, "d:SignedInfo/d:Reference")
    _require(reference.get("URI") == f"#{assertion.get('ID')}")
    used = [one.get("Algorithm") for one in reference.xpath("d:Transforms/d:Transform", namespaces=NAMES)]
    _require(len(used) <= len(TRANSFORMS) and set(used) <= TRANSFORMS)
    _require(not signature.xpath("d:Object", namespaces=NAMES))


def _one(node: Any, path: str) -> Any:
    found = node.xpath(path, namespaces=NAMES)
    _require(len(found) == 1)
    return found[0]


def _require(holds: bool) -> None:  # reads as a sentence
    if not holds:
        raise IdentityRefused


def _settings(provider: Provider, back: str) -> OneLogin_Saml2_Settings:
    if provider.certificate is None:
        raise IdentityRefused
    told = {
        "strict": True,
        "debug": False,
        "sp": {"entityId": provider.client, "assertionConsumerService": {"url": back, "binding": POST}},
        "idp": {
            "entityId": provider.issuer,
            "singleSignOnService": {"url": provider.sign_on},
            "x509cert": provider.certificate.read_text(encoding="ascii"),
        },
        "security": {
            "wantAssertionsSigned": True,
            "wantNameId": True,
            "wantAttributeStatement": False,
            "rejectDeprecatedAlgorithm": True,
            "requestedAuthnContext": False,
            "allowSingleLabelDomains": True,
        },
    }
    return OneLogin_Saml2_Settings(told)


def _request(back: str) -> dict[str, object]:
    place = urlsplit(back)
    return {
        "https": "on" if place.scheme == "https" else "off",
        "http_host": place.netloc,
        "script_name": place.path,
        "get_data": {},
        "post_data": {},
    }


def _text(plain: str) -> str:
    return plain.replace("&", "&amp;").replace("<", "&lt;")
