"""The register commands as a user runs them: another process, a file, an exit code."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.placement.reference import naive
from tests.placement.reference.generate_register import random_register

DOCUMENT: dict[str, Any] = random_register(random.Random(7))
CASES = sorted(case["id"] for case in DOCUMENT["cases"])


@pytest.fixture(scope="module")
def register_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("register") / "register.json"
    file.write_text(json.dumps(DOCUMENT, ensure_ascii=False), encoding="utf-8")
    return file


def utvag(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "utvag.config.command_line", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=60, check=False)


def answer_of(*arguments: str | Path, stdin: bytes = b"") -> Any:
    done = utvag(*arguments, "--format", "json", stdin=stdin)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_match_answers_one_case_exactly_as_the_page_says(register_file: Path) -> None:
    assert answer_of("match", register_file, "--case", CASES[0]) == naive.match(DOCUMENT, CASES[0])


def test_match_answers_all_cases_by_id(register_file: Path) -> None:
    assert answer_of("match", register_file, "--all") == [naive.match(DOCUMENT, c) for c in CASES]


def test_match_without_clearance_shows_what_a_case_handler_may_see(register_file: Path) -> None:
    shown = answer_of("match", register_file, "--all", "--clearance", "none")
    assert shown == [naive.match_none(DOCUMENT, case) for case in CASES]


def test_recheck_and_assign_answer_as_the_page_says(register_file: Path) -> None:
    assert answer_of("recheck", register_file) == naive.recheck(DOCUMENT)
    assert naive.assignment_faults(DOCUMENT, answer_of("assign", register_file, "--seconds", "20")) == []


def test_it_reads_standard_input() -> None:
    document = json.dumps(DOCUMENT).encode()
    assert answer_of("recheck", "-", stdin=document) == naive.recheck(DOCUMENT)


def test_the_table_names_every_home_and_says_loudly_what_is_not_checked(register_file: Path) -> None:
    done = utvag("match", register_file, "--all")
    written = done.stdout.decode()
    assert done.returncode == 0
    assert all(home["id"] in written for home in DOCUMENT["homes"])
    if any(naive.match(DOCUMENT, case)["unchecked"] for case in CASES):
        assert "INTE KONTROLLERAT" in written


@pytest.mark.parametrize("command", ["recheck", "assign"])
def test_what_shows_where_others_live_is_refused_without_clearance(command: str, register_file: Path) -> None:
    done = utvag(command, register_file, "--clearance", "none", "--format", "json")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "polissamverkan" in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["match", "FILE", "--case", "finns-inte"], "Ärendet finns-inte finns inte"),
        (["match", "FILE"], "ange ett av: --case --all"),
        (["match", "FILE", "--all", "--case", "x"], "kan inte användas med"),
        (["match", "saknas.json", "--all"], "finns inte. Kontrollera sökvägen"),
        (["match", ".", "--all"], "är en mapp"),
        (["recheck", "FILE", "--format", "xml"], "välj"),
        (["assign", "FILE", "--seconds", "-1"], "--seconds"),
        (["assign", "FILE", "--seconds", "snart"], "--seconds"),
        (["flyg"], "kommandot flyg finns inte"),
    ],
)
def test_wrong_use_is_explained_with_exit_code_2(arguments: list[str], says: str, register_file: Path) -> None:
    done = utvag(*[register_file if argument == "FILE" else argument for argument in arguments])
    errors = done.stderr.decode()
    assert done.returncode == 2, errors
    assert says in errors
    assert "Traceback" not in errors
    assert done.stdout == b""


def test_a_bad_file_gives_every_error_with_path_value_and_remedy() -> None:
    bad = json.loads(json.dumps(DOCUMENT))
    bad["homes"][0]["lat"] = 91.5
    bad["persons"][0]["born"] = "2001-02-30"
    bad["homes"][1]["provider"] = "okänd"
    bad["extra"] = 1
    done = utvag("recheck", "-", stdin=json.dumps(bad).encode())
    errors = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (2, b"")
    assert errors[0] == "Registerfilen kan inte användas: 4 fel."
    for path, value in [
        ("$.homes[0].lat", "91.5"),
        ("$.persons[0].born", '"2001-02-30"'),
        ("$.homes[1].provider", '"okänd"'),
        ("$.extra", "1"),
    ]:
        (line,) = [line for line in errors if line.startswith(f"{path}: ")]
        assert f"(värde: {value})" in line
        assert "Åtgärd: " in line


def test_the_engine_commands_never_load_django_or_a_database() -> None:
    script = "import sys, utvag.placement.commands; print({'django', 'psycopg', 'scipy'} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "set()"
