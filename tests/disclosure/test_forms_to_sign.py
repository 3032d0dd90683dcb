"""A consent form is frozen, signed on paper, and its copy kept over the hash; nothing is replaced, nothing is lost."""

from collections.abc import Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.urls import reverse

from tests.disclosure.givens import (
    days,
    given_consent,
    given_form,
    given_signed_form,
)
from tests.documents.givens import COPY, given_copied
from tests.givens import NOW, TODAY, case_id
from tests.pages import opened, signed_in, status_of, text_of
from tests.personas import Personas
from utvag.disclosure.models import Consent, ConsentForm
from utvag.disclosure.operations import (
    UnableToConsent,
    print_consent_form,
    withdraw_consent,
)
from utvag.disclosure.queries import cases_open_to, disclosure_page
from utvag.disclosure.queries.pages import ConsentShape
from utvag.disclosure.rules import Party, Refusal
from utvag.documents.models import Document, Signature
from utvag.documents.operations import UnableToSign
from utvag.documents.queries import open_copy, open_document
from utvag.documents.rules import Party as Signer
from utvag.documents.rules import Refusal as NotSigned
from utvag.foundation.actors import Actor

PREPARED = {
    "person": "",
    "party_POLICE": "on",
    "about_THREAT": "on",
    "from_date": "2026-11-22",
    "until_date": "2027-05-20",
    "reservation": "Inget om min mamma",
}


def shown(personas: Personas) -> ConsentShape:
    (consent,) = disclosure_page(actor=personas.coordinator, case_id=case_id(), now=NOW).consents
    return consent


def upload(content: bytes = COPY) -> SimpleUploadedFile:
    return SimpleUploadedFile("skannat.pdf", content)


def sent(actor: Actor, address: str, fields: Mapping[str, object]) -> HttpResponse:
    response = signed_in(actor).post(address, fields)
    assert isinstance(response, HttpResponse)
    return response


def refused_by(statement: str) -> str | None:
    with pytest.raises(DatabaseError) as error:
        run_now(statement)
    return getattr(getattr(error.value.__cause__, "diag", None), "constraint_name", None) or str(error.value)


