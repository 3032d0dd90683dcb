"""The pages of consent: loud when there is none, exact about what a withdrawal stops, and nothing typed is lost."""

import re
from datetime import date

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.disclosure.givens import given_consent, given_disclosure, given_proposed, given_recurring
from tests.givens import NOW, PERSON, TODAY, case_id
from tests.pages import opened, signed_in, status_of, text_of
from tests.personas import Personas
from utvag.disclosure.models import Consent, Disclosure, Receipt
from utvag.disclosure.queries import coming_of, happenings_of, work_of
from utvag.disclosure.rules import Party
from utvag.foundation.actors import Actor
from utvag.people.operations import write_identity

CONSENT = {
    "is_written": "on",
    "how": "MEETING",
    "given_date": "2026-11-20",
    "from_date": "2026-11-20",
    "until_date": "2027-05-20",
    "party_POLICE": "on",
    "about_THREAT": "on",
    "reservation": "Inget om min mamma",
}
DISCLOSED = {
    "party": "POLICE",
    "recipient": "Vakthavande befäl",
    "category": "THREAT",
    "about": "Att hotet finns kvar",
    "day": "2026-11-22",
    "clock": "08.30",
    "ground": "CONSENT",
    "protected_address": "NO",
}


def url(name: str, *ids: object) -> str:
    return reverse(f"disclosure:{name}", args=ids or [case_id()])


def sent(actor: Actor, address: str, fields: dict[str, str]) -> HttpResponse:
    response = signed_in(actor).post(address, fields)
    assert isinstance(response, HttpResponse)
    return response


def test_that_there_is_no_consent_is_loud(personas: Personas) -> None:
    page = opened(personas.case_worker, url("case"))
    assert "Inget samtycke gäller i dag" in page
    assert "utvag-notice--danger" in page


def test_a_consent_is_registered(personas: Personas) -> None:
    response = sent(personas.coordinator, url("give-consent"), CONSENT)
    page = opened(personas.coordinator, response["Location"])
    assert "Samtycket är registrerat" in page
    assert "Inget om min mamma" in page
    assert "Inget samtycke gäller i dag" not in page


def test_a_consent_that_leaves_the_police_out_is_outside_the_method(personas: Personas) -> None:
    given_consent(personas.coordinator, parties=frozenset({Party.PROVIDER}))
    assert "Polisen är inte med i samtycket" in opened(personas.coordinator, url("case"))
    given = {key: value for key, value in CONSENT.items() if key != "party_POLICE"}
    page = text_of(sent(personas.coordinator, url("give-consent"), given))
    assert "Kryssa i minst en som får veta" in page
    assert "Inget om min mamma" in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"until_date": "2026-11-01"}, "Skriv en slutdag som kommer efter den första dagen"),
        ({"given_date": "2026-12-24"}, "Skriv i dag eller en dag som har varit"),
        ({"from_date": "2026-11-19"}, "Skriv dagen för underskriften"),
    ],
)
def test_a_refused_consent_says_what_to_write(personas: Personas, changed: dict[str, str], sentence: str) -> None:
    page = text_of(sent(personas.coordinator, url("give-consent"), CONSENT | changed))
    assert sentence in page
    assert "Inget om min mamma" in page
    assert not Consent.objects.exists()


def test_the_page_says_before_and_after_exactly_what_a_withdrawal_stops(personas: Personas) -> None:
    address = url("withdraw", given_consent(personas.coordinator))
    before = opened(personas.coordinator, address)
    assert "Det här slutar genast" in before
    stops = (
        "Polisen får inga nya uppgifter om: vem personen är, hot och risker, behovet av boende.",
        "Polissamverkan ser inte längre ärendet på sin lista eller på veckobladet",
        "Utföraren får inga nya uppgifter om",
    )
    assert all(line in before for line in stops)
    assert sent(personas.coordinator, address, {})["Location"] == address
    after = opened(personas.coordinator, address)
    assert "Det här har slutat" in after
    assert all(line in after for line in stops)
    assert "Återkalla samtycket</button>" not in after
    assert "redan återkallat" in text_of(sent(personas.coordinator, address, {}))


