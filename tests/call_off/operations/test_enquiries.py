"""A provider is asked by code name in the check's order, and its answer is written down once."""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64decode
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from tests.call_off.givens import (
    AGREEMENT,
    ASKED_FOR,
    FRAME_HOME,
    FRAME_SECOND,
    NO,
    OUT_HOME,
    OUTSIDE,
    OWN_HOME,
    POINTS,
    YES,
    given_answered,
    given_asked,
    given_step,
    given_world,
    homes,
    providers,
    shown,
)
from tests.givens import CASE, ENEMY, NETWORK, NOW, PERSON, RIVALS, TODAY, case_id, given_register, home_id
from tests.missing import not_run
from tests.personas import Personas, given_personas, given_team_on
from utvag.call_off.models import Answer as AnswerRow
from utvag.call_off.models import Enquiry
from utvag.call_off.operations import UnableToCallOff, ask_provider, close_call_off, register_answer
from utvag.call_off.queries import call_off_of
from utvag.call_off.rules import Answer, Point, Refusal, ToldAnswer
from utvag.documents.models import Document
from utvag.documents.queries.sealing import content_place
from utvag.people.operations import write_identity
from utvag.secrecy.envelope import open_

pytestmark = pytest.mark.django_db

NUMBER = "200101012391"
CANARIES = [
    "Kanarina",
    "Fågelsdotter",
    "2001",
    "010101",
    NUMBER,
    PERSON,
    ENEMY,
    NETWORK,
    RIVALS,
    "Nätverkskanarie",
    "Distriktskanarie",
    "1280",
    "konkret",
    "latent",
    "Skälskanarie",
    "Ordningskanarie",
]


@pytest.fixture
def personas() -> Personas:
    return given_world()


def paper(enquiry: Enquiry) -> str:
    """Read the enquiry's PDF as a text."""
    if shutil.which("pdftotext") is None:
        not_run("pdftotext is not here", "apt-get install poppler-utils")
    row = Document.objects.get(pk=enquiry.document_id)
    content = b64decode(str(open_(content_place(row.case_id, row.id), row.content).reveal()))
    run = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(run.stdout.decode().split())


def test_the_paper_says_what_the_provider_needs_and_nothing_else(personas: Personas) -> None:
    write_identity(
        case_id=case_id(), register_person=PERSON, name="Kanarina Fågelsdotter", personal_number=NUMBER, today=TODAY
    )
    given_step(personas.coordinator, 2)
    asked_for = replace(ASKED_FOR, children_0_6=2)
    given_asked(personas.coordinator, FRAME_SECOND, reason="Ordningskanarie", asked_for=asked_for)
    text = paper(Enquiry.objects.get())
    for told in (CASE, FRAME_SECOND, "1 december 2026", "90", "26–40 år", "Barn 0–6 år", "24 november 2026"):
        assert told in text
    assert [canary for canary in CANARIES if canary.lower() in text.lower()] == []
    for never in (OWN_HOME, OUT_HOME):
        assert never not in text


