"""Those who hold a case see who has looked, take it that it is in order, or ask the reviewer."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from tests.database import TestServer
from tests.givens import CASE, NOW, case_id, given_register
from tests.log import log_rows
from tests.log_review.givens import LATER, QUESTION, given_look, given_looks
from tests.pages import moment, opened, signed_in, status_of
from tests.personas import NAMES, Personas, given_personas, given_team_on
from utvag.cases.queries import open_case
from utvag.drafts.models import Draft
from utvag.foundation.errors import NotVisible
from utvag.log_review.models import Flag, LookOver
from utvag.log_review.operations import UnableToReview, ask_about_look, note_looks
from utvag.log_review.queries import looks_in_case
from utvag.log_review.queries.sealing import flag_place
from utvag.log_review.rules import Refusal
from utvag.secrecy.envelope import open_

__all__ = ["moment"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas(db: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    given_looks(personas)
    return personas


def names(personas: Personas, days: int = 30) -> list[str]:
    page = looks_in_case(actor=personas.coordinator, case_id=case_id(), days=days, now=LATER)
    return sorted(line.name for line in page.lines if line.role)


def test_it_gives_everybody_else_who_has_looked_by_name_and_role(personas: Personas) -> None:
    assert names(personas) == ["Namn case-worker", "Namn section-head"]


def test_a_try_that_was_refused_is_counted_on_one_who_was_never_named(personas: Personas) -> None:
    with suppress(NotVisible):
        open_case(actor=personas.stranger, case_id=case_id(), now=NOW)
    page = looks_in_case(actor=personas.coordinator, case_id=case_id(), days=30, now=LATER)
    (line,) = [line for line in page.lines if line.name == "Namn stranger"]
    assert (line.looked.denied, line.looked.is_other, page.denied, page.others) == (1, True, 1, 1)


def test_what_is_noted_as_in_order_is_no_longer_new(personas: Personas) -> None:
    first = looks_in_case(actor=personas.coordinator, case_id=case_id(), days=30, now=LATER)
    assert len(first.new) >= 2
    note_looks(actor=personas.coordinator, case_id=case_id(), until_at=LATER, now=LATER)
    given_look(personas.case_worker, LATER + timedelta(hours=1))
    again = looks_in_case(actor=personas.coordinator, case_id=case_id(), days=30, now=LATER + timedelta(hours=2))
    assert [line.name for line in again.new] == ["Namn case-worker"]


def test_what_one_has_gone_through_is_still_new_to_the_other(personas: Personas) -> None:
    note_looks(actor=personas.coordinator, case_id=case_id(), until_at=LATER, now=LATER)
    page = looks_in_case(actor=personas.section_head, case_id=case_id(), days=30, now=LATER)
    assert page.new


def test_a_moment_that_has_not_been_cannot_be_gone_through(personas: Personas) -> None:
    note_looks(actor=personas.coordinator, case_id=case_id(), until_at=LATER + timedelta(days=9), now=LATER)
    assert LookOver.objects.get().until_at == LATER


def test_a_question_is_a_flag_that_only_its_own_key_opens(personas: Personas) -> None:
    about = personas.case_worker.id
    flag_id = ask_about_look(actor=personas.coordinator, case_id=case_id(), account_id=about, text=QUESTION, now=LATER)
    flag = Flag.objects.get(pk=flag_id)
    assert (flag.rule, flag.account_id, flag.made_by_id) == ("OWNER_ASKS", about, personas.coordinator.id)
    assert len(flag.entries) >= 1
    assert flag.sealed is not None
    assert open_(flag_place(about, flag_id), flag.sealed).reveal() == {"text": QUESTION}


def refused(personas: Personas, **other: object) -> Refusal:
    values = {"account_id": personas.case_worker.id, "text": QUESTION} | other
    with pytest.raises(UnableToReview) as error:
        ask_about_look(actor=personas.coordinator, case_id=case_id(), now=LATER, **values)  # type: ignore[arg-type]
    return Refusal(error.value.refusal)


def test_a_question_needs_words_and_somebody_else_who_has_looked(personas: Personas) -> None:
    assert refused(personas, text="  ") is Refusal.TEXT_MISSING
    assert refused(personas, account_id=personas.coordinator.id) is Refusal.OWN_LOOK
    assert refused(personas, account_id=uuid4()) is Refusal.NOT_AMONG_THEM
    ask_about_look(
        actor=personas.coordinator,
        case_id=case_id(),
        account_id=personas.case_worker.id,
        text=QUESTION,
        now=LATER,
    )
    assert refused(personas) is Refusal.ASKED_ALREADY


@pytest.mark.django_db(transaction=True)
def test_every_look_at_the_page_is_a_row_of_its_own(server: TestServer, personas: Personas) -> None:
    names(personas)
    assert log_rows(server, "WHO_LOOKED") == [
        (personas.coordinator.id, "COORDINATOR", "DONE", case_id(), None, "", "COORDINATION")
    ]


FLAG = """
    insert into log_review_flag (id, rule, account_id, case_id, day, entries, made_at, made_by_id, sealed)
    values (gen_random_uuid(), %s, %s, %s, '2026-11-22', %s, now(), %s, %s)
