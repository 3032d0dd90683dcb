"""A case's secret destroyed: for ever, in every copy, by two who agree and a job that no session reaches."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from tests.keyservice.given import HOUR, Clock, asked_by, running, settings_in
from utvag.gateways.keystore import (
    KeyDestroyed,
    KeysRefused,
    Refusal,
    ServiceKeystore,
    Wrapped,
    WrappedKeyInvalid,
    acting_as,
)
from utvag_keyservice.files import VaultUnusable
from utvag_keyservice.service import Service
from utvag_keyservice.settings import SettingsInvalid

DATA_KEY = bytes(range(32))


@pytest.fixture
def worker(house: Path, service: Service) -> ServiceKeystore:
    return asked_by(house, "worker")


def wrapped_cases(keystore: ServiceKeystore, count: int) -> list[Wrapped]:
    subjects = [uuid4() for _ in range(count)]
    return [Wrapped("case", subject, keystore.wrap("case", subject, DATA_KEY)) for subject in subjects]


def agreed(web: ServiceKeystore, subjects: Sequence[UUID], *, by: int = 2) -> None:
    """Let some accounts agree, each with a ticket of its own."""
    for _ in range(by):
        with acting_as(web.begin_session(uuid4(), "word")):
            web.agree_to_destroy("case", subjects)


def refusal_of(keystore: ServiceKeystore, *subjects: UUID, kind: str = "case") -> Refusal | None:
    try:
        keystore.destroy(kind, subjects)
    except KeysRefused as refused:
        return refused.refusal
    return None


def test_a_destroyed_case_opens_no_more_and_the_others_of_the_same_question_do(
    web: ServiceKeystore, worker: ServiceKeystore, operator: ServiceKeystore
) -> None:
    gone, kept = wrapped_cases(operator, 2)
    agreed(web, [gone.subject])
    worker.destroy("case", [gone.subject])
    assert operator.unwrap_many([gone, kept]) == (None, DATA_KEY)
    with pytest.raises(KeyDestroyed):
        operator.unwrap("case", gone.subject, gone.wrapped)
    with pytest.raises(KeyDestroyed):
        operator.wrap("case", gone.subject, DATA_KEY)
    assert operator.status().destroyed == 1
    assert worker.destroyed_of("case", [gone.subject, kept.subject]) == {gone.subject}


def test_one_account_does_not_destroy_however_often_it_says_so(
    house: Path, web: ServiceKeystore, worker: ServiceKeystore, operator: ServiceKeystore
) -> None:
    (case,) = wrapped_cases(operator, 1)
    account = uuid4()
    for _ in range(3):
        with acting_as(web.begin_session(account, "word")):
            web.agree_to_destroy("case", [case.subject])
    assert refusal_of(worker, case.subject) is Refusal.AGREEMENT
    assert operator.unwrap("case", case.subject, case.wrapped) == DATA_KEY
    assert [(one.what, one.client) for one in operator.status().alarms] == [("DESTROY_REFUSED", "worker")]
    assert (house / "keys" / "subjects" / f"case-{case.subject.hex}").exists()


def test_nobody_agrees_without_being_signed_in(web: ServiceKeystore, service: Service) -> None:
    with pytest.raises(KeysRefused) as refused:
        web.agree_to_destroy("case", [uuid4()])
    assert refused.value.refusal is Refusal.TICKET


def test_the_web_and_the_operator_destroy_nothing(
    web: ServiceKeystore, operator: ServiceKeystore, service: Service
) -> None:
    (case,) = wrapped_cases(operator, 1)
    agreed(web, [case.subject])
    with acting_as(web.begin_session(uuid4(), "word")):
        assert refusal_of(web, case.subject) is Refusal.KIND
    assert refusal_of(operator, case.subject) is Refusal.KIND
    assert operator.unwrap("case", case.subject, case.wrapped) == DATA_KEY


@pytest.mark.parametrize("kind", ["staff", "register", "home"])
def test_keys_of_other_kinds_last(worker: ServiceKeystore, kind: str) -> None:
    assert refusal_of(worker, uuid4(), kind=kind) is Refusal.KIND


def test_the_word_of_an_account_is_forgotten_after_ninety_days(
    web: ServiceKeystore, worker: ServiceKeystore, clock: Clock
) -> None:
    case = uuid4()
    agreed(web, [case], by=1)
    clock.now += 91 * 24 * HOUR
    agreed(web, [case], by=1)
    assert refusal_of(worker, case) is Refusal.AGREEMENT


def test_no_more_than_a_days_work_is_destroyed_in_a_day(
    web: ServiceKeystore, worker: ServiceKeystore, clock: Clock
) -> None:
    cases = [uuid4() for _ in range(61)]
    agreed(web, cases)
    assert refusal_of(worker, *cases) is Refusal.LIMIT
    worker.destroy("case", cases[:60])
    assert refusal_of(worker, cases[60]) is Refusal.LIMIT
    # What is destroyed already costs nothing, so a job that was cut short is run again.
    worker.destroy("case", cases[:60])
    clock.now += 25 * HOUR
    worker.destroy("case", cases[60:])


def test_the_secret_is_nowhere_in_the_services_files_afterwards(
    house: Path, web: ServiceKeystore, worker: ServiceKeystore, operator: ServiceKeystore
) -> None:
    (case,) = wrapped_cases(operator, 1)
    secret = (house / "keys" / "subjects" / f"case-{case.subject.hex}").read_bytes()
    agreed(web, [case.subject])
    worker.destroy("case", [case.subject])
    files = [path for path in house.rglob("*") if path.is_file()]
    assert len(files) > 10
    assert not [path.name for path in files if secret in path.read_bytes()]


def test_an_older_copy_of_the_keys_opens_nothing_that_the_list_says_is_destroyed(house: Path, clock: Clock) -> None:
    """The keys are put back from a copy made before; the list of the destroyed is kept apart, and stays."""
    with running(house, clock):
        operator, web = asked_by(house, "operator"), asked_by(house, "web")
        gone, kept = wrapped_cases(operator, 2)
        shutil.copytree(house / "keys", house / "copy")
        agreed(web, [gone.subject])
        asked_by(house, "worker").destroy("case", [gone.subject])
    shutil.rmtree(house / "keys")
    (house / "copy").rename(house / "keys")
    assert (house / "keys" / "subjects" / f"case-{gone.subject.hex}").exists()
    with running(house, clock):
        assert asked_by(house, "operator").unwrap_many([gone, kept]) == (None, DATA_KEY)
    assert not (house / "keys" / "subjects" / f"case-{gone.subject.hex}").exists()


def unsealed(house: Path, clock: Clock) -> None:
    service = Service(settings_in(house), clock)
    try:
        service.unseal((house / "root").read_bytes())
    finally:
        service.close()


def given_two_destroyed(house: Path, clock: Clock) -> Path:
    with running(house, clock):
        cases = [uuid4(), uuid4()]
        agreed(asked_by(house, "web"), cases)
        asked_by(house, "worker").destroy("case", cases)
    unsealed(house, clock)
    return house / "state" / "destroyed.jsonl"


@pytest.mark.parametrize("has_mark", [True, False], ids=["the keys know", "the ledger knows"])
@pytest.mark.parametrize("lines", [0, 1])
def test_it_does_not_open_with_a_shorter_list(house: Path, clock: Clock, lines: int, *, has_mark: bool) -> None:
    told = given_two_destroyed(house, clock)
    told.write_bytes(b"".join(told.read_bytes().splitlines(keepends=True)[:lines]))
    if has_mark:
        (house / "state" / "ledger.sqlite3").unlink()
    else:
        (house / "keys" / "destroyed.mark").unlink()
    with pytest.raises(VaultUnusable):
        unsealed(house, clock)


@pytest.mark.parametrize(
    "changed",
    [
        lambda lines: [lines[1], lines[0]],
        lambda lines: [lines[0].replace(b'"case"', b'"home"'), lines[1]],
        lambda lines: [*lines, lines[1]],
        lambda lines: [*lines, b'{"number":3,"kind":"case","subject":"' + uuid4().hex.encode() + b'"}\n'],
    ],
    ids=["turned round", "another kind", "a line twice", "a line of somebody's own"],
)
def test_it_does_not_open_with_a_changed_list(house: Path, clock: Clock, changed: object) -> None:
    told = given_two_destroyed(house, clock)
    assert callable(changed)
    told.write_bytes(b"".join(changed(told.read_bytes().splitlines(keepends=True))))
    with pytest.raises(VaultUnusable):
        unsealed(house, clock)


@pytest.mark.parametrize(
    "changed",
    [
        {"limits": []},
        {
            "clients": {"web": {"secret": "x", "kinds": ["case"], "may_begin": True, "may_destroy": True}},
            "limits": [
                {"client": "web", "kind": "destroy:case", "seconds": HOUR, "per_account": None, "per_client": 1}
            ],
        },
    ],
    ids=["without a limit", "with sessions"],
)
def test_a_client_that_destroys_has_a_limit_and_no_sessions(house: Path, changed: dict[str, object]) -> None:
    with pytest.raises(SettingsInvalid, match="may destroy"):
        settings_in(house, **changed)


KILLED: str = """
    import os, signal, sys, time
    from pathlib import Path
    from uuid import UUID
    from utvag_keyservice import subjects
    from utvag_keyservice.vault import Vault

    keys, list_, root = map(Path, sys.argv[1:4])
    subject, step = UUID(sys.argv[4]), sys.argv[5]
    held = subjects.Subjects(keys, list_, Vault(keys, root.read_bytes()).sign)

    def die(*_given):
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(held, {"before the secret": "_erase", "before the mark": "_set_mark"}[step], die)
    held.destroy([("case", subject)], time.time())
