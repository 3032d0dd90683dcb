"""Each move of the table is refused by its page with a sentence that helps, and by the database by name."""

from __future__ import annotations

from html import unescape

import pytest
from django.db import DatabaseError, connection, transaction

from tests.givens import CASE, CLEAR_HOME, NEAR_HOME, case_id, given_loaded, home_id, small_register
from tests.journey.givens import Made, lacking
from tests.journey.moves import FRAMEWORK, MOVES, START_SQL, Move
from tests.pages import signed_in, text_of
from tests.personas import Personas, given_personas, given_team_on
from utvag.cases.models import CaseStaff

pytestmark = pytest.mark.django_db


def given_before(move: Move) -> tuple[Personas, Made]:
    """Make what is there before the move, and the ids that it may name."""
    given_loaded(small_register() | dict(move.register))
    personas = given_personas()
    given_team_on(CASE, personas)
    CaseStaff.objects.update(from_date="2022-01-01")
    made = move.given(personas)
    ids = {"case": case_id(), "clear": home_id(CLEAR_HOME), "near": home_id(NEAR_HOME)}
    return personas, ids | made | {name: personas.named(name).id for name in ("case_worker", "liaison", "on_call")}


def attempted(statement: str, ids: Made) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, ids)
        # What is deferred is asked for now.
        cursor.execute("set constraints all immediate")


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name.replace(" ", "-"))
def test_the_page_refuses_it_and_says_what_to_do(move: Move, monkeypatch: pytest.MonkeyPatch) -> None:
    personas, ids = given_before(move)
    monkeypatch.setattr("django.utils.timezone.now", lambda: move.at)
    sends = {key.format(**ids): value.format(**ids) for key, value in move.sends.items()}
    answer = signed_in(personas.named(move.who)).post(move.page.format(**ids), sends, follow=True)
    page = unescape(text_of(answer))
    assert move.sentence in page
    assert not move.never or move.never not in page


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name.replace(" ", "-"))
def test_the_database_refuses_it(move: Move) -> None:
    _, ids = given_before(move)
    with pytest.raises(DatabaseError) as refused:
        attempted(move.sql, ids)
    assert what_stopped(refused.value) == move.stopped_by


def what_stopped(refused: DatabaseError) -> str:
    """Give the name of the constraint or of the trigger that refused, in whole; or that there is no right."""
    cause = refused.__cause__
    assert cause is not None
    named = getattr(getattr(cause, "diag", None), "constraint_name", None)
    return named or str(cause).splitlines()[0].removesuffix(".").split(":")[0]


@pytest.mark.parametrize("step", [1, 2])
def test_with_everything_there_the_same_statement_starts_it(step: int) -> None:
    """The refusals above would mean nothing if the statement itself were wrong."""
    register = {"providers": [FRAMEWORK]} if step > 1 else {}
    move = Move("start", lacking(step=step), "", "", START_SQL, "", register=register)
    _, ids = given_before(move)
    attempted(START_SQL, ids)


def test_there_are_enough_moves_and_none_twice() -> None:
    assert len({move.name for move in MOVES}) == len(MOVES) >= 30
