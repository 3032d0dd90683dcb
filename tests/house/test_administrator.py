"""The administrator runs everything and reads nothing: no act of the house opens a case to one."""

from __future__ import annotations

import pytest

from tests.givens import CASE, TODAY, given_register, given_staff
from tests.house.test_operations_access import EVERY_ACT, given_part, personas
from tests.personas import Personas, given_personas, given_team_on
from utvag.cases.access import visible_to
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.models import StaffAccount
from utvag.organisation.rules import Role

pytestmark = pytest.mark.django_db
__all__ = ["personas"]
#: What an administrator may: the accounts, and the alarms of the key service, which are about no case.
HERS = {
    *{"accounts", "account_line", "add_account", "propose_change", "close_account", "decide_change", "change_for"},
    *{"keys_page", "take_alarm"},
}


def became_administrator(actor: Actor) -> Actor:
    """Let somebody who is named on the case have become one, her naming with her."""
    StaffAccount.objects.filter(pk=actor.id).update(role=Role.ADMINISTRATOR)
    return Actor(actor.id, Role.ADMINISTRATOR)


@pytest.mark.parametrize("part", EVERY_ACT)
def test_an_administrator_finds_no_case_no_contact_and_no_place(personas: Personas, part: str) -> None:
    given_part(part, personas)
    seen = []
    for one in (given_staff("sysadmin", Role.ADMINISTRATOR), became_administrator(personas.case_worker)):
        for act, (run, _) in EVERY_ACT[part].items():
            if act in HERS:
                continue
            try:
                run(one)
            except NotVisible:
                continue
            seen.append(act)
    assert seen == []


def test_a_naming_opens_nothing_to_whoever_has_become_one() -> None:
    given_register()
    team = given_personas()
    given_team_on(CASE, team)
    assert visible_to(team.case_worker, TODAY).exists()
    assert not visible_to(became_administrator(team.case_worker), TODAY).exists()
