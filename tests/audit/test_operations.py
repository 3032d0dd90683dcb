"""No act without its row, no row without its act; a refusal leaves a row of its own."""

from uuid import UUID

import pytest
from django.db import DatabaseError

from tests.database import TestServer
from tests.givens import CASE, NOW, case_id, given_chosen, given_named, given_register, given_staff
from tests.log import log_rows, without_the_log
from utvag.cases.models import Case
from utvag.cases.queries import my_cases, open_case
from utvag.cases.rules import Purpose
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.foundation.facts import current_version
from utvag.organisation.rules import Role
from utvag.placement.models import Placement
from utvag.placement.operations import check_homes

pytestmark = pytest.mark.django_db(transaction=True)

UNKNOWN = UUID(int=7)


@pytest.fixture
def coordinator() -> Actor:
    given_register()
    actor = given_staff("coordinator", Role.COORDINATOR)
    given_named(CASE, actor, Purpose.COORDINATION)
    return actor


def test_a_check_writes_one_row_with_case_version_and_verdict(coordinator: Actor, server: TestServer) -> None:
    check_homes(actor=coordinator, case_id=case_id(), now=NOW)
    version = current_version().number
    assert log_rows(server, "CHECK_HOMES") == [
        (coordinator.id, "COORDINATOR", "DONE", case_id(), version, "CLEAR", "COORDINATION")
    ]


def test_opening_a_case_writes_one_row(coordinator: Actor, server: TestServer) -> None:
    open_case(actor=coordinator, case_id=case_id(), now=NOW)
    assert log_rows(server, "OPEN_CASE") == [
        (coordinator.id, "COORDINATOR", "DONE", case_id(), None, "", "COORDINATION")
    ]


def test_a_list_of_code_names_opens_nobody_and_writes_nothing(coordinator: Actor, server: TestServer) -> None:
    before = log_rows(server)
    my_cases(actor=coordinator, now=NOW)
    assert log_rows(server) == before


@pytest.mark.parametrize("exists", [True, False])
def test_a_stranger_leaves_a_denied_row_whether_or_not_the_case_exists(
    coordinator: Actor, server: TestServer, exists: bool
) -> None:
    stranger = given_staff("stranger", Role.COORDINATOR)
    with pytest.raises(NotVisible):
        open_case(actor=stranger, case_id=case_id() if exists else UNKNOWN, now=NOW)
    assert log_rows(server, "OPEN_CASE") == [(stranger.id, "COORDINATOR", "DENIED", None, None, "", "NONE_STATED")]


def test_without_the_log_nothing_is_read(coordinator: Actor, server: TestServer) -> None:
    with without_the_log(server):
        with pytest.raises(DatabaseError):
            open_case(actor=coordinator, case_id=case_id(), now=NOW)
        with pytest.raises(DatabaseError):
            check_homes(actor=coordinator, case_id=case_id(), now=NOW)


def test_without_the_log_nothing_is_written(coordinator: Actor, server: TestServer) -> None:
    before = current_version()
    with without_the_log(server), pytest.raises(DatabaseError):
        given_chosen(coordinator)
    assert not Placement.objects.filter(origin="CHOSEN").exists()
    assert Case.objects.get(pk=case_id()).state == "WAITING"
    assert current_version() == before


def test_a_refused_choice_stays_in_the_log(coordinator: Actor, server: TestServer) -> None:
    with pytest.raises(Exception, match="HOME_NOT_AVAILABLE"):
        given_chosen(coordinator, "H-NEAR")
    assert [row[5] for row in log_rows(server, "CHOOSE_HOME")] == ["REFUSED"]
