"""First contacts in numbers: counted when they are registered, shown to two roles, with no contact opened."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction

from tests.database import TestServer
from tests.givens import NOW, TODAY, given_contact, given_register
from tests.log import log_rows
from tests.pages import moment, opened, status_of
from tests.personas import Personas, given_personas
from utvag.cases.models import ContactMonth, FirstContact
from utvag.cases.queries import figures as queries
from utvag.cases.queries import intake
from utvag.cases.queries.figures import ContactFigures, contact_figures
from utvag.cases.rules import Answer, Source
from utvag.cases.rules.figures import Definition, Months, last_year
from utvag.cases.rules.suppression import Figure, Hidden
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible

__all__ = ["moment"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]

PAGE = "/ingang/siffror/"
ANSWERS = {"meets_police_definition": Answer.YES, "meets_national_definition": Answer.YES}


@pytest.fixture
def personas() -> Personas:
    given_register()
    return given_personas()


@pytest.fixture
def counted(personas: Personas) -> Personas:
    """Six from the police, of whom nobody asked one; one from the prison service."""
    for _ in range(5):
        given_contact(personas.coordinator, source=Source.POLICE, **ANSWERS)
    given_contact(personas.coordinator, source=Source.POLICE, **dict.fromkeys(ANSWERS, Answer.NOT_KNOWN))
    given_contact(personas.case_worker, source=Source.PRISON_SERVICE, **ANSWERS)
    return personas


def figures(actor: Actor, months: Months | None = None) -> ContactFigures:
    return contact_figures(actor=actor, months=months or last_year(TODAY), now=NOW)


def cell(found: ContactFigures, source: Source, definition: Definition) -> Figure:
    row = next(row for row in found.table.rows if row.source is source)
    return row.cells[list(Definition).index(definition)]


def test_what_is_registered_is_counted_in_its_month(counted: Personas) -> None:
    row = ContactMonth.objects.get()
    assert row.month == date(2026, 11, 1)
    counts = queries.counts_in(row)
    assert counts[Source.POLICE, Definition.POLICE] == 5
    assert counts[Source.POLICE, Definition.NOT_STATED] == 1
    assert counts[Source.PRISON_SERVICE, Definition.POLICE] == 1
    assert counts.total() == FirstContact.objects.count()


def test_the_row_tells_nothing_in_the_clear(counted: Personas) -> None:
    assert b"POLICE" not in bytes(ContactMonth.objects.get().sealed)


def test_small_numbers_are_few_and_no_number_is_shown_that_gives_them_away(counted: Personas) -> None:
    found = figures(counted.section_head)
    assert cell(found, Source.PRISON_SERVICE, Definition.POLICE) is Hidden.FEW
    assert cell(found, Source.POLICE, Definition.POLICE) in {5, Hidden.KEPT}
    assert found.not_counted is None


@pytest.mark.parametrize(("count", "said"), [(2, Hidden.FEW), (6, 6)])
def test_what_came_before_the_counting_is_not_known(personas: Personas, count: int, said: Figure) -> None:
    for _ in range(count):
        given_contact(personas.coordinator)
    forget()
    assert figures(personas.coordinator).not_counted == said


def forget() -> None:
    """Let the counts be of a time long past, as if these contacts came before they were counted."""
    with connection.cursor() as cursor:
        cursor.execute("update cases_contactmonth set month = '2001-01-01'")


def test_other_months_are_left_out(counted: Personas) -> None:
    before = Months(date(2025, 1, 1), date(2026, 10, 1))
    found = figures(counted.coordinator, before)
    assert (found.table.total, found.not_counted) == (Hidden.FEW, None)
    assert figures(counted.coordinator).table.total in {7, Hidden.KEPT}


def test_nothing_that_anybody_told_is_opened(counted: Personas, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(row: FirstContact) -> None:
        raise AssertionError("a contact was opened")

    monkeypatch.setattr(intake, "told_in", refuse)
    FirstContact.objects.update(sealed=b"broken")
    figures(counted.section_head)


@pytest.mark.parametrize("who", ["case_worker", "on_call", "liaison"])
def test_it_is_for_two_roles(counted: Personas, who: str) -> None:
    actor = counted.named(who)
    with pytest.raises(NotVisible):
        figures(actor)
    assert status_of(actor, PAGE) == 404


@pytest.mark.django_db(transaction=True)
def test_the_log_says_which_months_were_asked_for(server: TestServer) -> None:
    given_register()
    personas = given_personas()
    figures(personas.section_head)
    with pytest.raises(NotVisible):
        figures(personas.case_worker)
    rows = sorted((str(row[2]), str(row[5])) for row in log_rows(server, "READ_CONTACT_FIGURES"))
    assert rows == [("DENIED", ""), ("DONE", "2025-12..2026-11")]


REFUSED = [
    ("contact_month_is_a_first_day", "update cases_contactmonth set month = '2026-11-02'"),
    (
        "contact_month_once",
        "insert into cases_contactmonth select gen_random_uuid(), month, '' from cases_contactmonth",
    ),
]


@pytest.mark.parametrize(("constraint", "statement"), REFUSED)
def test_the_database_keeps_one_row_a_month(counted: Personas, constraint: str, statement: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert constraint in str(refused.value)


@pytest.mark.parametrize("who", ["coordinator", "section_head"])
def test_the_page_shows_table_and_drawing(counted: Personas, who: str) -> None:
    for police, national in product((Answer.YES, Answer.NO), repeat=2):
        for _ in range(6):
            given_contact(
                counted.coordinator,
                source=Source.SELF,
                meets_police_definition=police,
                meets_national_definition=national,
            )
    for _ in range(6):
        given_contact(counted.coordinator, source=Source.SELF, **dict.fromkeys(ANSWERS, Answer.NOT_KNOWN))
    page = opened(counted.named(who), PAGE)
    assert "Första kontakter i siffror" in page and "färre än 5" in page
    assert "december 2025 till och med november 2026" in page
    assert "<svg" in page and "<rect" in page and "style=" not in page.split("<main", 1)[1]


def test_the_page_asks_for_whole_months(counted: Personas) -> None:
    page = opened(counted.coordinator, f"{PAGE}?first=2026-01-17&last=2026-03-02")
    assert "januari 2026 till och med mars 2026" in page


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("first=2026-05-01&last=2026-04-30", "Skriv en dag som kommer samtidigt med eller efter den första."),
        ("first=1990-05-01&last=2026-04-30", "Fråga om högst tio år i taget."),
        ("first=sommaren&last=2026-04-30", "sommaren"),
    ],
)
def test_a_time_that_will_not_do_is_kept_and_shows_no_numbers(counted: Personas, asked: str, says: str) -> None:
    page = opened(counted.coordinator, f"{PAGE}?{asked}")
    assert says in page and "<table" not in page


def test_the_lists_lead_to_it_and_nobody_else_is_led(counted: Personas) -> None:
    assert PAGE in opened(counted.section_head, "/ingang/kontakter/")
    assert PAGE in opened(counted.coordinator, "/ingang/ny/")
    assert PAGE not in opened(counted.case_worker, "/ingang/ny/")
