"""Freezing, signing and opening against PostgreSQL: what is kept, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import pytest

from tests.documents.givens import COPY, SHEET, given_copied, given_frozen, given_signed, given_weekly_sheet, row
from tests.givens import CASE, NOW, TODAY, case_id, given_register
from tests.organisation.givens import SESSION, given_touch
from tests.personas import Personas, given_personas, given_team_on
from utvag.documents.models import Signature, SigningKey
from utvag.documents.operations import FrozenDocument, UnableToSign, sign_electronically
from utvag.documents.queries import documents_of, happenings_of, open_copy, open_document, open_pdf
from utvag.documents.rules import CopyFormat, DocumentKind, Method, Party, Refusal
from utvag.foundation.actors import OPERATOR
from utvag.foundation.errors import NotVisible
from utvag.organisation.operations import TouchNeeded, set_up_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture
def document(personas: Personas) -> FrozenDocument:
    return given_frozen(personas.coordinator)


def test_a_document_is_kept_with_its_hash_and_what_it_was_drawn_from(
    personas: Personas, document: FrozenDocument
) -> None:
    content = open_pdf(actor=personas.case_worker, document_id=document.id, now=NOW)
    assert content.startswith(b"%PDF-1.7") and sha256(content).digest() == document.sha256 == bytes(
        row(document).sha256
    )
    shape = open_document(actor=personas.case_worker, document_id=document.id, now=NOW)
    assert shape.sheet == SHEET
    assert (shape.code_name, shape.frozen_by, shape.line.pages) == (CASE, "Namn coordinator, samordnare", 1)
    assert (shape.template, row(document).frozen_at) == ("sheet 1", NOW)


def test_the_rows_tell_nothing_of_what_a_document_says(document: FrozenDocument) -> None:
    kept = row(document)
    assert b"%PDF" not in bytes(kept.content) and b"stycke" not in bytes(kept.sealed)


def test_two_documents_of_the_same_facts_have_different_hashes(personas: Personas, document: FrozenDocument) -> None:
    assert given_frozen(personas.coordinator).sha256 != document.sha256


def test_the_demo_s_documents_say_so(personas: Personas) -> None:
    set_up_municipality(actor=OPERATOR, code="1280", name="Malmö", is_demo=True, now=NOW)
    made_up = given_frozen(personas.coordinator)
    assert open_document(actor=personas.coordinator, document_id=made_up.id, now=NOW).is_demo


def test_the_list_names_kinds_and_who_has_signed(personas: Personas, document: FrozenDocument) -> None:
    given_frozen(personas.coordinator, DocumentKind.REVIEW, now=NOW + timedelta(minutes=1))
    given_copied(personas.coordinator, document.id)
    given_signed(personas.section_head, document.id)
    lines = documents_of(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert [line.title for line in lines] == ["Genomlysning", "Individuellt placeringsavtal"]
    assert lines[1].signatures == (Party.MUNICIPALITY, Party.PROVIDER)
    only = documents_of(actor=personas.coordinator, case_id=case_id(), now=NOW, kinds=[DocumentKind.REVIEW])
    assert [line.kind for line in only] == [DocumentKind.REVIEW]
    assert {one.title for one in happenings_of(case_id=case_id())} == {
        "Individuellt placeringsavtal underskriven: utföraren",
        "Individuellt placeringsavtal underskriven: kommunen",
    }


def test_a_signed_copy_is_kept_as_it_is(personas: Personas, document: FrozenDocument) -> None:
    signature = given_copied(personas.coordinator, document.id)
    copy = open_copy(actor=personas.case_worker, signature_id=signature, now=NOW)
    assert (copy.content, copy.format) == (COPY, CopyFormat.PDF)
    shape = open_document(actor=personas.coordinator, document_id=document.id, now=NOW)
    (one,) = shape.signatures
    assert (one.party, one.method, one.signed_date) == (Party.PROVIDER, Method.COPY, TODAY)
    assert (one.signatory, one.capacity) == ("Namnkanarie Namnsson", "Befattningskanarie")
    assert one.is_true and one.registered_by == "Namn coordinator"
    assert shape.unsigned == (Party.MUNICIPALITY, Party.PERSON, Party.POLICE)
    assert COPY not in bytes(Signature.objects.get().copy or b"")


def test_the_document_itself_is_no_signed_copy_of_it(personas: Personas, document: FrozenDocument) -> None:
    unsigned = open_pdf(actor=personas.coordinator, document_id=document.id, now=NOW)
    with pytest.raises(UnableToSign) as refused:
        given_copied(personas.coordinator, document.id, upload=unsigned)
    assert refused.value.refusal is Refusal.COPY_UNSIGNED


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"upload": b""}, Refusal.COPY_EMPTY),
        ({"upload": b"MZ program"}, Refusal.COPY_FORMAT),
        ({"signed_date": TODAY + timedelta(days=1)}, Refusal.DATE_IN_THE_FUTURE),
        ({"signed_date": TODAY - timedelta(days=1)}, Refusal.DATE_BEFORE_DOCUMENT),
        ({"signatory": "  "}, Refusal.SIGNATORY_MISSING),
        ({"capacity": "  "}, Refusal.CAPACITY_MISSING),
    ],
)
def test_a_copy_that_will_not_do_leaves_nothing(
    personas: Personas, document: FrozenDocument, other: dict[str, object], refusal: Refusal
) -> None:
    with pytest.raises(UnableToSign) as refused:
        given_copied(personas.coordinator, document.id, Party.PROVIDER, **other)
    assert refused.value.refusal is refusal
    assert not Signature.objects.exists()


def test_a_party_signs_once(personas: Personas, document: FrozenDocument) -> None:
    given_copied(personas.coordinator, document.id, Party.MUNICIPALITY)
    with pytest.raises(UnableToSign) as refused:
        given_copied(personas.case_worker, document.id, Party.MUNICIPALITY)
    assert refused.value.refusal is Refusal.SIGNED_ALREADY
    with pytest.raises(UnableToSign) as refused:
        given_signed(personas.section_head, document.id)
    assert refused.value.refusal is Refusal.SIGNED_ALREADY


def test_an_electronic_signature_is_the_signer_s_own_and_holds(personas: Personas, document: FrozenDocument) -> None:
    given_signed(personas.section_head, document.id, capacity="Sektionschef")
    (one,) = open_document(actor=personas.coordinator, document_id=document.id, now=NOW).signatures
    assert (one.party, one.method, one.signed_date) == (Party.MUNICIPALITY, Method.ELECTRONIC, TODAY)
    assert (one.signatory, one.capacity, one.is_true) == ("Namn section-head", "Sektionschef", True)


def test_a_key_is_made_once_and_its_private_half_lies_sealed(personas: Personas, document: FrozenDocument) -> None:
    given_signed(personas.section_head, document.id)
    given_signed(personas.section_head, given_frozen(personas.coordinator).id)
    key = SigningKey.objects.get()
    assert key.account_id == personas.section_head.id and len(bytes.fromhex(key.public_key)) == 32
    assert len(bytes(key.sealed)) > 64


def test_without_a_touch_nothing_is_signed_and_one_touch_signs_once(
    personas: Personas, document: FrozenDocument
) -> None:
    def sign(document_id: UUID) -> UUID:
        return sign_electronically(
            actor=personas.section_head, document_id=document_id, capacity="Chef", session=SESSION, now=NOW
        )

    with pytest.raises(TouchNeeded):
        sign(document.id)
    assert not Signature.objects.exists() and not SigningKey.objects.exists()
    given_touch(personas.section_head)
    sign(document.id)
    with pytest.raises(TouchNeeded):
        sign(given_frozen(personas.coordinator).id)


def test_the_polices_own_is_the_liaison_s_alone(personas: Personas) -> None:
    sheet = given_weekly_sheet(personas.liaison)
    assert open_document(actor=personas.liaison, document_id=sheet.id, now=NOW).case_id is None
    given_copied(personas.liaison, sheet.id, Party.POLICE)
    with pytest.raises(NotVisible):
        given_signed(personas.liaison, sheet.id)
    for actor in (personas.coordinator, personas.section_head, personas.stranger):
        with pytest.raises(NotVisible):
            open_pdf(actor=actor, document_id=sheet.id, now=NOW)
