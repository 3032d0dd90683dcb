"""`utvag load` and `utvag export`, as they are run at a shell."""

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
from django.conf import settings

from tests.givens import CASE, CLEAR_HOME, NOW, given_register, given_staff, small_register
from utvag.cases.models import CaseStaff
from utvag.config.demo_municipality.staff import CASE_WORKER, COORDINATOR, LOGINS, SECTION_HEAD
from utvag.config.transfer import run_export, run_home, run_load
from utvag.foundation.actors import OPERATOR
from utvag.organisation.operations import set_up_municipality
from utvag.organisation.rules import Role
from utvag.placement.rules import canonical

pytestmark = pytest.mark.django_db

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stay in the test's database, whatever demo may be running beside it; Django is set up already."""
    monkeypatch.setattr("django.setup", lambda: None)
    monkeypatch.setattr(settings, "DEMO", False)
    monkeypatch.setattr("utvag.config.transfer.attach_to_demo", lambda _environment: False)


@pytest.fixture
def in_file(tmp_path: Path) -> Callable[[object], str]:
    def write(document: object) -> str:
        file = tmp_path / "register.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        return str(file)

    return write


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up_municipality(actor=OPERATOR, code="1280", name="Demokommun", is_demo=True, now=NOW)
    monkeypatch.setattr(settings, "DEMO", True)


def test_a_loaded_register_comes_out_again(in_file: Callable[[object], str], capsys: Capture, demo: None) -> None:
    given_staff("siv", Role.COORDINATOR)
    assert run_load([in_file(small_register())]) == 0
    capsys.readouterr()
    assert run_export([]) == 0
    exported = canonical(json.loads(capsys.readouterr().out))
    assert exported | {"as_of": ""} == canonical(small_register()) | {"as_of": ""}


def test_in_the_demo_the_first_of_each_role_gets_the_cases(
    in_file: Callable[[object], str], capsys: Capture, demo: None
) -> None:
    for login in LOGINS:
        given_staff(login.username, login.kind)
    assert run_load([in_file(small_register())]) == 0
    named = CaseStaff.objects.filter(case__code_name=CASE).values_list("account__username", "purpose")
    expected = [(COORDINATOR, "COORDINATION"), (CASE_WORKER, "CASE_WORK"), (SECTION_HEAD, "DECISION")]
    assert sorted(named) == sorted((login.username, purpose) for login, purpose in expected)


def test_outside_the_demo_a_coordinator_must_be_named(in_file: Callable[[object], str], capsys: Capture) -> None:
    given_staff("siv", Role.COORDINATOR)
    assert run_load([in_file(small_register())]) == 2
    assert "--coordinator" in capsys.readouterr().err
    assert run_load([in_file(small_register()), "--coordinator", "nobody"]) == 2
    assert run_load([in_file(small_register()), "--coordinator", "siv"]) == 0
    assert set(CaseStaff.objects.values_list("account__username", flat=True)) == {"siv"}


def test_every_fault_stands_on_a_line_of_its_own(in_file: Callable[[object], str], capsys: Capture) -> None:
    given_staff("siv", Role.COORDINATOR)
    broken = small_register() | {"as_of": "yesterday", "cases": [{"id": "x"}]}
    assert run_load([in_file(broken), "--coordinator", "siv"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert "Ingenting är ändrat" in lines[0]
    assert all(line.startswith("$.") and "Åtgärd:" in line for line in lines[1:])
    assert {"$.as_of", "$.cases[0].person"} <= {line.split(":")[0] for line in lines[1:]}


@pytest.mark.parametrize("content", ["", "{", "[]", "\ufeff{}"])
def test_what_is_no_register_gives_no_traceback(tmp_path: Path, capsys: Capture, content: str) -> None:
    given_staff("siv", Role.COORDINATOR)
    file = tmp_path / "x.json"
    file.write_text(content, encoding="utf-8")
    assert run_load([str(file), "--coordinator", "siv"]) == 2
    assert "$" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said_so(capsys: Capture) -> None:
    assert run_load(["/nowhere/x.json"]) == 2
    assert "går inte att läsa" in capsys.readouterr().err


@pytest.mark.parametrize(("process_says", "database_says"), [(False, False), (True, False), (False, True)])
def test_outside_the_demo_nothing_leaves_in_the_clear(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, process_says: bool, database_says: bool
) -> None:
    given_register()
    set_up_municipality(actor=OPERATOR, code="1280", name="Malmö", is_demo=database_says, now=NOW)
    monkeypatch.setattr(settings, "DEMO", process_says)
    assert run_export([]) == 2
    assert capsys.readouterr().out == ""


def test_an_export_is_readable_by_each_named_recipient_and_nobody_else(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_register()
    keys = {name: pyrage.x25519.Identity.generate() for name in ("anna", "bo", "eve")}
    people = tmp_path / "recipients.json"
    people.write_text(json.dumps({name: str(key.to_public()) for name, key in keys.items()}))
    monkeypatch.setattr(settings, "RECIPIENTS", people)
    out = tmp_path / "register.age"
    assert run_export(["--out", str(out), "--to", "anna", "bo"]) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert b"canary" not in out.read_bytes()
    for name in ("anna", "bo"):
        assert json.loads(pyrage.decrypt(out.read_bytes(), [keys[name]]))["municipality"] == "1280"
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(out.read_bytes(), [keys["eve"]])


def test_it_writes_over_no_file(tmp_path: Path, capsys: Capture, demo: None) -> None:
    given_register()
    out = tmp_path / "register.json"
    out.write_text("mine")
    assert run_export(["--out", str(out)]) == 2
    assert out.read_text() == "mine"


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"anna": "not a key"}'])
def test_without_a_good_list_nothing_is_exported(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    given_register()
    people = tmp_path / "recipients.json"
    if content is not None:
        people.write_text(content)
    monkeypatch.setattr(settings, "RECIPIENTS", people if content != "" else None)
    assert run_export(["--to", "anna"]) == 2
    assert capsys.readouterr().out == ""


def test_a_database_that_is_not_there_is_one_line_and_exit_code_3(
    in_file: Callable[[object], str], capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError  # noqa: PLC0415 (as the command itself meets it)

    def gone(_coordinator: str | None) -> None:
        raise OperationalError("connection to server failed: secret words")

    monkeypatch.setattr("utvag.config.default_staff.staff_to_name", gone)
    assert run_load([in_file(small_register())]) == 3
    told = capsys.readouterr().err
    assert "make demo" in told
    assert "secret words" not in told


def test_the_homes_addresses_are_taken_in(tmp_path: Path, capsys: Capture) -> None:
    given_register()
    file = tmp_path / "addresses.csv"
    file.write_text(
        f"home;street;postal_code;town;municipality\n{CLEAR_HOME};Gatan 1;12345;Byn;Orten\n", encoding="utf-8"
    )
    assert run_home(["addresses", str(file)]) == 0
    assert "1 hem har sin adress" in capsys.readouterr().err


def test_a_file_of_addresses_with_faults_changes_nothing_and_names_them(tmp_path: Path, capsys: Capture) -> None:
    given_register()
    file = tmp_path / "addresses.csv"
    file.write_text(f"home;street;postal_code;town;municipality\n{CLEAR_HOME};;12345;Byn;Orten\n", encoding="utf-8")
    assert run_home(["addresses", str(file)]) == 2
    assert "rad 2, street: är tomt" in capsys.readouterr().err
