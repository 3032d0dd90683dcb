"""A first contact: what it lacks, how long it can rest, and which words may be a code name."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.givens import TOLD
from utvag.cases.rules import (
    RECEIPT_FORM,
    Answer,
    CloseReason,
    ContactState,
    Custody,
    IntakeRefusal,
    Missing,
    NoNumber,
    Protection,
    Relation,
    Source,
    Wait,
    first_state,
    is_open,
    missing_from,
    refused_code_name,
    wait_of,
)


def test_a_contact_of_a_person_with_a_case_goes_there_and_all_others_to_the_section_heads() -> None:
    assert first_state(has_case=True) is ContactState.LINKED
    assert first_state(has_case=False) is ContactState.NEW


def test_only_new_and_waiting_contacts_are_before_a_section_head() -> None:
    assert {state for state in ContactState if is_open(state)} == {ContactState.NEW, ContactState.WAITING}


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({}, ()),
        ({"number": None, "no_number": NoNumber.ANONYMOUS}, (Missing.NUMBER,)),
        ({"protection": Protection.NOT_KNOWN}, (Missing.PROTECTION,)),
        ({"reach": ""}, (Missing.REACH,)),
        ({"threat": ""}, (Missing.THREAT,)),
        ({"custody": Custody.REMAND}, (Missing.RELEASE,)),
        ({"custody": Custody.PRISON, "release_date": date(2028, 2, 29)}, ()),
        ({"meets_police_definition": Answer.NO}, ()),
        ({"meets_police_definition": Answer.NOT_KNOWN}, (Missing.POLICE_DEFINITION,)),
        ({"meets_national_definition": Answer.NOT_KNOWN}, (Missing.NATIONAL_DEFINITION,)),
    ],
)
def test_it_names_what_was_not_told_and_takes_no_for_an_answer(
    changed: dict[str, object], missing: tuple[Missing, ...]
) -> None:
    assert missing_from(replace(TOLD, **changed)) == missing  # type: ignore[arg-type]  # by name


RELEASE = date(2028, 2, 29)


@pytest.mark.parametrize(
    ("days_before", "wait"), [(15, Wait.RESTS), (14, Wait.SOON), (1, Wait.SOON), (0, Wait.DUE), (-1, Wait.DUE)]
)
def test_a_release_comes_up_fourteen_days_before_even_on_a_leap_day(days_before: int, wait: Wait) -> None:
    assert wait_of(RELEASE, today=RELEASE - timedelta(days=days_before)) is wait


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("Granskog", None),
        ("Åsmyr-2", None),
        ("granskog", IntakeRefusal.CODE_NAME_FORM),
        ("Gran skog", IntakeRefusal.CODE_NAME_FORM),
        ("Gr", IntakeRefusal.CODE_NAME_FORM),
        ("", IntakeRefusal.CODE_NAME_FORM),
        ("Kanarina", IntakeRefusal.CODE_NAME_TELLS),
        ("Boskog", None),
        ("Fågelskog", None),
        ("Stor-fågelsdotter", IntakeRefusal.CODE_NAME_TELLS),
    ],
)
def test_a_code_name_has_a_form_and_tells_no_name(code: str, refusal: IntakeRefusal | None) -> None:
    assert refused_code_name(code, name="Kanarina Bo Fågelsdotter") is refusal


def test_a_receipt_has_no_signs_that_are_taken_for_another() -> None:
    assert re.match(RECEIPT_FORM, "K-7F3Q9")
    for sign in "0O1ILZ2S5B8UV":
        assert not re.match(RECEIPT_FORM, f"K-7F3{sign}9")


@pytest.mark.parametrize("words", [ContactState, Source, NoNumber, Protection, Custody, Relation, Answer, CloseReason])
def test_every_word_has_its_swedish(words: type[Source]) -> None:
    assert all(word.swedish for word in words)


def test_what_was_told_is_never_printed() -> None:
    assert "kanarie" not in repr(TOLD).lower()