def run_now(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("set constraints all immediate")


def test_a_form_is_no_consent_until_it_is_signed(personas: Personas) -> None:
    form = given_form(personas.coordinator)
    assert cases_open_to(Party.POLICE, TODAY) == set()
    page = disclosure_page(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert (page.has_consent, [one.id for one in page.unsigned]) == (False, [form])
    given_signed_form(personas.coordinator, form)
    assert cases_open_to(Party.POLICE, TODAY) == {case_id()}
    assert disclosure_page(actor=personas.coordinator, case_id=case_id(), now=NOW).unsigned == ()


def test_the_consent_is_exactly_what_the_form_asked_and_its_copy_stands_on_the_hash(personas: Personas) -> None:
    given_signed_form(personas.coordinator, given_form(personas.coordinator))
    form, signature = ConsentForm.objects.get(), Signature.objects.get()
    assert (Consent.objects.get().id, Consent.objects.get().form_id) == (form.consent, form.id)
    assert shown(personas).parties == (Party.POLICE, Party.PROVIDER)
    assert shown(personas).reservation == "Förbehållskanarie: inget om hälsan"
    assert (signature.document_id, signature.party) == (form.document_id, "PERSON")
    assert open_copy(actor=personas.coordinator, signature_id=signature.id, now=NOW).content == COPY
    assert b"%PDF" not in bytes(signature.copy or b"")


def test_a_copy_may_come_later_and_a_new_one_supersedes_it_with_the_trail_kept(personas: Personas) -> None:
    consent = given_signed_form(personas.coordinator, given_form(personas.coordinator), upload=None)
    assert not shown(personas).is_signed
    given_copied(personas.coordinator, ConsentForm.objects.get().document_id, Signer.PERSON)
    assert shown(personas).is_signed
    again = print_consent_form(actor=personas.case_worker, consent_id=consent, now=NOW)
    assert [one.is_superseded for one in shown(personas).papers] == [False, False]
    given_copied(personas.coordinator, again, Signer.PERSON)
    assert [(one.number, one.is_superseded) for one in shown(personas).papers] == [(2, False), (1, True)]
    assert Signature.objects.count() == 2
    with pytest.raises(UnableToSign):
        given_copied(personas.coordinator, again, Signer.PERSON)


def test_a_consent_on_another_paper_gets_a_form_of_its_own(personas: Personas) -> None:
    consent = given_consent(personas.coordinator)
    document = print_consent_form(actor=personas.coordinator, consent_id=consent, now=NOW)
    sheet = open_document(actor=personas.coordinator, document_id=document, now=NOW).sheet
    assert any("Förbehållskanarie" in text for part in sheet.sections for text in part.paragraphs)
    given_copied(personas.coordinator, document, Signer.PERSON)
    assert shown(personas).is_signed


def test_nobody_else_signs_a_consent_form(personas: Personas) -> None:
    given_form(personas.coordinator)
    with pytest.raises(UnableToSign) as refused:
        given_copied(personas.coordinator, Document.objects.get().id, Signer.MUNICIPALITY)
    assert refused.value.refusal is NotSigned.NOT_ITS_PARTY
    unsigned = open_document(actor=personas.coordinator, document_id=Document.objects.get().id, now=NOW).unsigned
    assert unsigned == (Signer.PERSON,)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"given_date": days(-1)}, Refusal.SIGNED_BEFORE_FORM),
        ({"given_date": days(1)}, Refusal.GIVEN_LATER),
    ],
)
def test_it_refuses_a_day_on_which_nobody_signed(
    personas: Personas, other: dict[str, object], expected: Refusal
) -> None:
    form = given_form(personas.coordinator)
    with pytest.raises(UnableToConsent) as refused:
        given_signed_form(personas.coordinator, form, **other)
    assert refused.value.refusal is expected
    assert not Consent.objects.exists()


def test_a_form_is_registered_once_and_a_withdrawn_consent_is_not_printed(personas: Personas) -> None:
    form = given_form(personas.coordinator)
    consent = given_signed_form(personas.coordinator, form)
    with pytest.raises(UnableToConsent) as refused:
        given_signed_form(personas.coordinator, form)
    assert refused.value.refusal is Refusal.REGISTERED_ALREADY
    withdraw_consent(actor=personas.coordinator, consent_id=consent, now=NOW)
    with pytest.raises(UnableToConsent):
        print_consent_form(actor=personas.coordinator, consent_id=consent, now=NOW)


def test_a_copy_that_will_not_do_registers_nothing(personas: Personas) -> None:
    with pytest.raises(UnableToSign):
        given_signed_form(personas.coordinator, given_form(personas.coordinator), upload=b"bara text")
    assert not Consent.objects.exists()
    assert not Signature.objects.exists()


def test_the_form_says_who_what_how_long_and_what_stops(personas: Personas) -> None:
    given_form(personas.coordinator)
    sheet = open_document(actor=personas.coordinator, document_id=Document.objects.get().id, now=NOW).sheet
    parts = {part.heading: part for part in sheet.sections}
    assert parts["De här får veta"].items == ("Polisen", "Utföraren")
    assert ("Till", "21 april 2027") in parts["Så länge gäller det"].rows
    stops = parts["Då slutar det här genast"].items
    assert stops[0] == "Polisen får inga nya uppgifter om: vem personen är, hot och risker."
    assert sheet.sign_here == ("Den som samtycker",)


