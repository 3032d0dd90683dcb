"""What was altered in the database, by somebody who can write there, is found out each time it is looked at."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.database import TEST_DATABASE, TestServer
from tests.documents.givens import given_copied, given_frozen, given_signed
from tests.givens import CASE, NOW, given_register
from tests.log import log_rows
from tests.pages import signed_in
from tests.personas import Personas, given_personas, given_team_on
from utvag.documents.operations import FrozenDocument, UnableToSign
from utvag.documents.queries import DocumentAltered, open_copy, open_document, open_pdf
from utvag.documents.rules import Party, Refusal

pytestmark = pytest.mark.django_db(transaction=True)

FLIPPED = "set_byte({column}, length({column}) - 1, get_byte({column}, length({column}) - 1) # 1)"


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture
def document(personas: Personas) -> FrozenDocument:
    return given_frozen(personas.coordinator)


def run(server: TestServer, statement: str, *values: object) -> None:
    with server.connect_as_admin(TEST_DATABASE) as admin:
        admin.execute(statement.encode(), values)


def is_true(personas: Personas, document_id: UUID) -> bool:
    (one,) = open_document(actor=personas.coordinator, document_id=document_id, now=NOW).signatures
    return one.is_true


@pytest.mark.parametrize("column", ["content", "sha256"])
def test_an_altered_document_is_neither_shown_nor_signed(
    personas: Personas, document: FrozenDocument, server: TestServer, column: str
) -> None:
    run(server, f"update documents_document set {column} = {FLIPPED.format(column=column)}")
    for look in (open_pdf, open_document):
        with pytest.raises(DocumentAltered):
            look(actor=personas.coordinator, document_id=document.id, now=NOW)
    assert len(log_rows(server, "FOUND_DOCUMENT_ALTERED")) == 2
    with pytest.raises(UnableToSign) as refused:
        given_signed(personas.section_head, document.id)
    assert refused.value.refusal is Refusal.DOCUMENT_ALTERED


def test_altered_facts_are_not_shown(personas: Personas, document: FrozenDocument, server: TestServer) -> None:
    run(server, f"update documents_document set sealed = {FLIPPED.format(column='sealed')}")
    with pytest.raises(DocumentAltered):
        open_document(actor=personas.coordinator, document_id=document.id, now=NOW)


def test_the_bytes_of_another_document_do_not_open_here(
    personas: Personas, document: FrozenDocument, server: TestServer
) -> None:
    other = given_frozen(personas.coordinator, title="Ett annat")
    run(
        server,
        "update documents_document a set content = b.content, sha256 = b.sha256, sealed = b.sealed"
        " from documents_document b where a.id = %s and b.id = %s",
        document.id,
        other.id,
    )
    with pytest.raises(DocumentAltered):
        open_pdf(actor=personas.coordinator, document_id=document.id, now=NOW)


def test_the_page_says_what_to_do_and_shows_nothing(
    personas: Personas, document: FrozenDocument, server: TestServer
) -> None:
    run(server, f"update documents_document set content = {FLIPPED.format(column='content')}")
    client = signed_in(personas.coordinator)
    for path in ("", "pdf/", "kopia/", "skriv-under/"):
        answer = client.get(f"/handlingar/{document.id}/{path}")
        assert answer.status_code == 500
        assert "inte det som frystes" in answer.content.decode()
        assert "placeringsavtal" not in answer.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        "signed_date = signed_date - 1",
        "sealed = " + FLIPPED.format(column="sealed"),
        "party = 'PERSON'",
    ],
)
def test_an_altered_copy_s_signature_no_longer_holds(
    personas: Personas, document: FrozenDocument, server: TestServer, change: str
) -> None:
    given_copied(personas.coordinator, document.id)
    assert is_true(personas, document.id)
    run(server, f"update documents_signature set {change}")
    assert not is_true(personas, document.id)


def test_an_electronic_signature_fails_with_another_key(
    personas: Personas, document: FrozenDocument, server: TestServer
) -> None:
    given_signed(personas.section_head, document.id)
    assert is_true(personas, document.id)
    run(server, "update documents_signingkey set public_key = %s", "11" * 32)
    assert not is_true(personas, document.id)
    page = signed_in(personas.coordinator).get(f"/handlingar/{document.id}/").content.decode()
    assert "En underskrift stämmer inte" in page and "Underskriften stämmer</" not in page


def test_an_altered_copy_is_not_given(personas: Personas, document: FrozenDocument, server: TestServer) -> None:
    signature = given_copied(personas.coordinator, document.id)
    run(server, f"update documents_signature set copy = {FLIPPED.format(column='copy')}")
    with pytest.raises(DocumentAltered):
        open_copy(actor=personas.coordinator, signature_id=signature, now=NOW)


def test_every_signature_leaves_a_row_in_the_log(
    personas: Personas, document: FrozenDocument, server: TestServer
) -> None:
    given_signed(personas.section_head, document.id)
    given_copied(personas.coordinator, document.id, Party.PERSON)
    # All at one moment, so in no order of their own.
    assert sorted(str(row[2]) for row in log_rows(server, "SIGN_DOCUMENT")) == ["DONE", "DONE"]