def test_what_goes_on_by_another_ground_is_said(personas: Personas) -> None:
    consent = given_consent(personas.coordinator)
    given_recurring(personas.coordinator, personas.section_head)
    page = opened(personas.coordinator, url("withdraw", consent))
    assert "Polisen får veta detta ändå, av annat skäl: hot och risker." in page
    assert "Polissamverkan ser inte längre" not in page


def test_a_disclosure_is_registered_and_waits_for_its_receipt(personas: Personas) -> None:
    given_consent(personas.coordinator)
    response = sent(personas.coordinator, url("register"), DISCLOSED)
    page = opened(personas.coordinator, response["Location"])
    assert "Utlämnandet är registrerat" in page
    assert "Vakthavande befäl" in page
    assert "Ingen har svarat" in page
    disclosure = Disclosure.objects.get()
    assert str(disclosure.disclosed_at) == "2026-11-22 07:30:00+00:00"
    receipt = url("receipt", disclosure.id)
    assert "Har mottagaren fått uppgiften?" in opened(personas.coordinator, receipt)
    late = {"outcome": "RECEIVED", "noted_date": "2026-12-24", "how": "Ringde tillbaka"}
    assert "Ringde tillbaka" in text_of(sent(personas.coordinator, receipt, late))
    assert not Receipt.objects.exists()
    sent(personas.coordinator, receipt, late | {"noted_date": "2026-11-22"})
    assert "Mottagen 22 november 2026" in opened(personas.coordinator, url("case"))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, "Det finns inget samtycke i ärendet"),
        ({"clock": "25.00"}, "Skriv klockslaget som 14.30"),
        ({"clock": "23.59"}, "Skriv en tid som har varit"),
        ({"ground": "OSL_10_15A"}, "Skriv varför det väger tyngre"),
        ({"ground": "OSL_10_15A", "balance": "Ja", "day": "2024-06-01"}, "Paragrafen gällde inte den dagen"),
        ({"ground": "SOL_15_7", "is_requested": "on", "day": "", "clock": ""}, "Skriv när uppgiften lämnades"),
        ({"clock": ""}, "Skriv klockslaget som 14.30"),
        ({"day": ""}, "Skriv vilken dag"),
        ({"day": "i går"}, "Skriv"),
        ({"ground": "OSL_10_18A", "balance": "Ja"}, "Välj den uppgiften gäller"),
        ({"ground": "SOL_15_7"}, "Grunden gäller bara när mottagaren har begärt"),
        ({"ground": "OSL_10_27"}, "Välj ett av svaren i listan"),
        ({"ground": "SOL_15_7", "party": "FAMILY"}, "Med den grunden får den mottagaren inget veta"),
    ],
)
def test_a_refused_disclosure_says_what_to_do(personas: Personas, changed: dict[str, str], sentence: str) -> None:
    page = text_of(sent(personas.coordinator, url("register"), DISCLOSED | changed))
    assert sentence in page
    assert "Att hotet finns kvar" in page
    assert not Disclosure.objects.exists()


UNTOLD = DISCLOSED | {"ground": "OSL_10_15A", "balance": "Vägningskanarie", "day": "", "clock": ""}


def test_without_consent_it_waits_for_the_section_head_who_says_yes(personas: Personas) -> None:
    page = opened(personas.coordinator, sent(personas.coordinator, url("register"), UNTOLD)["Location"])
    assert "Förslaget väntar på sektionschefen" in page
    assert "Inte lämnat" in page
    assert "Ta ställning<" not in page
    decide = url("decide", Disclosure.objects.get().id)
    assert decide in opened(personas.section_head, url("case"))
    assert "Vägningskanarie" in opened(personas.section_head, decide)
    assert status_of(personas.coordinator, decide) == 404
    response = sent(personas.section_head, decide, {"answer": "DECIDED", "reason": ""})
    assert "Ditt ställningstagande är sparat" in opened(personas.section_head, response["Location"])
    assert "Beslutat" in opened(personas.coordinator, url("case"))
    assert "Spara ställningstagandet" not in opened(personas.section_head, decide)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"answer": "DECLINED", "reason": " "}, "Skriv varför uppgiften inte ska lämnas"),
        ({"answer": "KANSKE", "reason": "Behållen text"}, "Välj ett av svaren i listan"),
        ({"reason": "Behållen text"}, "Fel:"),
    ],
)
def test_a_bad_answer_says_what_to_write(personas: Personas, fields: dict[str, str], sentence: str) -> None:
    disclosure = given_proposed(personas.coordinator)
    page = text_of(sent(personas.section_head, url("decide", disclosure), fields))
    assert sentence in page
    assert fields["reason"].strip() in page
    assert Disclosure.objects.get().state == "PROPOSED"


