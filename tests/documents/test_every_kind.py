"""Every kind of document, made by the product: accessible, archival, in Swedish, and silent outside its page."""

from __future__ import annotations

import io
import os
import re
import subprocess
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pikepdf
import pytest
from pdfua import validate

from tests.documents.every_kind import EVERY_KIND, SECRETS, reader_of
from tests.documents.test_printing import words
from tests.givens import CASE, NOW, given_register
from tests.personas import given_personas, given_team_on
from utvag.documents.models import Document
from utvag.documents.queries import open_pdf
from utvag.documents.rules import DocumentKind

pytestmark = pytest.mark.django_db

KINDS = pytest.mark.parametrize("kind", EVERY_KIND, ids=str)
UUID_FORM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
CODE_FORM = re.compile(r"\b[a-z]+_[a-z_]+\b|\b[A-Z]{2,}_[A-Z_]+\b")
SCRIPTS = ("/JavaScript", "/JS", "/AA", "/OpenAction", "/Launch", "/EmbeddedFile", "/URI")
_MADE: dict[DocumentKind, bytes] = {}


@pytest.fixture
def paper(kind: DocumentKind) -> bytes:
    """Give the bytes of a document of the kind, made once."""
    if kind not in _MADE:
        given_register()
        personas = given_personas()
        given_team_on(CASE, personas)
        EVERY_KIND[kind].make(personas)
        row = Document.objects.filter(kind=kind).latest("frozen_at")
        reader = reader_of(kind, personas)
        _MADE[kind] = open_pdf(actor=reader, document_id=row.id, now=NOW)
    return _MADE[kind]


@pytest.fixture
def file(paper: bytes, kind: DocumentKind, tmp_path: Path) -> Path:
    """Lay the document in a file; in a folder that stays, where one is named, to be looked at."""
    folder = Path(os.environ.get("UTVAG_PAPERS", tmp_path))
    made = folder / f"{kind.value.lower()}.pdf"
    made.write_bytes(paper)
    return made


def test_every_kind_is_in_the_table() -> None:
    assert set(EVERY_KIND) == set(DocumentKind)


@KINDS
def test_it_says_what_it_is_to_a_screen_reader_and_an_archive(kind: DocumentKind, paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert str(pdf.Root.Lang).startswith("sv")
        assert pdf.Root.MarkInfo.Marked and pdf.Root.StructTreeRoot.K
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]) == metadata["dc:title"] == EVERY_KIND[kind].title


@KINDS
def test_it_runs_nothing_and_leads_nowhere(kind: DocumentKind, paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert not [key for one in pdf.objects for key in keys_of(one) if key in SCRIPTS]


@KINDS
def test_independent_checkers_find_nothing(kind: DocumentKind, file: Path) -> None:
    assert [found.message for found in validate(str(file)).findings] == []
    assert subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False).returncode == 0
    listed = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert listed and all(" yes yes yes " in line for line in listed)


@KINDS
def test_it_says_what_it_must_in_swedish(kind: DocumentKind, paper: bytes) -> None:
    made, told = EVERY_KIND[kind], words(paper)
    assert [part for part in (made.title, *made.says) if part not in told.replace("\u00a0", " ")] == [], told
    assert not UUID_FORM.search(told) and not CODE_FORM.search(told)
    assert [word for word in code_words() if re.search(rf"(?<![-\w]){word}\b", told)] == []
    assert ("Namnkanarie" in told) is made.names


@KINDS
def test_nothing_of_anybody_stands_outside_the_page(kind: DocumentKind, paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf, pdf.open_metadata() as metadata:
        outside = " ".join([*map(str, pdf.docinfo.values()), str(metadata)])
    assert [secret for secret in (CASE, *SECRETS) if secret.casefold() in outside.casefold()] == []


def keys_of(one: pikepdf.Object) -> Iterator[str]:
    """Give the keys of a dictionary or stream, and of what it holds."""
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        yield from one.keys()


def code_words() -> set[str]:
    """Give every word of a closed list of the product, as it is stored."""
    found, todo = set(), [StrEnum]
    while todo:
        for kind in todo.pop().__subclasses__():
            todo.append(kind)
            if kind.__module__.startswith("utvag."):
                found |= {one.value for one in kind if one.value.isupper() and len(one.value) > 3}
    return found
