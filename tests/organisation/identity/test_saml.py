"""SAML with really signed responses: one good sign-in, and forged ones that are all refused."""

from __future__ import annotations

import zlib
from base64 import b64decode
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest
import xmlsec
from cryptography.hazmat.primitives.asymmetric import rsa
from lxml import etree

from tests.givens import given_staff
from tests.organisation.givens import SESSION
from tests.organisation.identity.saml_provider import BACK, CLIENT, ISSUER, SUBJECT, TIME, SamlProvider, encoded
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.clock import now
from utvag.gateways.identity import Provider
from utvag.gateways.identity.saml import NAMES
from utvag.organisation.operations import Told, UnableToIdentify, ask_provider, identify, link_identity
from utvag.organisation.rules import Role

pytestmark = pytest.mark.django_db
OTHER_SESSION = "0b" * 32
Forge = Callable[[SamlProvider, str], Any]


@pytest.fixture
def siv() -> Actor:
    return given_staff("siv", Role.COORDINATOR)


@pytest.fixture
def saml(tmp_path: Path) -> SamlProvider:
    return SamlProvider(tmp_path, now())


@pytest.fixture
def provider(saml: SamlProvider, siv: Actor) -> Provider:
    provider = saml.provider()
    assert link_identity(actor=OPERATOR, username="siv", provider=provider, subject=SUBJECT, now=now())
    return provider


def asked(provider: Provider) -> tuple[str, str]:
    """Ask, as a browser is led to; give the id of the request and what comes back with the answer."""
    address = ask_provider(provider=provider, session=SESSION, back=BACK, now=now())
    return request_of(address), parse_qs(urlsplit(address).query)["RelayState"][0]


def request_of(address: str) -> str:
    """Read the request as the provider does, from the address that a browser is led to; give its id."""
    told = parse_qs(urlsplit(address).query)["SAMLRequest"][0]
    request = etree.fromstring(zlib.decompress(b64decode(told), -15))
    assert (request.get("AssertionConsumerServiceURL"), request.find("a:Issuer", NAMES).text) == (BACK, CLIENT)
    return str(request.get("ID"))


def believed(provider: Provider, relay: str, root: Any, *, session: str = SESSION) -> UUID | None:
    told = Told(relay, root if isinstance(root, str) else encoded(root))
    try:
        return identify(provider=provider, told=told, session=session, back=BACK, now=now())
    except UnableToIdentify:
        return None


def minutes(number: int) -> str:
    return (datetime.now(UTC) + timedelta(minutes=number)).strftime(TIME)  # noqa: TID251  # the library's own clock


def assertion(root: Any) -> Any:
    return root.find("a:Assertion", NAMES)


def evil(original: Any) -> Any:
    """Copy an assertion, name somebody, and give it an id of its own."""
    copy = deepcopy(original)
    copy.set("ID", f"_{uuid4().hex}")
    for signature in copy.findall("d:Signature", NAMES):
        copy.remove(signature)
    copy.find("a:Subject/a:NameID", NAMES).text = SUBJECT
    return copy


def signed_for_another(saml: SamlProvider, request_id: str) -> Any:
    """Give what the provider has really signed: for somebody else, who is nobody here."""
    return saml.signed(request_id, subject="mallory@kommun.example")


def response_signed(saml: SamlProvider, request_id: str) -> Any:
    root = saml.response(request_id, subject="mallory@kommun.example")
    saml.sign(root, {})
    return root


def evil_response(original: Any) -> Any:
    copy = deepcopy(original)
    copy.set("ID", f"_{uuid4().hex}")
    copy.remove(copy.find("d:Signature", NAMES))
    copy.find("a:Assertion/a:Subject/a:NameID", NAMES).text = SUBJECT
    return copy


def xsw_1(saml: SamlProvider, request_id: str) -> Any:
    """The signed response lies inside its own signature, in a response that is not signed."""
    original = response_signed(saml, request_id)
    forged = evil_response(original)
    signature = original.find("d:Signature", NAMES)
    original.remove(signature)
    signature.append(original)
    forged.insert(1, signature)
    return forged


def xsw_2(saml: SamlProvider, request_id: str) -> Any:
    """The signed response lies before its detached signature."""
    original = response_signed(saml, request_id)
    forged = evil_response(original)
    signature = original.find("d:Signature", NAMES)
    original.remove(signature)
    forged.insert(1, signature)
    forged.insert(1, original)
    return forged


def xsw_3(saml: SamlProvider, request_id: str) -> Any:
    """A forged assertion before the signed one."""
    root = signed_for_another(saml, request_id)
    assertion(root).addprevious(evil(assertion(root)))
    return root


