"""The answers to ASVS: every requirement of the standard once, and no yes without a test that is there."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from utvag.desk.rules import (
    CHAPTERS,
    Answer,
    AnswersUnreadable,
    as_csv,
    bars,
    chosen,
    faults_of,
    lines_by,
    read_chapter,
    requirements,
)

ROOT = Path(__file__).parents[3]
# The standard's numbers and levels, which are facts: V1.1=22 is V1.1.1 and V1.1.2, both of level 2.
STANDARD = """
V1.1=22 V1.2=1111122223 V1.3=112222222223 V1.4=222 V1.5=123 V2.1=122 V2.2=112 V2.3=12223 V2.4=23 V3.1=3
V3.2=113 V3.3=12223 V3.4=11222233 V3.5=11122333 V3.6=3 V3.7=22333 V4.1=12233 V4.2=23333 V4.3=22 V4.4=1222
V5.1=2 V5.2=112333 V5.3=113 V5.4=222 V6.1=122 V6.2=111111112222 V6.3=11223333 V6.4=112233 V6.5=22222333
V6.6=2223 V6.7=33 V6.8=2222 V7.1=222 V7.2=1111 V7.3=22 V7.4=11222 V7.5=223 V7.6=22 V8.1=1233 V8.2=1123
V8.3=133 V8.4=23 V9.1=111 V9.2=1222 V10.1=22 V10.2=223 V10.3=22223 V10.4=1111122222233333 V10.5=22222
V10.6=22 V10.7=222 V11.1=2233 V11.2=22233 V11.3=11233 V11.4=1222 V11.5=23 V11.6=23 V11.7=33 V12.1=12233
V12.2=11 V12.3=22223 V13.1=2333 V13.2=222223 V13.3=2233 V13.4=1222233 V14.1=22 V14.2=12223333 V14.3=122
V15.1=12233 V15.2=12233 V15.3=1222222 V15.4=3333 V16.1=2 V16.2=22222 V16.3=2222 V16.4=222 V16.5=2223
V17.1=23 V17.2=22223333 V17.3=22
"""
LEVELS = {
    f"{section}.{number}": int(level)
    for section, levels in (each.split("=") for each in STANDARD.split())
    for number, level in enumerate(levels, start=1)
}
GOOD: dict[str, Any] = {
    "id": "V6.2.1",
    "level": 1,
    "answer": "YES",
    "asks": "Lösenord är långa.",
    "because": "Ett prov visar det.",
    "shown_by": ["tests/desk/rules/test_asvs.py::test_a_good_entry_has_no_fault"],
}


@cache
def all_the_tests() -> frozenset[str]:
    """Read the name of every test, without running any."""
    return frozenset(
        f"{file.relative_to(ROOT)}::{node.name}"
        for file in (ROOT / "tests").rglob("test_*.py")
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def test_every_requirement_of_the_standard_stands_once_with_its_level() -> None:
    assert len(LEVELS) == 345
    assert len(requirements()) == 345
    assert {each.id: each.level for each in requirements()} == LEVELS
    assert [each.id for each in requirements()] == list(LEVELS)


def test_every_test_that_is_named_is_there() -> None:
    missing = {each.id: set(each.shown_by) - all_the_tests() for each in requirements()}
    assert {named: gone for named, gone in missing.items() if gone} == {}


def test_no_file_of_answers_has_become_too_long_to_read() -> None:
    files = sorted((ROOT / "src/utvag/desk/asvs").iterdir())
    assert [file.name for file in files] == [f"V{chapter:02}.toml" for chapter in CHAPTERS]
    assert [file.name for file in files if file.read_text("utf-8").count("\n") > 400] == []


def test_no_two_requirements_are_asked_for_in_the_same_words() -> None:
    asked = [each.asks for each in requirements()]
    assert {words for words in asked if asked.count(words) > 1} == set()


def test_a_good_entry_has_no_fault() -> None:
    assert faults_of(GOOD, chapter=6) == []
    assert faults_of({**GOOD, "answer": "NO", "shown_by": []}, chapter=6) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"shown_by": []}, "YES without a test"),
        ({"answer": "NO"}, "NO with a test"),
        ({"answer": "NO", "because": " ", "shown_by": []}, "because is empty"),
        ({"answer": "NOT_APPLICABLE", "because": "", "shown_by": []}, "because is empty"),
        ({"asks": ""}, "asks is empty"),
        ({"asks": "ord " * 16}, "more than 15 words"),
        ({"answer": "MAYBE"}, "answer is none of YES, PARTLY, NO, NOT_APPLICABLE"),
        ({"level": 4}, "level is none of"),
        ({"level": True}, "level is no int"),
        ({"level": "1"}, "level is no int"),
        ({"id": "V7.1.1"}, "no id of chapter 6"),
        ({"id": "V6.1"}, "no id of chapter 6"),
        ({"id": 6}, "id is no str"),
        ({"because": ["a"]}, "because is no str"),
        ({"shown_by": "tests/a.py::test_a"}, "shown_by is no list"),
        ({"shown_by": [1]}, "is no test: 1"),
        ({"shown_by": ["tests/desk/test_my_day.py"]}, "is no test"),
        ({"note": "x"}, "a field that nobody reads: note"),
    ],
)
def test_a_fault_is_named(change: dict[str, Any], fault: str) -> None:
    assert fault in "\n".join(faults_of({**GOOD, **change}, chapter=6))


@pytest.mark.parametrize("field", GOOD)
def test_a_field_that_is_lacking_is_named(field: str) -> None:
    rest = {name: value for name, value in GOOD.items() if name != field}
    assert any(f"lacks {field}" in fault for fault in faults_of(rest, chapter=6))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("id = ", "is no TOML"),
        ("", "something else than a list"),
        ("requirement = 1", "something else than a list"),
        ("requirement = [1]", "an entry is no table"),
        ("title = 1\n[[requirement]]", "something else than a list"),
        ("[[requirement]]\nid = 'V6.1.1'\n[[requirement]]\nid = 'V6.1.2'", "V6.1.2: lacks level"),
    ],
)
def test_a_file_that_cannot_be_used_names_all_its_faults(text: str, fault: str) -> None:
    with pytest.raises(AnswersUnreadable) as refused:
        read_chapter(text, chapter=6, name="V06.toml")
    assert fault in str(refused.value)
    assert all(line.startswith("V06.toml: ") for line in str(refused.value).splitlines())


def test_those_of_a_chapter_a_level_and_an_answer_are_chosen() -> None:
    everything = requirements()
    assert chosen(everything, chapter=None, level=None, answer=None) == everything
    some = chosen(everything, chapter=16, level=2, answer=Answer.YES)
    assert some
    assert {(each.chapter, each.level, each.answer) for each in some} == {(16, 2, Answer.YES)}


@pytest.mark.parametrize("field", ["level", "chapter"])
def test_what_is_counted_is_everything_once(field: str) -> None:
    lines = lines_by(field, requirements())
    assert sum(line.all for line in lines) == 345
    assert all(sum(figure for _, figure in line.by_answer) == line.all for line in lines)


def test_the_longest_bar_is_a_hundred() -> None:
    drawn = bars(requirements())
    assert [bar.label for bar in drawn] == ["Ja", "Delvis", "Nej", "Gäller inte"]
    assert max(bar.length for bar in drawn) == 100
    assert bars([])[0].length == 0


def test_a_spreadsheet_takes_no_cell_for_a_formula() -> None:
    evil = read_chapter(
        '[[requirement]]\nid = "V6.2.1"\nlevel = 1\nanswer = "NO"\nasks = "=1+1"\nbecause = "@SUM(1;2)"\nshown_by = []',
        chapter=6,
        name="V06.toml",
    )
    assert as_csv(evil).splitlines()[1] == "V6.2.1;1;'=1+1;Nej;\"'@SUM(1;2)\";"
