"""What the database itself refuses about documents and signatures, whoever asks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from tests.documents.givens import given_frozen, given_weekly_sheet, row
from tests.givens import CASE, NOW, given_register
from tests.personas import Personas, given_personas, given_team_on
from utvag.documents.models import Document
from utvag.documents.operations import FrozenDocument
from utvag.secrecy.envelope import open_
from utvag.secrecy.rules import REGISTER, Place

pytestmark = pytest.mark.django_db

SIGN = """
    insert into documents_signature (id, document_id, sha256, party, method, signed_date, registered_by, registered_at,
                                     key_id, sealed, copy)
    values (%s, %s, %s, %s, %s, %s, %s, %s, %s, '', %s)
"""
KEY = "insert into documents_signingkey (id, account_id, public_key, made_at, sealed) values (%s, %s, '', now(), '')"
FREEZE = """
    insert into documents_document (id, case_id, kind, sha256, template, template_version, pages, frozen_at, frozen_by,
                                    sealed, content)
    values (%s, %s, %s, %s, 'sheet', '1', %s, now(), %s, '', '')
"""


Value = UUID | str | int | bytes | datetime | None


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture
def document(personas: Personas) -> FrozenDocument:
    return given_frozen(personas.coordinator)


def run(statement: str, *values: Value) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused_by(statement: str, *values: Value) -> str | None:
    """Give the name of the constraint that refused, or the kind of refusal."""
    with pytest.raises(DatabaseError) as refused:
        run(statement, *values)
    cause = refused.value.__cause__
    assert isinstance(cause, psycopg.Error)
    return cause.diag.constraint_name or type(cause).__name__


def sign(  # the columns of the table
    document: FrozenDocument,
    *,
    sha256: bytes | None = None,
    party: str = "PROVIDER",
    method: str = "COPY",
    day: str = "2026-11-22",
    by: UUID | None = None,
    key: UUID | None = None,
    copy: bytes | None = b"x",
) -> tuple[Value, ...]:
    hashed = document.sha256 if sha256 is None else sha256
    return (uuid4(), document.id, hashed, party, method, day, by or uuid4(), NOW, key, copy)


def test_a_signature_of_other_bytes_is_refused(document: FrozenDocument) -> None:
    assert refused_by(SIGN, *sign(document, sha256=bytes(32))) == "signature_of_the_frozen_bytes"


def test_a_signature_with_the_hash_of_another_document_is_refused(document: FrozenDocument, personas: Personas) -> None:
    other = given_frozen(personas.coordinator, title="Ett annat")
    assert refused_by(SIGN, *sign(document, sha256=other.sha256)) == "signature_of_the_frozen_bytes"


def test_a_party_signs_once(document: FrozenDocument) -> None:
    run(SIGN, *sign(document))
    assert refused_by(SIGN, *sign(document)) == "signature_one_per_party"
    run(SIGN, *sign(document, party="PERSON"))


def test_a_tick_is_not_a_signature(document: FrozenDocument) -> None:
    assert refused_by(SIGN, *sign(document, copy=None)) == "signature_is_a_copy_or_made_with_a_key"
    for_the_municipality = sign(document, party="MUNICIPALITY", method="ELECTRONIC", copy=None)
    assert refused_by(SIGN, *for_the_municipality) == "signature_is_a_copy_or_made_with_a_key"


def test_nobody_signs_with_another_s_key(document: FrozenDocument, personas: Personas) -> None:
    key = uuid4()
    run(KEY, key, personas.section_head.id)
    with_it = {"party": "MUNICIPALITY", "method": "ELECTRONIC", "copy": None, "key": key}
    other = sign(document, by=personas.coordinator.id, **with_it)  # type: ignore[arg-type]  # by name
    assert refused_by(SIGN, *other) == "signature_with_ones_own_key"
    run(SIGN, *sign(document, by=personas.section_head.id, **with_it))  # type: ignore[arg-type]  # by name


def test_a_provider_has_no_key_of_ours(document: FrozenDocument, personas: Personas) -> None:
    key = uuid4()
    run(KEY, key, personas.section_head.id)
    values = sign(document, method="ELECTRONIC", copy=None, key=key, by=personas.section_head.id)
    assert refused_by(SIGN, *values) == "signature_with_a_key_is_the_municipalitys"


def test_a_signature_of_a_coming_day_is_refused(document: FrozenDocument) -> None:
    assert refused_by(SIGN, *sign(document, day="2026-11-23")) == "signature_not_of_a_coming_day"


def test_words_outside_the_lists_are_refused(document: FrozenDocument) -> None:
    assert refused_by(SIGN, *sign(document, party="NEIGHBOUR")) == "signature_party_is_known"
    some = row(document)
    values = (uuid4(), some.case_id, "POEM", bytes(32), 1, some.frozen_by)
    assert refused_by(FREEZE, *values) == "document_kind_is_known"


def test_a_document_of_no_case_is_the_polices_weekly_sheet_and_nothing_else(document: FrozenDocument) -> None:
    some = row(document)
    name = "document_is_of_a_case_or_the_polices"
    assert refused_by(FREEZE, uuid4(), None, "CARE_PLAN", bytes(32), 1, some.frozen_by) == name
    assert refused_by(FREEZE, uuid4(), some.case_id, "WEEKLY_SHEET", bytes(32), 1, some.frozen_by) == name


def test_a_document_has_a_whole_hash_and_pages(document: FrozenDocument) -> None:
    some = row(document)
    assert refused_by(FREEZE, uuid4(), some.case_id, "REVIEW", bytes(31), 1, some.frozen_by) == "document_hash_is_whole"
    assert refused_by(FREEZE, uuid4(), some.case_id, "REVIEW", bytes(32), 0, some.frozen_by) == "document_has_pages"


@pytest.mark.parametrize("table", ["documents_document", "documents_signature", "documents_signingkey"])
@pytest.mark.parametrize("act", ["update {} set sealed = ''", "delete from {}", "truncate {}"])
def test_nothing_frozen_or_signed_can_be_changed(document: FrozenDocument, table: str, act: str) -> None:
    assert refused_by(act.format(table)) == "InsufficientPrivilege"


def test_the_polices_own_is_sealed_under_the_register_s_key(personas: Personas) -> None:
    sheet = Document.objects.get(pk=given_weekly_sheet(personas.liaison).id)
    facts = open_(Place(REGISTER, "documents_document", sheet.id), sheet.sealed).reveal()
    assert sheet.case_id is None and isinstance(facts, dict) and facts["code_name"] == ""