def xsw_4(saml: SamlProvider, request_id: str) -> Any:
    """The signed assertion inside a forged one."""
    root = signed_for_another(saml, request_id)
    original = assertion(root)
    forged = evil(original)
    root.replace(original, forged)
    forged.append(original)
    return root


def xsw_5(saml: SamlProvider, request_id: str) -> Any:
    """The signature in a forged assertion, the signed one without it at the end."""
    root = signed_for_another(saml, request_id)
    original = assertion(root)
    forged = evil(original)
    signature = original.find("d:Signature", NAMES)
    original.remove(signature)
    forged.insert(1, signature)
    original.addprevious(forged)
    return root


def xsw_6(saml: SamlProvider, request_id: str) -> Any:
    """The signed assertion inside the signature of a forged one."""
    root = signed_for_another(saml, request_id)
    original = assertion(root)
    forged = evil(original)
    signature = original.find("d:Signature", NAMES)
    original.remove(signature)
    root.replace(original, forged)
    signature.append(original)
    forged.insert(1, signature)
    return root


def xsw_7(saml: SamlProvider, request_id: str) -> Any:
    """A forged assertion in an extension, where the schema looks at nothing."""
    root = signed_for_another(saml, request_id)
    extensions = etree.Element(f"{{{NAMES['p']}}}Extensions")
    extensions.append(evil(assertion(root)))
    root.insert(1, extensions)
    return root


def xsw_8(saml: SamlProvider, request_id: str) -> Any:
    """The signed assertion in an object of the signature of a forged one."""
    root = signed_for_another(saml, request_id)
    original = assertion(root)
    forged = evil(original)
    signature = original.find("d:Signature", NAMES)
    original.remove(signature)
    root.replace(original, forged)
    container = etree.SubElement(signature, f"{{{NAMES['d']}}}Object")
    container.append(original)
    forged.insert(1, signature)
    return root


def with_comment(saml: SamlProvider, request_id: str) -> Any:
    """A name that is cut at a comment by readers that stop there; the signature holds for both."""
    root = saml.signed(request_id, subject=SUBJECT + ".evil.example")
    return etree.tostring(root).replace(b".evil.example", b"<!---->.evil.example")


def with_entity(saml: SamlProvider, request_id: str) -> Any:
    return b'<!DOCTYPE x [<!ENTITY e "x">]>' + etree.tostring(saml.signed(request_id))


def with_instruction(saml: SamlProvider, request_id: str) -> Any:
    text = etree.tostring(saml.signed(request_id, subject=SUBJECT + ".evil.example"))
    return text.replace(b".evil.example", b"<?x?>.evil.example")


def renamed(saml: SamlProvider, request_id: str) -> Any:
    root = signed_for_another(saml, request_id)
    root.find("a:Assertion/a:Subject/a:NameID", NAMES).text = SUBJECT
    return root


def altered_signature(saml: SamlProvider, request_id: str) -> Any:
    root = saml.signed(request_id)
    value = root.find(".//d:SignatureValue", NAMES)
    value.text = ("B" if value.text.strip()[0] == "A" else "A") + value.text.strip()[1:]
    return root


def unsigned_beside(saml: SamlProvider, request_id: str) -> Any:
    """A really signed assertion for another, and an unsigned one that says who."""
    root = signed_for_another(saml, request_id)
    root.append(evil(assertion(root)))
    return root


def hmac_signed(saml: SamlProvider, request_id: str) -> Any:
    """Signed with a secret that anybody can make: the certificate's own bytes."""
    root = saml.response(request_id)
    element = assertion(root)
    signature = xmlsec.template.create(element, xmlsec.Transform.EXCL_C14N, xmlsec.Transform.HMAC_SHA256)
    element.find("a:Issuer", NAMES).addnext(signature)
    reference = xmlsec.template.add_reference(signature, xmlsec.Transform.SHA256, uri=f"#{element.get('ID')}")
    xmlsec.template.add_transform(reference, xmlsec.Transform.ENVELOPED)
    xmlsec.template.add_transform(reference, xmlsec.Transform.EXCL_C14N)
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_binary_data(xmlsec.KeyData.HMAC, saml.certificate())
    xmlsec.tree.add_ids(root, ["ID"])
    context.sign(signature)
    return root


def by_another(saml: SamlProvider, request_id: str) -> Any:
    other = SamlProvider(saml.folder, saml.now, rsa.generate_private_key(65537, 2048))
    return saml.signed(request_id, key=other.key())


