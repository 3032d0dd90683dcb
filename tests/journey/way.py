"""A case on its way: the time goes on, somebody acts, and the log has got exactly the rows of that act."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from tests.call_off.givens import OWN, OWN_HOME, homes, providers
from tests.database import TestServer
from tests.givens import RESIDENT, given_loaded, home, small_register
from tests.log import trail
from tests.personas import NAMES, Personas, given_personas
from utvag.foundation.actors import Actor

SECOND_OWN = "H-OWN-2"
# Monday, 09.00 in Sweden.
FIRST_MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PURPOSES = {
    "coordinator": "COORDINATION",
    "case_worker": "CASE_WORK",
    "section_head": "DECISION",
    "on_call": "ON_CALL",
    "liaison": "POLICE_LIAISON",
}

# Who, did what, with which kind of thing, and with which; and why, where it is not what she is named on the case for.
Row = tuple[str, str, str, UUID | None] | tuple[str, str, str, UUID | None, str]


@dataclass
class Way:
    """One case, as far as it has come.

    :ivar ids: what was made on the way, by a word for each.
    :ivar read: how many rows of the log are accounted for.
    """

    personas: Personas
    server: TestServer
    now: datetime = FIRST_MORNING
    read: int = 0
    ids: dict[str, UUID] = field(default_factory=dict)

    @property
    def case(self) -> UUID:
        """The case's id, once it is one."""
        return self.ids["case"]

    @property
    def today(self) -> date:
        """The day; no moment of the way is so late that it is another one in Sweden."""
        return self.now.date()

    def on(self, day: date, clock: time = time(8)) -> None:
        """Let time go on to a day; the clock is that of Greenwich."""
        later = datetime.combine(day, clock, UTC)
        assert later > self.now
        self.now = later

    def wrote(self, *rows: Row) -> None:
        """Say what an act has written: exactly these rows and in this order, at this moment. Then a minute passes."""
        fresh = self.fresh()
        assert [self._named(row) for row in fresh] == [_whole(row) for row in rows]
        assert {row[0] for row in fresh} == {self.now}
        self.read += len(fresh)
        self.now += timedelta(minutes=1)

    def fresh(self) -> list[tuple[object, ...]]:
        """Give the rows that are not accounted for."""
        return trail(self.server)[self.read :]

    def skips(self) -> None:
        """Let rows be that are not of the case's way, as when the world is made."""
        self.read = len(trail(self.server))

    def newest_entry(self) -> UUID:
        """Give the subject of the register entry that was written last: no operation hands it up."""
        written = [row[6] for row in trail(self.server) if row[5] == "REGISTER_ENTRY"]
        return UUID(str(written[-1]))

    def by(self, name: str) -> Actor:
        """Give a persona by name."""
        return self.personas.named(name)

    def _named(self, row: tuple[object, ...]) -> tuple[object, ...]:
        _, actor, role, action, outcome, kind, subject, purpose = row
        who = {self.personas.named(name).id: name for name in NAMES}
        assert outcome == "DONE"
        return (role if actor is None else who[UUID(str(actor))], action, kind, subject, purpose)


def _whole(row: Row) -> tuple[object, ...]:
    return row if len(row) == 5 else (*row, PURPOSES[row[0]])


def given_way(server: TestServer) -> Way:
    """Make a world where the municipality's own homes are full, and those of the second step are not."""
    given_loaded(
        small_register() | {"providers": providers(), "homes": _homes(), "placements": _residents(), "cases": []}
    )
    way = Way(given_personas(), server)
    way.skips()
    return way


def _homes() -> list[dict[str, object]]:
    for_two = [{**one, "beds": 1 if one["id"] == OWN_HOME else 2} for one in homes()]
    return [*for_two, {**home(SECOND_OWN, "B-5", 65.58, 22.15, "2580", daily_rate=950), "provider": OWN, "beds": 2}]


def _residents() -> list[dict[str, object]]:
    """One lives in the own home; another in the second one, until the first of March."""
    return [
        {"id": "PL-1", "person": RESIDENT, "home": OWN_HOME, "from": "2026-01-01", "until": "2027-02-01"},
        {"id": "PL-2", "person": RESIDENT, "home": SECOND_OWN, "from": "2027-02-01", "until": "2027-03-01"},
    ]