"""


def refused_by(*values: Any) -> str:
    with pytest.raises(IntegrityError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(FLAG, list(values))
    return str(error.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


def test_the_database_refuses_a_flag_that_names_no_row_or_whose_text_is_nobodys(personas: Personas) -> None:
    worker, siv, case = personas.case_worker.id, personas.coordinator.id, case_id()
    assert refused_by("SWEEP", worker, case, [], None, None) == "log_flag_names_its_rows"
    assert refused_by("CURIOUS", worker, case, [uuid4()], None, None) == "log_flag_rule_is_known"
    assert refused_by("SWEEP", worker, case, [uuid4()], None, b"x") == "log_flag_text_is_an_owners"
    assert refused_by("OWNER_ASKS", worker, case, [uuid4()], None, None) == "log_flag_text_is_an_owners"
    assert refused_by("OWNER_ASKS", siv, case, [uuid4()], siv, b"x") == "log_flag_by_somebody_else"


def test_the_database_refuses_the_same_flag_twice_also_of_no_case(personas: Personas) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FLAG, ["SWEEP", personas.case_worker.id, None, [uuid4()], None, None])
    assert refused_by("SWEEP", personas.case_worker.id, None, [uuid4()], None, None) == "log_flag_once_a_day"


def url(name: str = "case") -> str:
    return reverse(f"log_review:{name}", args=[case_id()])


def test_the_page_says_who_what_and_why(personas: Personas, moment: None) -> None:
    page = opened(personas.coordinator, url())
    for said in ("Namn case-worker", "Öppnade ärendet", "Handläggning", "Sett och i sin ordning"):
        assert said in page


@pytest.mark.parametrize("name", NAMES)
def test_only_those_who_hold_the_case_find_the_page(personas: Personas, moment: None, name: str) -> None:
    expected = 200 if name in {"coordinator", "section_head"} else 404
    assert status_of(personas.named(name), url()) == expected
    assert status_of(personas.named(name), url("ask")) == expected


def test_the_button_takes_it_as_in_order(personas: Personas, moment: None) -> None:
    answer = signed_in(personas.coordinator).post(url("seen"), {"till": NOW.isoformat()})
    assert answer.status_code == 302
    assert LookOver.objects.get().outcome == "IN_ORDER"
    assert "Noterat" in opened(personas.coordinator, answer.headers["Location"])


def test_a_form_without_words_keeps_the_choice_and_says_what_to_write(personas: Personas, moment: None) -> None:
    answer = signed_in(personas.coordinator).post(url("ask"), {"about": str(personas.case_worker.id), "text": ""})
    assert "Skriv vad du undrar över." in answer.content.decode()
    assert not Flag.objects.exists()


def test_a_question_is_saved_as_a_draft_and_sent(personas: Personas, moment: None) -> None:
    client = signed_in(personas.coordinator)
    client.post(url("ask"), {"utkast": "spara", "about": "", "text": QUESTION, "utkast_revision": "0"})
    assert Draft.objects.filter(form="ASK_ABOUT_LOOK").exists()
    sent = {"about": str(personas.case_worker.id), "text": QUESTION}
    assert client.post(url("ask"), sent).status_code == 302
    assert Flag.objects.get().account_id == personas.case_worker.id