def test_she_who_proposed_is_told_that_another_decides(personas: Personas) -> None:
    decide = url("decide", given_proposed(personas.section_head))
    page = opened(personas.section_head, decide)
    assert "Du har själv föreslagit det" in page
    assert "Spara ställningstagandet" not in page
    assert "En annan sektionschef måste" in text_of(sent(personas.section_head, decide, {"answer": "DECIDED"}))


def test_a_no_is_read_with_its_reason_and_has_no_receipt(personas: Personas) -> None:
    disclosure = given_proposed(personas.coordinator)
    sent(personas.section_head, url("decide", disclosure), {"answer": "DECLINED", "reason": "Skälkanarie"})
    page = opened(personas.coordinator, url("case"))
    assert "Skälkanarie" in page
    assert url("receipt", disclosure) not in page
    late = {"outcome": "RECEIVED", "noted_date": "2026-11-22", "how": "Ringde"}
    assert "Ingen har beslutat" in text_of(sent(personas.coordinator, url("receipt", disclosure), late))


def test_one_who_is_21_is_not_told_of_by_the_paragraph_on_the_young(personas: Personas) -> None:
    person = write_identity(
        case_id=case_id(), register_person=PERSON, name="Namn", personal_number="199604172388", today=TODAY
    )
    on_the_young = {"ground": "OSL_10_18A", "balance": "Ja", "person": str(person)}
    page = text_of(sent(personas.section_head, url("register"), DISCLOSED | on_the_young))
    assert "Personen hade fyllt 21 år" in page


def test_the_general_clause_is_never_offered(personas: Personas) -> None:
    page = opened(personas.section_head, url("register"))
    assert "10 kap. 27" not in page
    assert "10 kap. 15 a §" in page


def test_a_half_written_consent_is_kept_with_its_boxes(personas: Personas) -> None:
    begun = {"reservation": "Halvskrivet", "party_POLICE": "on", "utkast": "spara", "utkast_revision": "0"}
    sent(personas.coordinator, url("give-consent"), begun)
    page = opened(personas.coordinator, url("give-consent"))
    assert "Halvskrivet" in page
    (box,) = re.findall(r'<input type="checkbox" name="party_POLICE"[^>]*>', page)
    (other,) = re.findall(r'<input type="checkbox" name="party_SIS"[^>]*>', page)
    assert "checked" in box
    assert "checked" not in other
    assert "Samtycke" in opened(personas.coordinator, "/utkast/")


def test_the_section_head_decides_but_takes_in_no_consent(personas: Personas) -> None:
    consent = given_consent(personas.coordinator)
    assert "Registrera ett samtycke" not in opened(personas.section_head, url("case"))
    assert status_of(personas.section_head, url("give-consent")) == 404
    assert status_of(personas.section_head, url("withdraw", consent)) == 404


def test_a_consent_that_ends_within_two_weeks_waits_for_those_who_handle_the_case(personas: Personas) -> None:
    given_consent(personas.coordinator, until_date=date(2026, 12, 6))
    (row,) = work_of(actor=personas.coordinator, now=NOW)
    assert (row.tag, row.due_date) == ("Samtycket går ut", date(2026, 12, 6))
    assert work_of(actor=personas.section_head, now=NOW) == ()
    assert work_of(actor=personas.stranger, now=NOW) == ()
    (coming,) = coming_of(case_ids=[case_id()], today=TODAY)
    assert coming.day == date(2026, 12, 6)
    given_consent(personas.coordinator, from_date=date(2026, 12, 6), until_date=date(2027, 5, 5))
    assert work_of(actor=personas.coordinator, now=NOW) == ()


def test_what_has_happened_names_the_ground_and_nothing_that_was_said(personas: Personas) -> None:
    given_consent(personas.coordinator)
    given_disclosure(personas.coordinator)
    titles = {one.title for one in happenings_of(case_id=case_id())}
    assert titles == {
        "Samtycke registrerat",
        "Polisen fick uppgift om hot och risker (10 kap. 1 § och 12 kap. 2 § OSL)",
    }