def only_response(saml: SamlProvider, request_id: str) -> Any:
    root = saml.response(request_id)
    saml.sign(root, {})
    return root


def lied(**lies: Any) -> Forge:
    """Sign what is not so; a time is counted when it is signed, not when this list is read."""
    return lambda saml, request_id: saml.signed(
        request_id, **{name: lie() if callable(lie) else lie for name, lie in lies.items()}
    )


FORGED: dict[str, Forge] = {
    "xsw 1": xsw_1,
    "xsw 2": xsw_2,
    "xsw 3": xsw_3,
    "xsw 4": xsw_4,
    "xsw 5": xsw_5,
    "xsw 6": xsw_6,
    "xsw 7": xsw_7,
    "xsw 8": xsw_8,
    "unsigned": lambda saml, request_id: saml.response(request_id),
    "only the response signed": only_response,
    "signed by another": by_another,
    "signed with a secret": hmac_signed,
    "signed with SHA-1": lied(method=xmlsec.Transform.RSA_SHA1),
    "hashed with SHA-1": lied(digest=xmlsec.Transform.SHA1),
    "the whole document signed": lied(uri=""),
    "name changed": renamed,
    "signature changed": altered_signature,
    "an unsigned one beside": unsigned_beside,
    "comment in the name": with_comment,
    "instruction in the name": with_instruction,
    "entity": with_entity,
    "another issuer": lied(issuer="https://evil.example", response_issuer="https://evil.example"),
    "another issuer inside": lied(issuer="https://evil.example"),
    "another issuer outside": lied(response_issuer="https://evil.example"),
    "another audience": lied(audience="https://other.example"),
    "no audience": lied(audience=""),
    "another recipient": lied(Recipient="https://evil.example/svar/"),
    "our address within another": lied(Recipient=f"https://evil.example/?to={BACK}"),
    "no recipient": lied(Recipient=""),
    "another destination": lied(Destination="https://evil.example/svar/"),
    "our address and more": lied(Destination=f"{BACK}more/"),
    "an answer to another question": lied(InResponseTo="_0", confirmed_InResponseTo="_0"),
    "an answer to no question": lied(InResponseTo="", confirmed_InResponseTo=""),
    "confirmed for another question": lied(confirmed_InResponseTo="_0"),
    "confirmed for no question": lied(confirmed_InResponseTo=""),
    "expired": lied(NotOnOrAfter=lambda: minutes(-10)),
    "not yet": lied(NotBefore=lambda: minutes(10)),
    "no end": lied(NotOnOrAfter=""),
    "confirmed too long ago": lied(confirmed_NotOnOrAfter=lambda: minutes(-1)),
    "confirmed for ever": lied(confirmed_NotOnOrAfter=""),
    "not by the bearer": lied(confirmation="urn:oasis:names:tc:SAML:2.0:cm:sender-vouches"),
    "refused by the provider": lied(status="urn:oasis:names:tc:SAML:2.0:status:Responder"),
    "somebody unknown": lied(subject="mallory@kommun.example"),
    "nobody": lied(subject=""),
    "no response": lambda _saml, _id: b"<x/>",
    "no XML": lambda _saml, _id: b"\0",
    "no base64": lambda _saml, _id: "%%%",
}


def test_a_good_response_says_who_it_is(saml: SamlProvider, provider: Provider, siv: Actor) -> None:
    request_id, relay = asked(provider)
    assert believed(provider, relay, saml.signed(request_id)) == siv.id


@pytest.mark.parametrize("forgery", FORGED)
def test_a_forged_response_is_not_believed(saml: SamlProvider, provider: Provider, forgery: str) -> None:
    request_id, relay = asked(provider)
    assert believed(provider, relay, FORGED[forgery](saml, request_id)) is None


def test_a_response_counts_once_in_its_session(saml: SamlProvider, provider: Provider, siv: Actor) -> None:
    request_id, relay = asked(provider)
    root = saml.signed(request_id)
    assert believed(provider, relay, root, session=OTHER_SESSION) is None
    assert believed(provider, relay + "x", root) is None
    assert believed(provider, relay, root) == siv.id
    assert believed(provider, relay, root) is None


def test_a_response_of_one_sign_in_is_none_of_another(saml: SamlProvider, provider: Provider) -> None:
    request_id, _ = asked(provider)
    _, other_relay = asked(provider)
    assert believed(provider, other_relay, saml.signed(request_id)) is None


def test_the_issuer_is_the_one_that_the_settings_name(provider: Provider) -> None:
    assert provider.issuer == ISSUER
