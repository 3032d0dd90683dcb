"""The pages of documents: what they show, and how they refuse."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.documents.givens import COPY, given_copied, given_frozen, given_signed, given_weekly_sheet
from tests.givens import CASE, case_id, given_register
from tests.organisation.givens import given_touch
from tests.pages import moment, opened, signed_in, text_of
from tests.personas import Personas, given_personas, given_team_on
from utvag.documents.models import Signature
from utvag.documents.operations import FrozenDocument
from utvag.documents.rules import Section, Table
from utvag.foundation.actors import Actor
from utvag.foundation.clock import now

__all__ = ["moment"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture
def document(personas: Personas) -> FrozenDocument:
    return given_frozen(personas.coordinator)


def page(document: FrozenDocument, path: str = "") -> str:
    return f"/handlingar/{document.id}/{path}"


def posted_copy(client: Client, document: FrozenDocument, content: bytes = COPY, **other: str) -> str:
    values = {
        "party": "PROVIDER",
        "signatory": "Namnkanarie",
        "capacity": "Befattningskanarie",
        "signed_date": "2026-11-22",
        **other,
        "copy": SimpleUploadedFile("hemligt namn.pdf", content),
    }
    return text_of(client.post(page(document, "kopia/"), values, follow=True))


def test_an_empty_list_says_what_will_come(personas: Personas) -> None:
    assert "Ärendet har inga handlingar än" in opened(personas.coordinator, f"/arenden/{case_id()}/handlingar/")


def test_the_list_leads_to_the_document(personas: Personas, document: FrozenDocument) -> None:
    given_signed(personas.section_head, document.id)
    text = opened(personas.coordinator, f"/arenden/{case_id()}/handlingar/")
    assert page(document) in text and "Kommunen" in text


def test_the_document_shows_what_it_says_and_that_nobody_has_signed(
    personas: Personas, document: FrozenDocument
) -> None:
    text = opened(personas.case_worker, page(document))
    for part in (
        "Väckning klockan sju",
        "28 februari 2027",
        "Skuldsanering",
        "Ett kryss räknas inte",
        document.sha256.hex()[:16],
    ):
        assert part in text


def test_what_was_written_is_shown_as_it_was_written(personas: Personas) -> None:
    hostile = "<b>\"fet\"</b> {{ 1|add:1 }} & 'så'"
    shown = "&lt;b&gt;&quot;fet&quot;&lt;/b&gt; {{ 1|add:1 }} &amp; &#x27;så&#x27;"
    table = Table((hostile,), ((hostile,),))
    section = Section(hostile, (hostile,), ((hostile, hostile),), (hostile,), table)
    text = opened(personas.coordinator, page(given_frozen(personas.coordinator, title=hostile, sections=(section,))))
    assert text.count(shown) >= 8
    assert "<b>" not in text and "&amp;amp;" not in text and "&amp;lt;" not in text


def test_the_pdf_comes_under_a_name_that_says_nothing(personas: Personas, document: FrozenDocument) -> None:
    answer = signed_in(personas.coordinator).get(page(document, "pdf/"))
    assert answer.content.startswith(b"%PDF-1.7")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="handling.pdf"'
    assert (
        "no-store" in answer.headers["Cache-Control"]
        and "default-src 'none'" in answer.headers["Content-Security-Policy"]
    )


def test_a_signed_copy_is_taken_in_and_given_back(personas: Personas, document: FrozenDocument) -> None:
    client = signed_in(personas.coordinator)
    text = posted_copy(client, document)
    assert "Den underskrivna kopian är sparad" in text and "Namnkanarie, Befattningskanarie" in text
    answer = client.get(f"/underskrifter/{signature()}/kopia/")
    assert answer.content == COPY
    assert answer.headers["Content-Disposition"] == 'attachment; filename="underskriven.pdf"'


@pytest.mark.parametrize(
    ("content", "other", "sentence"),
    [
        (b"", {}, "Filen är tom."),
        (b"MZ", {}, "varken PDF, PNG eller JPEG"),
        (COPY, {"signed_date": "2026-11-23"}, "Dagen har inte varit än"),
        (COPY, {"signed_date": "2026-11-21"}, "Handlingen fanns inte den dagen"),
        (COPY, {"signed_date": "igår"}, "Skriv datumet som år-månad-dag"),
        (COPY, {"signatory": ""}, "Skriv namnet på den som har skrivit under"),
        (COPY, {"capacity": ""}, "Skriv i vilken egenskap"),
        (COPY, {"party": "NEIGHBOUR"}, "Välj ett av svaren i listan"),
    ],
)
def test_what_will_not_do_is_said_at_its_field_and_the_text_stays(
    personas: Personas, document: FrozenDocument, content: bytes, other: dict[str, str], sentence: str
) -> None:
    text = posted_copy(signed_in(personas.coordinator), document, content, **other)
    assert sentence in text
    assert "Namnkanarie" in text or "signatory" in other
    assert not Signature.objects.exists()


def test_the_document_itself_is_not_taken_for_a_signed_copy(personas: Personas, document: FrozenDocument) -> None:
    client = signed_in(personas.coordinator)
    unsigned = client.get(page(document, "pdf/")).content
    assert "utan underskrift" in posted_copy(client, document, unsigned)


def test_a_form_without_a_file_says_so(personas: Personas, document: FrozenDocument) -> None:
    text = text_of(signed_in(personas.coordinator).post(page(document, "kopia/"), {"party": "PROVIDER"}))
    assert "Välj filen med det underskrivna" in text


def test_a_party_that_has_signed_is_not_offered_again(personas: Personas, document: FrozenDocument) -> None:
    given_copied(personas.coordinator, document.id)
    text = opened(personas.coordinator, page(document, "kopia/"))
    assert 'value="PROVIDER"' not in text and 'value="PERSON"' in text


def test_one_signs_after_a_touch_and_not_without(personas: Personas, document: FrozenDocument) -> None:
    client = signed_in(personas.section_head)
    sent, sign = {"capacity": "Sektionschef"}, page(document, "skriv-under/")
    for asked in (client.get(sign), client.post(sign, sent)):
        assert asked.headers["Location"].startswith("/konto/bekrafta/?next=%2Fhandlingar%2F")
    assert not Signature.objects.exists()
    touched(client, personas.section_head)
    assert client.get(sign).status_code == 200
    text = text_of(client.post(sign, sent, follow=True))
    assert "Du har skrivit under handlingen" in text and "Underskriften stämmer" in text
    assert "Namn section-head, Sektionschef" in text


def test_a_second_signature_is_refused_in_words(personas: Personas, document: FrozenDocument) -> None:
    given_signed(personas.section_head, document.id)
    client = signed_in(personas.coordinator)
    touched(client, personas.coordinator)
    text = text_of(client.post(page(document, "skriv-under/"), {"capacity": "Samordnare"}))
    assert "Parten har redan skrivit under" in text


def test_the_liaison_reads_the_polices_own_outside_any_case(personas: Personas) -> None:
    sheet = given_weekly_sheet(personas.liaison)
    text = opened(personas.liaison, page(sheet))
    assert "Veckoblad" in text and "Skriv under för kommunen" not in text
    assert signed_in(personas.liaison).get(page(sheet, "skriv-under/")).status_code == 404
    assert signed_in(personas.coordinator).get(page(sheet)).status_code == 404


def touched(client: Client, actor: Actor) -> None:
    """Let her show her key in this browser."""
    given_touch(actor, session=sha256(str(client.session.session_key).encode()).hexdigest(), now=now())


def signature() -> UUID:
    return Signature.objects.values_list("pk", flat=True).get()
