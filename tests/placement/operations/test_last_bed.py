"""Two who want the last bed at the same moment: exactly one gets it. On two real connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import cast

import pytest
from django.db import connection

from tests.givens import (
    CLEAR_HOME,
    FRIEND,
    NOW,
    Entry,
    assessment,
    case_id,
    given_loaded,
    given_named,
    given_staff,
    home_id,
    small_register,
)
from utvag.cases.rules import Purpose
from utvag.foundation.actors import Actor
from utvag.organisation.rules import Role
from utvag.placement.models import Placement
from utvag.placement.operations import UnableToChoose, choose_home
from utvag.placement.rules import Refusal

OTHER_CASE = "GRAN-03"


@pytest.mark.django_db(transaction=True)
def test_exactly_one_of_two_gets_the_last_bed() -> None:
    given_two_cases()
    actors = {code: given_staff(f"for-{code}", Role.COORDINATOR) for code in ("TALL-07", OTHER_CASE)}
    for code, actor in actors.items():
        given_named(code, actor, Purpose.COORDINATION)
    outcomes = at_once(actors)
    assert sorted(outcomes, key=str) == sorted(["chosen", Refusal.HOME_NOT_AVAILABLE], key=str)
    assert Placement.objects.filter(origin="CHOSEN", home=home_id(CLEAR_HOME)).count() == 1


def given_two_cases() -> None:
    register = small_register()
    first = cast("list[Entry]", register["cases"])[0]
    persons = cast("list[Entry]", register["persons"])
    persons[1]["origin"] = {"municipality": "0180", "district": "Annan stadsdel"}
    cast("list[Entry]", register["police_assessments"]).append(assessment(FRIEND))
    given_loaded(register | {"cases": [first, first | {"id": OTHER_CASE, "person": FRIEND}]})


def at_once(actors: dict[str, Actor]) -> list[object]:
    barrier = Barrier(len(actors))

    def choose(code: str) -> object:
        try:
            barrier.wait(timeout=20)
            choose_home(
                actor=actors[code], case_id=case_id(code), home_id=home_id(CLEAR_HOME), reason="Passar.", now=NOW
            )
        except UnableToChoose as refused:
            return refused.refusal
        finally:
            connection.close()
        return "chosen"

    with ThreadPoolExecutor(len(actors)) as pool:
        return list(pool.map(choose, actors))
