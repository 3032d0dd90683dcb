"""After an upgrade, what lay together is sealed apart: whatever the rows look like, and also when it was stopped."""

from collections.abc import Iterator
from typing import Any, cast

import pytest
from django.db import connection

from tests.database import TestServer
from tests.givens import CASE, FRIEND, NOW, given_chosen, given_loaded, small_register
from tests.personas import given_personas, given_team_on
from utvag.config.reseal import run_reseal
from utvag.foundation.actors import OPERATOR
from utvag.gateways.postgres.roles import OWNER_ROLE
from utvag.placement import resealing
from utvag.placement.answering.whole import snapshot_place
from utvag.placement.imports import export_register
from utvag.placement.models import RegisterSnapshot
from utvag.placement.resealing import Moved, reseal_places
from utvag.providers.models import Home
from utvag.providers.queries import WHERE, home_place, sealed_home, whole_home
from utvag.secrecy.envelope import Keyring, SealBroken
from utvag.secrecy.rules import REGISTER, Place
from utvag.threats.models import RegisterEntry
from utvag.threats.queries import entry_place, opened_entry, whole_entry
from utvag.threats.rules import WHERE as WHERE_OF_LIST

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def as_the_owner(server: TestServer) -> Iterator[None]:
    """Be who migrates: the running role may not rewrite a kept register."""
    kept = dict(connection.settings_dict)

    def become(login: dict[str, Any]) -> None:
        connection.close()
        connection.settings_dict.update(login)

    become(server.login(OWNER_ROLE))
    yield
    become(kept)


@pytest.fixture
def before() -> dict[str, object]:
    """A register with awkward entries, sealed as an older version did; give what it says."""
    register = cast("dict[str, Any]", small_register())
    register["persons"] += [
        {"id": "empty", "born": "1990-01-01", "whereabouts": []},
        {"id": "städer", "born": "1990-01-01", "whereabouts": [{"municipality": "1480", "from": "2026-01-01"}]},
    ]
    given_loaded(register)
    personas = given_personas()
    given_team_on(CASE, personas)
    given_chosen(personas.coordinator)
    # One home and one person are taken away again: the rows are kept, and say where they were.
    register["homes"] = [one for one in register["homes"] if one["id"] != "H-NEAR"]
    register["persons"] = [one for one in register["persons"] if one["id"] != FRIEND]
    given_loaded(register, replace_all=True)
    return export_register(actor=OPERATOR, now=NOW)


def seal_as_before() -> None:
    """Put everything back as an older version had it. Run as the owner."""
    keyring = Keyring()
    for home in Home.objects.all():
        sealed = keyring.seal(home_place(home.id), whole_home(home, keyring))
        Home.objects.filter(pk=home.pk).update(sealed=sealed, sealed_place=None)
    for row in RegisterEntry.objects.all():
        sealed = keyring.seal(entry_place(row.id), whole_entry(row, keyring))
        RegisterEntry.objects.filter(pk=row.pk).update(sealed=sealed, sealed_place=None)
    for kept in RegisterSnapshot.objects.all():
        opened = keyring.open(snapshot_place(kept.id), kept.sealed).reveal()
        RegisterSnapshot.objects.filter(pk=kept.pk).update(sealed=keyring.seal(old_place(kept), opened))


def old_place(kept: RegisterSnapshot) -> Place:
    return Place(REGISTER, "placement_registersnapshot", kept.id)


def told_by_other_keys() -> list[str]:
    """Give what can be read of places without the engine's key."""
    keyring, told = Keyring(), list[str]()
    for home in Home.objects.all():
        told += [f"{home.code}.{key}" for key in sealed_home(home, keyring) if key in WHERE]
    for row in RegisterEntry.objects.all():
        told += [f"{row.id}.{key}" for key in opened_entry(row, keyring) if key == WHERE_OF_LIST.get(row.list_name)]
    for kept in RegisterSnapshot.objects.all():
        try:
            keyring.open(old_place(kept), kept.sealed)
            told.append(f"{kept.id}")
        except SealBroken:
            continue
    return told


@pytest.mark.usefixtures("as_the_owner")
class TestAnUpgrade:
    @pytest.fixture(autouse=True)
    def _old(self, before: dict[str, object], as_the_owner: None) -> None:
        del as_the_owner
        self.before = before
        seal_as_before()
        assert told_by_other_keys()

    def test_everything_says_the_same_as_before_and_nothing_of_it_without_the_key(self) -> None:
        moved = reseal_places()
        assert (moved.homes, moved.snapshots) == (4, 1)
        assert moved.entries == RegisterEntry.objects.filter(list_name__in=list(WHERE_OF_LIST)).count()
        assert told_by_other_keys() == []
        assert reseal_places() == Moved(0, 0, 0)

    def test_the_register_is_the_same_before_and_after(self) -> None:
        assert export_register(actor=OPERATOR, now=NOW) == self.before
        reseal_places()
        assert export_register(actor=OPERATOR, now=NOW) == self.before

    def test_stopped_half_way_it_goes_on_where_it_was(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def stopped(*_args: object) -> bool:
            raise KeyboardInterrupt

        with monkeypatch.context() as once:
            once.setattr(resealing, "_reseal", stopped)
            with pytest.raises(KeyboardInterrupt):
                reseal_places()
        assert len(told_by_other_keys()) == 1
        assert reseal_places() == Moved(0, 0, 1)
        assert told_by_other_keys() == []

    def test_a_kept_register_that_opens_under_no_key_stops_it_loudly(self) -> None:
        kept = RegisterSnapshot.objects.get()
        RegisterSnapshot.objects.filter(pk=kept.pk).update(sealed=bytes(kept.sealed)[:-1] + b"\x00")
        with pytest.raises(SealBroken):
            reseal_places()

    def test_the_command_says_how_much_it_moved(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run_reseal([]) == 0
        assert "4 hem" in capsys.readouterr().out
