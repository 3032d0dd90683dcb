"""Searching: only among one's own cases, and one answer for what is another's and for what is nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from tests.cases.givens import given_denied, given_own_case
from tests.givens import CASE, NOW, TOLD, case_id, given_register, given_staff
from tests.pages import moment, opened, signed_in, status_of, text_of
from tests.personas import Personas, given_personas, given_team_on
from utvag.cases.models import Search
from utvag.cases.operations.search import UnableToSearch, search_cases
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role
from utvag.people.models import Identity
from utvag.people.queries import name_index

__all__ = ["moment"]

pytestmark = pytest.mark.django_db
PAGE = "/sok/"
NUMBER, NAME = str(TOLD.number), TOLD.name


@pytest.fixture
def personas(moment: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def found(actor: Actor, text: str) -> set[UUID]:
    return {one.id for one in search_cases(actor=actor, text=text, now=NOW)}


def page_of(actor: Actor, text: str) -> bytes:
    page = text_of(signed_in(actor).post(PAGE, {"text": text}))
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page).encode()


@pytest.mark.parametrize(
    "text", [NUMBER, NUMBER.replace("-", ""), NAME, f"  {NAME.upper()} ", "Granskog", "granskog", "Barnkanarie"]
)
def test_one_s_own_case_is_found_by_number_whole_name_and_code_name(personas: Personas, text: str) -> None:
    own = given_own_case(personas)
    assert found(personas.coordinator, text) == {own}
    assert found(personas.section_head, text) == {own}


@pytest.mark.parametrize("text", ["Kontaktkanarie", "Gransk", "2001", "%", "", "20010101-2383"])
def test_a_part_of_it_finds_nothing(personas: Personas, text: str) -> None:
    given_own_case(personas)
    assert found(personas.coordinator, text) == set()


@pytest.mark.parametrize(
    ("theirs", "nowhere"), [(NUMBER, "19900101-2385"), (NAME, "Ingen Alls"), ("Granskog", "Finns")]
)
def test_what_is_another_s_and_what_is_nowhere_give_the_same_bytes(
    personas: Personas, theirs: str, nowhere: str
) -> None:
    own = given_own_case(personas)
    assert page_of(personas.stranger, theirs) == page_of(personas.stranger, nowhere)
    given_denied(personas.section_head, own, personas.coordinator)
    assert page_of(personas.coordinator, theirs) == page_of(personas.coordinator, nowhere)


def test_the_same_questions_are_put_to_the_database_whatever_is_sought(personas: Personas) -> None:
    given_own_case(personas)
    asked: list[list[str]] = []

    def listen(run: Callable[..., object], sql: str, *rest: object) -> object:
        asked[-1].append(sql)
        return run(sql, *rest)

    for text in (NUMBER, "19900101-2385", NAME, "Ingen Alls"):
        asked.append([])
        with connection.execute_wrapper(listen):
            found(personas.stranger, text)
    first, *others = ([sql for sql in one if "SAVEPOINT" not in sql] for one in asked)
    assert others == [first] * 3


def test_after_twenty_in_an_hour_it_says_what_to_do_instead(personas: Personas) -> None:
    for _ in range(20):
        search_cases(actor=personas.coordinator, text="x", now=NOW - timedelta(minutes=30))
    with pytest.raises(UnableToSearch):
        found(personas.coordinator, CASE)
    assert "Öppna ärendet från Ärenden" in page_of(personas.coordinator, CASE).decode()
    assert Search.objects.count() == 20
    assert search_cases(actor=personas.coordinator, text=CASE, now=NOW + timedelta(minutes=31))
    assert found(personas.case_worker, CASE) == {case_id()}


def test_the_page_sends_nothing_back_and_is_linked_from_the_list_of_cases(personas: Personas) -> None:
    assert f'href="{PAGE}"' in opened(personas.coordinator, reverse("desk:cases"))
    page = page_of(personas.coordinator, f"{CASE}")
    assert reverse("desk:case", args=[case_id()]).encode() in page
    assert NAME.encode() not in page_of(personas.stranger, NAME)


def test_a_role_that_works_on_no_case_finds_no_page(personas: Personas) -> None:
    for actor in (personas.liaison, personas.committee, given_staff("admin", Role.ADMINISTRATOR)):
        assert status_of(actor, PAGE) == 404
        with pytest.raises(NotVisible):
            found(actor, CASE)


def test_the_running_role_cannot_give_itself_new_searches(personas: Personas) -> None:
    found(personas.coordinator, CASE)
    for statement in ("delete from cases_search", "update cases_search set at = at - interval '1 day'"):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_what_was_sought_stands_nowhere_but_as_a_keyed_hash_and_the_log_says_that_she_searched(
    personas: Personas,
) -> None:
    given_own_case(personas)
    for text in (NUMBER, NAME):
        found(personas.stranger, text)
    kept = [bytes(one.sought) for one in Search.objects.all()]
    assert len(set(kept)) == 2 and all(len(one) == 32 for one in kept)
    assert not any(word.encode() in one for one in kept for word in (NUMBER, NAME, NAME.casefold()))


def test_a_search_opens_nobody(personas: Personas, monkeypatch: pytest.MonkeyPatch) -> None:
    own = given_own_case(personas)
    monkeypatch.setattr("utvag.secrecy.envelope.Keyring.open", lambda *_: pytest.fail("a person was opened"))
    assert found(personas.coordinator, NAME) == {own}


def test_the_running_role_writes_the_index_of_a_name_and_never_changes_it(personas: Personas) -> None:
    own = given_own_case(personas)
    # As the owner of the tables, whom the operator is: the role that runs the product changes no identity.
    with connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
        cursor.execute("update people_identity set name_index = null")
    rows = Identity.objects.filter(case_id=own)
    assert {bytes(one or b"") for one in rows.values_list("name_index", flat=True)} >= {name_index(NAME)}


def test_the_address_holds_nothing_and_no_cache_keeps_the_answer(personas: Personas) -> None:
    answer = signed_in(personas.coordinator).post(PAGE, {"text": CASE})
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    looked = signed_in(personas.coordinator).get(f"{PAGE}?text={CASE}")
    assert reverse("desk:case", args=[case_id()]) not in text_of(looked)
    assert Search.objects.count() == 1
