"""What a small municipality keeps more weakly: said by the operator, read by rules, named on the auditor's page."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from tests.database import TestServer
from tests.givens import NOW, TODAY, given_register, given_staff
from tests.log import log_rows
from tests.pages import opened, status_of
from utvag.config.staff import run_staff
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.arguments import EXIT_BAD_INPUT, EXIT_OK
from utvag.foundation.clock import day_of, now
from utvag.foundation.errors import NotVisible
from utvag.organisation.models import Municipality
from utvag.organisation.operations import set_staffing
from utvag.organisation.queries import keeps_weakly, staffing
from utvag.organisation.rules import WEAKENINGS, Role, Staffing, Weakening

pytestmark = pytest.mark.django_db

PAGE = "/revisor/forsvagningar/"


@pytest.fixture
def auditor() -> Actor:
    given_register()
    return given_staff("rakel", Role.AUDITOR)


@pytest.fixture
def _no_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("utvag.config.staff.attach_to_demo", lambda _environ: None)


def test_every_weakening_is_a_small_municipalitys_and_no_other_has_any() -> None:
    assert {Staffing.FULL: frozenset(), Staffing.SMALL: frozenset(Weakening)} == WEAKENINGS


def test_nothing_is_weak_until_the_operator_says_so(auditor: Actor) -> None:
    assert not any(keeps_weakly(one) for one in Weakening)
    page = opened(auditor, PAGE)
    assert "Ingen kontroll är försvagad" in page
    assert all(one.told.whole in page and one.told.instead not in page for one in Weakening)


def test_the_auditor_reads_each_weakening_with_what_holds_instead_and_since_when(auditor: Actor) -> None:
    set_staffing(actor=OPERATOR, staffing=Staffing.SMALL, now=NOW)
    assert all(keeps_weakly(one) for one in Weakening)
    page = opened(auditor, PAGE)
    assert "Liten kommun sedan 22 november 2026" in page
    for one in Weakening:
        assert all(words in page for words in one.told)


@pytest.mark.parametrize("role", [Role.SECTION_HEAD, Role.ADMINISTRATOR, Role.COORDINATOR])
def test_the_page_is_the_auditors(role: Role) -> None:
    given_register()
    assert status_of(given_staff("annan", role), PAGE) == 404


@pytest.mark.django_db(transaction=True)
def test_it_is_in_the_log_once(auditor: Actor, server: TestServer) -> None:
    assert set_staffing(actor=OPERATOR, staffing=Staffing.SMALL, now=NOW)
    assert not set_staffing(actor=OPERATOR, staffing=Staffing.SMALL, now=NOW)
    assert len(log_rows(server, "SET_STAFFING")) == 1
    assert staffing().since == TODAY


def test_nobody_of_the_staff_says_it(auditor: Actor) -> None:
    head = given_staff("chefen", Role.SECTION_HEAD)
    with pytest.raises(NotVisible):
        set_staffing(actor=head, staffing=Staffing.SMALL, now=NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('utvag.actor', %s, true), set_config('utvag.role', %s, true)", [str(head.id), head.role]
        )
    with pytest.raises(IntegrityError, match="only the operator"), transaction.atomic():
        Municipality.objects.update(staffing=Staffing.SMALL.value, staffing_since=TODAY)


def test_a_small_one_is_so_since_a_day(auditor: Actor) -> None:
    with pytest.raises(IntegrityError, match="municipality_is_small_since_a_day"), transaction.atomic():
        Municipality.objects.update(staffing=Staffing.SMALL.value)


@pytest.mark.usefixtures("_no_demo")
def test_the_command_says_what_becomes_weaker(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_staff(["size", "SMALL"]) == EXIT_BAD_INPUT
    assert "utvag load" in capsys.readouterr().out
    given_register()
    assert run_staff(["size", "SMALL"]) == EXIT_OK
    said = capsys.readouterr().out
    assert all(one.told.instead in said for one in Weakening)
    assert staffing().since == day_of(now())
    assert run_staff(["size", "FULL"]) == EXIT_OK
    assert "Alla kontroller är hela." in capsys.readouterr().out
