"""The person's own extract: who has read about me, by role and day, in plain words, and no employee's name."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.database import TestServer
from tests.givens import CASE, NOW, case_id, given_register
from tests.log import log_rows
from tests.log_review.givens import LATER, given_looks
from tests.pages import moment, opened, signed_in, status_of
from tests.personas import NAMES, Personas, given_personas, given_team_on
from utvag.cases.queries import open_case
from utvag.documents.models import Document
from utvag.documents.queries import open_document
from utvag.documents.rules import Sheet
from utvag.foundation.errors import NotVisible
from utvag.log_review.operations import UnableToReview, make_extract
from utvag.log_review.operations.extract import extract_sheet
from utvag.log_review.rules import Refusal, Row
from utvag.log_review.rules.extract import told_of

__all__ = ["moment"]

DAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MINUTES = count()


def row(action: str, role: str, purpose: str, *, days: int = 0, is_denied: bool = False) -> Row:
    at = DAY + timedelta(days=days, minutes=next(MINUTES))
    return Row(uuid4(), at, uuid4(), role, action, purpose, is_denied)


ROWS = (
    row("OPEN_CASE", "COORDINATOR", "COORDINATION"),
    row("READ_JOURNAL", "COORDINATOR", "COORDINATION"),
    row("SIGN_NOTE", "CASE_WORKER", "CASE_WORK", days=1),
    row("READ_THREAT_ASSESSMENTS", "POLICE_LIAISON", "POLICE_LIAISON", days=1),
    row("WHO_LOOKED", "SECTION_HEAD", "DECISION", days=1),
    row("COMPARE_NAMES", "LOG_REVIEW", "REVIEW", days=2),
    row("OPEN_CASE", "CASE_WORKER", "NONE_STATED", days=2, is_denied=True),
)
GOLDEN = """\
Vem har läst om mig
Det här är ett utdrag ur loggen över ditt ärende. Loggen skrivs av sig själv varje gång någon öppnar eller ändrar något, och ingen kan ta bort en rad.
# Till och med 22 november 2026
Dag | Vem | Vad | Varför
20 november 2026 | Samordnare | Öppnade ärendet, läste journalen | Samordning
21 november 2026 | Handläggare | Signerade en anteckning | Handläggning
22 november 2026 | Granskningen av loggen | Jämförde efternamn för granskningen | Granskning av loggen
# Försök som stoppades
Ett försök att öppna ditt ärende fick nej. Den som försökte fick inte läsa något.
# Det som inte står här
- Anställdas namn. Du har rätt att veta när och varför någon har läst, men inte vem, om du inte behöver det för att ta till vara din rätt (artikel 15 i dataskyddsförordningen, EU-domstolens mål C-579/21).
- När någon har läst själva loggen, för att kontrollera att allt har gått rätt till.
- Det som polissamverkan har läst, 1 dag (10 kap. 3 § offentlighets- och sekretesslagen). Skäl: En förundersökning pågår.
# Om något inte stämmer
Fråga din handläggare eller sektionschefen. De kan be en granskare utanför enheten att titta på en läsning. Du kan också klaga hos Integritetsskyddsmyndigheten, imy.se.
"""  # noqa: E501  # as it stands on the paper


def text_of(sheet: Sheet) -> str:
    lines = [sheet.title, sheet.lead]
    for part in sheet.sections:
        lines += [f"# {part.heading}", *part.paragraphs, *(f"- {one}" for one in part.items)]
        if part.table is not None:
            lines += [" | ".join(cells) for cells in (part.table.head, *part.table.rows)]
    return "\n".join(lines) + "\n"


def test_the_extract_says_exactly_this() -> None:
    told = told_of(ROWS, withhold_police=True)
    assert text_of(extract_sheet(told, "En förundersökning pågår.", NOW)) == GOLDEN


def test_the_police_are_there_unless_they_are_held_back() -> None:
    told = told_of(ROWS, withhold_police=False)
    assert [line.role for line in told.lines].count("POLICE_LIAISON") == 1
    assert (told.withheld, told.refused) == (0, 1)


def test_nobody_who_has_read_is_left_out_otherwise() -> None:
    told = told_of(ROWS, withhold_police=False)
    assert sum(len(line.did) for line in told.lines) == len(ROWS) - 2


@pytest.fixture
def personas(db: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    given_looks(personas)
    return personas


def made(personas: Personas, *, withhold: bool = False, reason: str = "") -> UUID:
    return make_extract(
        actor=personas.case_worker, case_id=case_id(), withhold_police=withhold, reason=reason, now=LATER
    )


@pytest.mark.django_db
def test_it_names_roles_and_no_employee(personas: Personas) -> None:
    with suppress(NotVisible):
        open_case(actor=personas.stranger, case_id=case_id(), now=NOW)
    shape = open_document(actor=personas.case_worker, document_id=made(personas), now=LATER)
    text = text_of(shape.sheet)
    assert "Sektionschef | Öppnade ärendet | Beslut" in text
    assert "Ett försök att öppna ditt ärende fick nej" in text
    assert "Namn " not in text


@pytest.mark.django_db
def test_what_is_held_back_needs_a_reason(personas: Personas) -> None:
    with pytest.raises(UnableToReview) as refused:
        made(personas, withhold=True, reason=" ")
    assert refused.value.refusal is Refusal.TEXT_MISSING
    assert not Document.objects.filter(kind="LOG_EXTRACT").exists()


@pytest.mark.django_db(transaction=True)
def test_that_it_was_made_is_in_the_log(server: TestServer, personas: Personas) -> None:
    made(personas)
    assert [line[0] for line in log_rows(server, "MAKE_LOG_EXTRACT")] == [personas.case_worker.id]


def url() -> str:
    return reverse("log_review:extract", args=[case_id()])


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_those_who_handle_the_case_or_decide_in_it_find_the_page(personas: Personas, moment: None, name: str) -> None:
    expected = 200 if name in {"coordinator", "case_worker", "section_head"} else 404
    assert status_of(personas.named(name), url()) == expected


@pytest.mark.django_db
def test_it_is_made_by_one_button_and_shown(personas: Personas, moment: None) -> None:
    client = signed_in(personas.case_worker)
    bad = client.post(url(), {"withhold_police": "on", "reason": ""})
    assert "Skriv varför något hålls tillbaka" in bad.content.decode()
    answer = client.post(url(), {"reason": ""})
    assert answer.status_code == 302
    assert "Vem har läst om mig" in opened(personas.case_worker, answer.headers["Location"])