def test_the_enquiry_keeps_step_rank_provider_and_paper(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    given_asked(personas.coordinator)
    row = Enquiry.objects.select_related("provider").get()
    assert (row.step, row.rank, row.provider.code, row.due_date) == (2, 1, "U-2", ASKED_FOR.due_date)
    assert Document.objects.get(pk=row.document_id).subject == row.id


def test_another_than_the_next_in_order_needs_a_reason(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    with pytest.raises(UnableToCallOff, match=Refusal.ORDER_WITHOUT_REASON):
        given_asked(personas.coordinator, FRAME_SECOND)
    given_asked(personas.coordinator, FRAME_SECOND, reason="Bara det hemmet har nattpersonal.")
    page = call_off_of(actor=personas.section_head, case_id=case_id(), now=NOW)
    assert (page.enquiries[0].order_reason, page.enquiries[0].rank) == ("Bara det hemmet har nattpersonal.", 2)


def test_when_the_first_has_said_no_the_second_is_next(personas: Personas) -> None:
    given_answered(personas.coordinator, FRAME_HOME, NO)
    given_asked(personas.coordinator, FRAME_SECOND)
    assert Enquiry.objects.count() == 2


def test_nobody_is_asked_in_a_step_that_is_not_reached(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    with pytest.raises(UnableToCallOff, match=Refusal.STEP_NOT_REACHED):
        given_asked(personas.coordinator, OUT_HOME)


def test_a_home_that_the_check_does_not_show_is_as_one_that_is_not_there(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    for home in (home_id(FRAME_SECOND), uuid4()):
        with pytest.raises(UnableToCallOff, match=Refusal.HOME_NOT_SHOWN):
            ask_provider(
                actor=personas.coordinator,
                case_id=case_id(),
                home_id=home,
                asked_for=ASKED_FOR,
                order_reason="Ändå.",
                shown=shown(FRAME_HOME),
                now=NOW,
            )


def test_a_provider_is_not_asked_twice_while_the_answer_is_open_or_yes(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator)
    with pytest.raises(UnableToCallOff, match=Refusal.ALREADY_ASKED):
        given_asked(personas.coordinator)
    assert Enquiry.objects.get().pk == enquiry


def test_the_last_day_has_not_passed(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    with pytest.raises(UnableToCallOff, match=Refusal.DUE_DATE_PASSED):
        given_asked(personas.coordinator, asked_for=replace(ASKED_FOR, due_date=date(2026, 11, 21)))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"blocks": [{"from": "2026-11-01", "reason": "Nämndens beslut"}]}, Refusal.PROVIDER_BLOCKED),
        ({"agreements": [AGREEMENT | {"until": "2026-11-30"}]}, Refusal.NO_AGREEMENT),
    ],
)
def test_a_provider_that_may_not_be_used_is_not_asked(change: dict[str, object], refusal: Refusal) -> None:
    first, framework, outside = providers()
    given_register(providers=[first, framework | change, outside], homes=homes(), placements=[])
    personas = given_personas()
    given_team_on(CASE, personas)
    given_step(personas.coordinator, 2)
    with pytest.raises(UnableToCallOff, match=refusal):
        given_asked(personas.coordinator)
    assert not Enquiry.objects.exists()


def test_a_provider_without_licence_is_not_asked_about_protected_housing() -> None:
    unlicensed = [one if one["id"] != OUTSIDE else {**one, "licences": []} for one in providers()]
    given_register(providers=unlicensed, homes=homes(), placements=[])
    personas = given_personas()
    given_team_on(CASE, personas)
    given_step(personas.coordinator, 3)
    protected = replace(shown(OUT_HOME).homes[0], form="protected_housing")
    with pytest.raises(UnableToCallOff, match=Refusal.NO_LICENCE):
        ask_provider(
            actor=personas.coordinator,
            case_id=case_id(),
            home_id=home_id(OUT_HOME),
            asked_for=ASKED_FOR,
            order_reason="",
            shown=replace(shown(), homes=(protected,)),
            now=NOW,
        )


def test_a_yes_is_kept_with_who_said_it_how_and_the_four_points(personas: Personas) -> None:
    given_answered(personas.coordinator)
    page = call_off_of(actor=personas.coordinator, case_id=case_id(), now=NOW)
    answer = page.enquiries[0].answer
    assert answer is not None and answer.is_yes
    assert (answer.by_whom, answer.channel) == (YES.by_whom, "Telefon")
    assert [question for question, _ in answer.points] == [point.swedish for point in Point]


def test_an_answer_is_given_once(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator)
    with pytest.raises(UnableToCallOff, match=Refusal.ALREADY_ANSWERED):
        register_answer(actor=personas.coordinator, enquiry_id=enquiry, told=NO, now=NOW)
    assert AnswerRow.objects.get().answer == Answer.YES


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        (replace(YES, points={**POINTS, Point.OTHERS: " "}), Refusal.POINTS_MISSING),
        (replace(NO, reasons=()), Refusal.REASONS_MISSING),
        (replace(YES, by_whom=" "), Refusal.ANSWERED_BY_NOBODY),
        (replace(YES, answered_date=date(2026, 11, 23)), Refusal.ANSWER_DAY_WRONG),
        (replace(YES, answered_date=date(2026, 11, 21)), Refusal.ANSWER_DAY_WRONG),
    ],
)
def test_an_answer_that_does_not_tell_what_it_must_is_refused(
    personas: Personas, told: ToldAnswer, refusal: Refusal
) -> None:
    given_step(personas.coordinator, 2)
    enquiry = given_asked(personas.coordinator)
    with pytest.raises(UnableToCallOff, match=refusal):
        register_answer(actor=personas.coordinator, enquiry_id=enquiry, told=told, now=NOW)


def test_an_answer_that_comes_after_the_end_is_still_written_down(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    enquiry = given_asked(personas.coordinator)
    close_call_off(actor=personas.coordinator, case_id=case_id(), now=NOW)
    register_answer(actor=personas.coordinator, enquiry_id=enquiry, told=NO, now=NOW)
    assert AnswerRow.objects.get().reasons == ["NO_CAPACITY"]
