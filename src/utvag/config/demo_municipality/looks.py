"""What the demo's reviewer has to look at: a colleague who tried a door, and one who read at night for no reason."""

from contextlib import suppress
from datetime import time, timedelta
from uuid import UUID

from utvag.cases.queries import open_case
from utvag.config.demo_municipality.team import Team
from utvag.foundation.clock import moment_of
from utvag.foundation.errors import NotVisible
from utvag.journal.queries import read_journal

NIGHT = time(0, 20)


def look_where_one_should_not(team: Team, case_id: UUID) -> None:
    """Let Ulla try a case that is not hers, again and again, and Bodil read one that is, this night, and do nothing."""
    tried = team.now - timedelta(minutes=50)
    for minute in range(4):
        with suppress(NotVisible):
            open_case(actor=team.other_coordinator, case_id=case_id, now=tried + timedelta(minutes=minute))
    night = min(moment_of(team.today, NIGHT), team.now)
    open_case(actor=team.second_case_worker, case_id=case_id, now=night)
    read_journal(actor=team.second_case_worker, case_id=case_id, now=night + timedelta(minutes=1))
