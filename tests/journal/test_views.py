"""The journal's pages: what is typed is kept, signed is locked, sensitive is closed until somebody opens it."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.givens import CASE, NOW, case_id, given_register
from tests.journal.givens import TEXT, given_note
from tests.pages import moment, opened, signed_in, status_of, text_of
from tests.personas import NAMES, Personas, given_personas, given_team_on
from utvag.drafts.models import Draft
from utvag.foundation.actors import Actor
from utvag.journal.models import JournalNote

__all__ = ["moment"]

SENT = {"kind": "PHONE", "day": "2026-11-22", "time": "9.30", "heading": "Samtal", "text": "Hon ringde i dag."}


@pytest.fixture
def personas(db: None, moment: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def journal() -> str:
    return reverse("journal:case", args=[case_id()])


def writing() -> str:
    return reverse("journal:write", args=[case_id()])


def sent(actor: Actor, url: str, fields: dict[str, str]) -> HttpResponse:
    response = signed_in(actor).post(url, fields)
    assert isinstance(response, HttpResponse)
    return response


def test_an_empty_journal_says_so(personas: Personas) -> None:
    assert "Ingen anteckning är skriven" in opened(personas.coordinator, journal())


def test_a_note_is_written_signed_and_read(personas: Personas) -> None:
    page = opened(personas.case_worker, writing())
    assert 'value="2026-11-22"' in page and 'value="10.00"' in page
    assert "14 kap. 3–7 §§ socialtjänstlagen (2025:400)" in page
    answer = sent(personas.case_worker, writing(), SENT)
    assert answer["Location"] == f"{journal()}?klart=skriven"
    page = opened(personas.coordinator, answer["Location"])
    for shown in (
        "Anteckningen är signerad och låst",
        "Telefonsamtal: Samtal",
        "Hon ringde i dag.",
        "Namn case-worker",
    ):
        assert shown in page
    assert "22 november 2026 kl. 09.30" in page


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"time": "25.00"}, "time", "Skriv klockslaget som timme.minut"),
        ({"day": "i går"}, "day", "Skriv datumet som"),
        ({"day": "2026-11-23"}, "day", "Skriv en dag och en tid som har varit"),
        ({"text": ""}, "text", "Fyll i: Anteckning"),
        ({"heading": "x" * 121}, "heading", "Skriv högst 120 tecken"),
    ],
)
def test_bad_input_says_what_to_write_and_keeps_the_text(
    personas: Personas, change: dict[str, str], field: str, said: str
) -> None:
    page = text_of(sent(personas.coordinator, writing(), SENT | change))
    assert f'id="id_{field}_error"' in page
    assert said in page
    if "text" not in change:
        assert "Hon ringde i dag." in page
    assert not JournalNote.objects.exists()


def test_a_draft_is_no_note_and_two_tabs_never_overwrite_each_other(personas: Personas) -> None:
    by_itself = {"utkast": "auto", "utkast_revision": "0"}
    assert sent(personas.coordinator, writing(), SENT | by_itself).status_code == 200
    assert not JournalNote.objects.exists()
    other = sent(personas.coordinator, writing(), SENT | by_itself | {"text": "Den andra fliken"})
    assert other.status_code == 409
    both = text_of(sent(personas.coordinator, writing(), SENT | {"utkast": "spara", "text": "Den andra fliken"}))
    assert "Hon ringde i dag." in both and "Den andra fliken" in both
    assert "Hon ringde i dag." in opened(personas.coordinator, writing())
    revision = {"utkast_revision": str(Draft.objects.get().revision)}
    assert sent(personas.coordinator, writing(), SENT | revision).status_code == 302
    assert not Draft.objects.exists()


def test_a_corrected_note_is_struck_out_in_words_and_the_correction_stands_below(personas: Personas) -> None:
    note = given_note(personas.coordinator)
    url = reverse("journal:correct", args=[note])
    assert TEXT in opened(personas.case_worker, url)
    answer = sent(personas.case_worker, url, SENT | {"text": "Så här var det."})
    page = opened(personas.coordinator, answer["Location"])
    assert "Rättad 22 november 2026, se nedan." in page
    assert f"<s>{TEXT}</s>" in page
    assert page.index(TEXT) < page.index("Så här var det.")
    assert "Anteckningen är redan rättad" in opened(personas.coordinator, url)
    again = text_of(sent(personas.coordinator, url, SENT | {"text": "En gång till"}))
    assert "rätta rättelsen i stället" in again and "En gång till" in again


def test_a_sensitive_note_is_closed_and_says_that_opening_is_logged(personas: Personas) -> None:
    note = given_note(personas.coordinator, sensitive=True)
    page = opened(personas.coordinator, journal())
    assert TEXT not in page and "Rubrikkanarie" not in page
    assert "Att du öppnar den skrivs i loggen" in page
    url = reverse("journal:open", args=[note])
    assert status_of(personas.coordinator, url) == 404
    page = text_of(sent(personas.coordinator, url, {}))
    assert TEXT in page and "Att du öppnade anteckningen är skrivet i loggen" in page
    for name in ("journal:correct", "journal:disagree"):
        page = opened(personas.coordinator, reverse(name, args=[note]))
        assert TEXT not in page and "Anteckningen är känslig och visas inte här" in page


def test_what_the_person_thinks_stands_at_the_note(personas: Personas) -> None:
    note = given_note(personas.coordinator)
    url = reverse("journal:disagree", args=[note])
    fields = {key: value for key, value in SENT.items() if key != "kind"}
    answer = sent(personas.case_worker, url, fields | {"text": "Jag sa aldrig så."})
    page = opened(personas.coordinator, answer["Location"])
    assert "Personen anser att något här är fel." in page
    assert "Jag sa aldrig så." in page
    assert f"<s>{TEXT}" not in page
    said = JournalNote.objects.get(about=note)
    assert "Rätta anteckning 2" in opened(personas.coordinator, reverse("journal:correct", args=[said.pk]))


def test_long_notes_wait_behind_a_heading(personas: Personas) -> None:
    for hours in range(4, 0, -1):
        given_note(personas.coordinator, "lång " * 60, at=NOW - timedelta(hours=hours))
    page = opened(personas.coordinator, journal())
    assert page.count("<details") == 1
    assert "Läs anteckning 1" in page


def test_a_broken_chain_is_loud(personas: Personas, monkeypatch: pytest.MonkeyPatch) -> None:
    given_note(personas.coordinator)
    monkeypatch.setattr("utvag.journal.queries.reading.broken_numbers", lambda _: (1,))
    page = opened(personas.coordinator, journal())
    assert "Journalen stämmer inte" in page
    assert "Anteckning 1 saknas eller är ändrad" in page


@pytest.mark.parametrize("name", NAMES)
def test_the_journal_is_for_the_named(personas: Personas, name: str) -> None:
    given_note(personas.coordinator)
    expected = 200 if name in {"coordinator", "case_worker", "section_head"} else 404
    for url in (journal(), writing()):
        assert status_of(personas.named(name), url) == expected


def test_no_title_tells_what_a_note_says(personas: Personas) -> None:
    note = given_note(personas.coordinator)
    for url in (journal(), writing(), reverse("journal:correct", args=[note])):
        title = opened(personas.coordinator, url).split("<title>")[1].split("</title>")[0]
        assert "kanarie" not in title.lower()
