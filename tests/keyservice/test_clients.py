"""Who the shipped clients of the key service are, and what each may ask for: the file as the product writes it."""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import uuid4

import pytest

from tests.keyservice.given import asked_by
from utvag.config.demo.keys import KeyService
from utvag.config.demo.residents import Python, Residents
from utvag.gateways.keystore import KeysRefused, ServiceKeystore, acting_as
from utvag_keyservice.settings import Client, read_settings
from utvag_keyservice.vault import INDEX, KINDS

# Written out, not counted from the settings: whoever gives a client a kind gives it here too, and says why.
KINDS_OF = {
    "web": {"case", "home", "provider", "register", "staff", "location", "review", "index"},
    "worker": {"case", "home", "provider", "register", "staff", "location", "review", "index"},
    "engine": {"case", "home", "provider", "register", "geography", "index"},
    "log-reviewer": {"case", "staff", "review"},
    "operator": {"case", "home", "provider", "register", "staff", "location", "geography", "review", "index"},
}


@pytest.fixture
def shipped(tmp_path: Path) -> dict[str, Client]:
    """Give the clients as the service reads them in the file that the demo writes for it."""
    residents = Residents(tmp_path, Python((sys.executable,)), {})
    service = KeyService(residents, tmp_path / "settings.json", tmp_path / "socket")
    service.write_settings()
    return {client.name: client for client in read_settings(service.settings, is_demo=True).clients}


def test_each_client_has_its_kinds_and_no_other(shipped: dict[str, Client]) -> None:
    assert {name: set(client.kinds) for name, client in shipped.items()} == KINDS_OF
    # The operator's are all there are: a new kind must be given to somebody, or be refused to all.
    assert {*KINDS, INDEX} == KINDS_OF["operator"]


def test_the_web_never_has_where_homes_lie(
    shipped: dict[str, Client], web: ServiceKeystore, operator: ServiceKeystore
) -> None:
    assert "geography" not in shipped["web"].kinds
    home = uuid4()
    wrapped = operator.wrap("geography", home, bytes(32))
    with acting_as(web.begin_session(uuid4(), "word")):
        with pytest.raises(KeysRefused, match="kind"):
            web.unwrap("geography", home, wrapped)
        with pytest.raises(KeysRefused, match="kind"):
            web.wrap("geography", home, bytes(32))
    assert [(alarm.what, alarm.kind) for alarm in operator.status().alarms] == [("KIND_REFUSED", "geography")]


def test_what_a_client_may_beside_its_kinds_is_its_own(shipped: dict[str, Client]) -> None:
    assert {name for name, client in shipped.items() if client.may_begin} == {"web"}
    assert {name for name, client in shipped.items() if client.may_destroy} == {"worker"}
    assert {name for name, client in shipped.items() if client.may_unseal} == {"operator"}
    # Only the web has sessions; without one, it opens the names of staff and nothing else.
    free = {name: client.without_ticket for name, client in shipped.items() if client.without_ticket is not None}
    assert free == {"web": {"staff"}}


def test_a_street_address_is_opened_by_no_process_that_works_alone(house: Path, operator: ServiceKeystore) -> None:
    home = uuid4()
    wrapped = operator.wrap("location", home, bytes(32))
    assert operator.unwrap("location", home, wrapped) == bytes(32)
    for name, why in (("worker", "limit"), ("engine", "kind"), ("log-reviewer", "kind")):
        with pytest.raises(KeysRefused, match=why):
            asked_by(house, name).unwrap("location", home, wrapped)