def test_a_form_is_made_signed_and_registered_on_the_pages(personas: Personas) -> None:
    address = reverse("disclosure:prepare", args=[case_id()])
    page = text_of(sent(personas.coordinator, address, PREPARED | {"party_POLICE": ""}))
    assert "Kryssa i minst en som får veta" in page
    assert "Inget om min mamma" in page
    assert "Skriv en slutdag" in text_of(sent(personas.coordinator, address, PREPARED | {"until_date": "2026-11-22"}))
    form = sent(personas.coordinator, address, dict(PREPARED))["Location"]
    assert "Ett formulär väntar på underskrift" in opened(
        personas.coordinator, reverse("disclosure:case", args=[case_id()])
    )
    signed: dict[str, object] = {
        "given_date": "2026-11-22",
        "how": "MEETING",
        "signatory": "Namnet",
        "capacity": "den enskilde",
    }
    tried: tuple[tuple[dict[str, object], str], ...] = (
        ({"copy": upload(b"text")}, "Filen är varken PDF, PNG eller JPEG"),
        ({"copy": upload(b"")}, "Filen är tom"),
        ({"copy": upload(), "signatory": ""}, "Skriv namnet på den som har skrivit under"),
        ({"given_date": "2026-11-01"}, "Skriv dagen på papperet"),
        ({"given_date": "i går"}, "Fel:"),
        ({"how": "MUNTLIGT"}, "Välj ett av svaren i listan"),
    )
    for bad, sentence in tried:
        assert sentence in text_of(sent(personas.coordinator, form, signed | bad))
    assert not Consent.objects.exists()
    page = opened(personas.coordinator, sent(personas.coordinator, form, signed | {"copy": upload()})["Location"])
    assert "Samtycket är registrerat" in page
    assert "Kopian som skrevs under 22 november 2026" in page
    assert "Ingen underskriven kopia" not in page
    assert "Samtycket är registrerat" in opened(personas.coordinator, form)
    assert "redan registrerat" in text_of(sent(personas.coordinator, form, dict(signed)))


def test_the_button_leads_to_the_document(personas: Personas) -> None:
    address = reverse("disclosure:print-form", args=[given_consent(personas.coordinator)])
    response = sent(personas.coordinator, address, {})
    assert "Fryst" in opened(personas.coordinator, response["Location"])
    assert signed_in(personas.stranger).post(address).status_code == 404
    assert status_of(personas.section_head, reverse("disclosure:form", args=[given_form(personas.coordinator)])) == 404


FORM = "insert into disclosure_consentform select gen_random_uuid(), {} from disclosure_consentform limit 1"
SAME = "gen_random_uuid(), number, from_date, until_date, document_id, document_kind, made_by, made_at, sealed, case_id"


@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("consent_form_one_per_document", ("", "")),
        ("consent_form_numbered_once", ("gen_random_uuid(), number", "consent, number")),
        ("consent_form_numbered_from_one", (" number", " 0")),
        ("consent_form_is_a_consent_form", ("document_kind", "'DECISION'")),
        ("consent_form_is_the_cases_document", ("document_id", "gen_random_uuid()")),
        ("consent_form_from_before_until", ("until_date", "from_date")),
        (
            "consent_form_of_its_consent",
            ("gen_random_uuid(), number, from_date, until_date", "consent, 2, from_date, until_date + 1"),
        ),
    ],
)
def test_the_database_refuses_a_form(personas: Personas, constraint: str, changed: tuple[str, str]) -> None:
    given_signed_form(personas.coordinator, given_form(personas.coordinator))
    assert refused_by(FORM.format(SAME.replace(*changed, 1))) == constraint


def test_the_database_keeps_a_consent_on_its_form(personas: Personas) -> None:
    given_signed_form(personas.coordinator, given_form(personas.coordinator))
    assert refused_by("update disclosure_consent set form_id = null") == "consent_only_withdrawn"
    copy = (
        "insert into disclosure_consent (id, given_date, from_date, until_date, form_id, registered_by, registered_at, "
        "sealed, case_id) select {}, given_date, from_date, {}, form_id, registered_by, registered_at, sealed, case_id "
        "from disclosure_consent"
    )
    assert refused_by(copy.format("gen_random_uuid()", "until_date")) == "consent_as_its_form_asked"
    for statement in ("delete from", "update"):
        tail = " set number = 9" if statement == "update" else ""
        assert "permission denied" in str(refused_by(f"{statement} disclosure_consentform{tail}"))
