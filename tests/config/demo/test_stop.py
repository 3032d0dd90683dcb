"""However the demo ends, nothing is left running; and however it ended, it starts again."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.demo.running import GONE_SECONDS, RunningDemo, alive, as_app, left_after, run, start_demo
from utvag.gateways.postgres.lodging import shared_home

pytestmark = [pytest.mark.database, pytest.mark.slow]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The demo's folder, kept from test to test as it is from day to day."""
    chosen = tmp_path_factory.mktemp("checkout") / ".demo"
    yield chosen
    assert run(chosen, "demo-reset").returncode == 0


@pytest.fixture
def demo(folder: Path, tmp_path: Path) -> Iterator[RunningDemo]:
    started = start_demo(folder, tmp_path / "output")
    yield started
    if started.process.poll() is None:
        started.stop()


def test_a_restart_keeps_the_data_and_the_address(demo: RunningDemo, folder: Path) -> None:
    with as_app(folder) as app:
        app.execute("insert into organisation_unit (id, name) values (gen_random_uuid(), 'Kvar')")
    os.kill(demo.process.pid, signal.SIGKILL)
    demo.process.wait()
    again = start_demo(folder, demo.output)
    with as_app(folder) as app:
        assert app.execute("select count(*) from organisation_unit where name = 'Kvar'").fetchone() == (1,)
        assert app.execute("select count(*) from organisation_municipality").fetchone() == (1,)
    assert again.address == demo.address
    assert again.stop() == 0


@pytest.mark.parametrize(
    ("by", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9)]
)
def test_whatever_ends_it_nothing_is_left(demo: RunningDemo, by: signal.Signals, code: int) -> None:
    children = demo.children()
    assert set(children) >= {"postgres", "web", "web-answering", "worker"}
    assert demo.stop(by) == code
    assert left_after(children) == {}


@pytest.mark.parametrize("victim", ["postgres", "web", "web-answering"])
def test_it_ends_with_a_message_when_a_vital_part_is_killed(demo: RunningDemo, victim: str) -> None:
    children = demo.children()
    os.kill(children[victim], signal.SIGKILL)
    assert demo.process.wait(timeout=GONE_SECONDS) == 1
    assert "har stannat" in demo.said
    assert left_after(children) == {}


def test_nothing_is_left_when_it_is_killed_together_with_its_web(demo: RunningDemo) -> None:
    children = demo.children()
    for pid in (children["web"], demo.process.pid):
        os.kill(pid, signal.SIGKILL)
    demo.process.wait()
    assert left_after(children) == {}


@pytest.mark.parametrize("victim", ["worker", "engine", "log-keeper", "witness-beta", "key-service"])
def test_what_is_killed_beside_the_web_is_started_again(demo: RunningDemo, victim: str) -> None:
    first = demo.children()[victim]
    os.kill(first, signal.SIGKILL)
    deadline = time.monotonic() + GONE_SECONDS
    while demo.children().get(victim, first) == first and time.monotonic() < deadline:
        time.sleep(0.1)
    assert demo.children()[victim] != first
    assert demo.process.poll() is None


def test_it_ends_with_make_when_make_is_killed(folder: Path, tmp_path: Path) -> None:
    # A shell in make's place: it waits for its last command as make does.
    demo = start_demo(
        folder, tmp_path / "output", through=["/bin/sh", "-c", '"$@"; exit $?', "make"], UTVAG_WITH_PARENT="1"
    )
    children = demo.children()
    demo.process.kill()
    demo.process.wait()
    assert left_after(children) == {}


def test_a_start_that_is_killed_at_any_moment_does_not_spoil_the_next(tmp_path: Path) -> None:
    folder = tmp_path / ".demo"
    for seconds in (0.2, 0.6, 1.0, 1.5, 2.2, 3.0):
        with pytest.raises(AssertionError):
            start_demo(folder, tmp_path / "output", through=["timeout", "--signal=KILL", str(seconds)])
    demo = start_demo(folder, tmp_path / "output")
    with as_app(folder) as app:
        assert app.execute("select count(*) from organisation_municipality").fetchone() == (1,)
    assert demo.stop() == 0
    assert run(folder, "demo-reset").returncode == 0
    assert [path.name for path in folder.iterdir()] == ["lock"]
    assert not shared_home(folder).exists()


def test_data_whose_keys_are_gone_is_begun_anew(tmp_path: Path) -> None:
    folder = tmp_path / ".demo"
    start_demo(folder, tmp_path / "output").stop()
    (folder / "secrets.json").unlink()
    demo = start_demo(folder, tmp_path / "output")
    assert alive(demo.children())
    assert demo.stop() == 0
    assert run(folder, "demo-reset").returncode == 0
