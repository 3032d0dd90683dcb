"""What the demo's reviewer has to look at: who tried a door, read at night for no reason, or opened in an emergency."""

from contextlib import suppress
from datetime import time, timedelta
from typing import Final
from uuid import UUID

from utvag.break_glass.operations import break_glass, end_break_glass
from utvag.break_glass.rules import Ground
from utvag.cases.queries import open_case
from utvag.config.demo_municipality.staff import ON_CALL_UNIT
from utvag.config.demo_municipality.team import Team
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.clock import moment_of
from utvag.foundation.errors import NotVisible
from utvag.journal.queries import read_journal
from utvag.organisation.operations import create_staff_account, note_touch
from utvag.organisation.rules import Role, session_name

NIGHT = time(0, 20)
SESSION: Final = session_name("demo")


def look_where_one_should_not(team: Team, case_id: UUID) -> None:
    """Let Ulla try a case that is not hers, again and again, and Bodil read one that is, this night, and do nothing."""
    tried = team.now - timedelta(minutes=50)
    for minute in range(4):
        with suppress(NotVisible):
            open_case(actor=team.other_coordinator, case_id=case_id, now=tried + timedelta(minutes=minute))
    night = min(moment_of(team.today, NIGHT), team.now)
    open_case(actor=team.second_case_worker, case_id=case_id, now=night)
    read_journal(actor=team.second_case_worker, case_id=case_id, now=night + timedelta(minutes=1))


def open_in_an_emergency(team: Team, code_name: str, case_id: UUID) -> None:
    """Let a colleague on call open a case that is not hers, and nobody have reviewed it yet.

    She is none of the logins: the account is locked when the next working day is over, and the demo goes on.
    """
    account = create_staff_account(
        actor=OPERATOR,
        username="nelly",
        role=Role.ON_CALL,
        display_name="Nelly Nattsson",
        unit=ON_CALL_UNIT,
        now=team.now - timedelta(days=30),
    )
    nelly, at = Actor(account, Role.ON_CALL), team.now - timedelta(hours=2)
    note_touch(actor=nelly, session=SESSION, now=at)
    break_glass(
        actor=nelly,
        session=SESSION,
        code_name=code_name,
        ground=Ground.LIFE,
        reason="Polisen ringer: personen har blivit hotad på tåget och svarar inte. Ingen utsedd går att nå.",
        now=at,
    )
    open_case(actor=nelly, case_id=case_id, now=at + timedelta(minutes=1))
    read_journal(actor=nelly, case_id=case_id, now=at + timedelta(minutes=2))
    end_break_glass(actor=nelly, now=at + timedelta(minutes=25))