"""


@pytest.mark.parametrize("step", ["before the secret", "before the mark"])
def test_what_a_kill_interrupts_is_finished_at_the_next_start(house: Path, clock: Clock, step: str) -> None:
    with running(house, clock):
        (case,) = wrapped_cases(asked_by(house, "operator"), 1)
    given = [house / "keys", house / "state" / "destroyed.jsonl", house / "root", case.subject, step]
    program = [sys.executable, "-c", textwrap.dedent(KILLED), *map(str, given)]
    ended = subprocess.run(program, check=False, env=os.environ | {"PYTHONPATH": "src"})
    assert ended.returncode == -signal.SIGKILL
    with running(house, clock):
        assert asked_by(house, "operator").unwrap_many([case]) == (None,)
    assert not (house / "keys" / "subjects" / f"case-{case.subject.hex}").exists()


def test_a_line_cut_short_by_a_power_cut_destroys_nothing(house: Path, clock: Clock) -> None:
    with running(house, clock):
        (case,) = wrapped_cases(asked_by(house, "operator"), 1)
    (house / "state" / "destroyed.jsonl").write_bytes(
        b'{"number":1,"kind":"case","subject":"' + case.subject.hex.encode()
    )
    with running(house, clock):
        assert asked_by(house, "operator").unwrap_many([case]) == (DATA_KEY,)


def test_whoever_has_values_hashed_cannot_sign_a_line(web: ServiceKeystore, service: Service) -> None:
    """The index key signs through a key made of it; no kind and value that one may have hashed give the same."""
    vault = service._vault
    assert vault is not None
    with acting_as(web.begin_session(uuid4(), "word")):
        for kind in ("utvag-destroyed/1", "\x00utvag-destroyed/1"):
            assert web.keyed_hash(kind, b"line") != vault.sign(b"line")


def test_a_secret_without_its_file_does_not_open_what_it_wrapped(house: Path, operator: ServiceKeystore) -> None:
    (case,) = wrapped_cases(operator, 1)
    (house / "keys" / "subjects" / f"case-{case.subject.hex}").unlink()
    with pytest.raises(WrappedKeyInvalid):
        operator.unwrap("case", case.subject, case.wrapped)
