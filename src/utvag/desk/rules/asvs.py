"""Our answers to OWASP ASVS 5.0, a file a chapter in `asvs/`. Ids and levels are the standard's, the sentences ours."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parents[1] / "asvs"
LEVELS: Final = (1, 2, 3)
MOST_WORDS: Final = 15
CHAPTERS: Final[Mapping[int, str]] = {
    1: "Text in och ut",
    2: "Regler för arbetet",
    3: "Webbläsaren",
    4: "Server och anrop",
    5: "Filer",
    6: "Inloggning",
    7: "Sessioner",
    8: "Rättigheter",
    9: "Självbärande biljetter",
    10: "Inloggning genom andra",
    11: "Kryptering",
    12: "Krypterade förbindelser",
    13: "Inställningar och hemligheter",
    14: "Skydd av uppgifter",
    15: "Säker kod",
    16: "Logg och fel",
    17: "Samtal med ljud och bild",
}
_ID: Final = re.compile(r"V([1-9]\d?)\.([1-9]\d?)\.([1-9]\d?)")
_TEST: Final = re.compile(r"tests/[a-z0-9_/]+\.py::test_[a-z0-9_]+")


class Answer(StrEnum):
    """What we answer. NO and NOT_APPLICABLE are as honest answers as YES, and say why."""

    YES = "YES"
    PARTLY = "PARTLY"
    NO = "NO"
    NOT_APPLICABLE = "NOT_APPLICABLE"

    @property
    def swedish(self) -> str:
        """Name the answer as the page does."""
        return _SWEDISH[self]


_SWEDISH: Final = {
    Answer.YES: "Ja",
    Answer.PARTLY: "Delvis",
    Answer.NO: "Nej",
    Answer.NOT_APPLICABLE: "Gäller inte",
}


class AnswersUnreadable(Exception):
    """The answers cannot be used; the text names every fault, one a line."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement with our answer and the tests that show it."""

    id: str
    level: int
    answer: Answer
    asks: str
    because: str
    shown_by: tuple[str, ...]

    @property
    def chapter(self) -> int:
        """Give the number of its chapter."""
        return self.order[0]

    @property
    def order(self) -> tuple[int, ...]:
        """Give what sorts it as the standard does: V1.2.10 after V1.2.9."""
        return tuple(int(part) for part in self.id[1:].split("."))


_FIELDS: Final[Mapping[str, type]] = {
    "id": str,
    "level": int,
    "answer": str,
    "asks": str,
    "because": str,
    "shown_by": list,
}


@cache
def requirements() -> tuple[Requirement, ...]:
    """Read every chapter, in the order of the standard.

    :raises AnswersUnreadable: when anything in any file is wrong; every fault is named.
    """
    found: list[Requirement] = []
    faults: list[str] = []
    for chapter in CHAPTERS:
        name = f"V{chapter:02}.toml"
        try:
            found += read_chapter((FOLDER / name).read_text(encoding="utf-8"), chapter=chapter, name=name)
        except OSError:
            faults.append(f"{name}: cannot be read")
        except AnswersUnreadable as error:
            faults.append(str(error))
    faults += [f"{twice}: stands more than once" for twice, times in Counter(r.id for r in found).items() if times > 1]
    if faults:
        raise AnswersUnreadable("\n".join(faults))
    return tuple(sorted(found, key=lambda each: each.order))


def read_chapter(text: str, *, chapter: int, name: str) -> tuple[Requirement, ...]:
    """Read the answers of one chapter.

    :raises AnswersUnreadable: naming every fault of the file.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AnswersUnreadable(f"{name}: is no TOML: {error}") from None
    entries = document.get("requirement")
    if set(document) != {"requirement"} or not isinstance(entries, list):
        raise AnswersUnreadable(f"{name}: holds something else than a list of [[requirement]]")
    faults = [f"{name}: {fault}" for entry in entries for fault in faults_of(entry, chapter=chapter)]
    if faults:
        raise AnswersUnreadable("\n".join(faults))
    return tuple(_requirement(entry) for entry in entries)


def faults_of(entry: object, *, chapter: int) -> list[str]:
    """Name everything that is wrong with an entry; of one without its fields and types, nothing more can be said."""
    if not isinstance(entry, dict):
        return ["an entry is no table"]
    named = str(entry.get("id", "an entry without an id"))
    return [f"{named}: {fault}" for fault in (_faults_of_shape(entry) or _faults_of_content(entry, chapter))]


def _faults_of_shape(entry: Mapping[str, object]) -> list[str]:
    lacking = [f"lacks {field}" for field in _FIELDS if field not in entry]
    unknown = [f"has a field that nobody reads: {field}" for field in entry if field not in _FIELDS]
    # A truth value is an int to Python, so the very type is asked for.
    wrong = [
        f"{field} is no {kind.__name__}"
        for field, kind in _FIELDS.items()
        if type(entry.get(field, kind())) is not kind
    ]
    return lacking + unknown + wrong


def _faults_of_content(entry: Mapping[str, object], chapter: int) -> list[str]:
    return [*_faults_of_words(entry, chapter), *_faults_of_tests(str(entry["answer"]), entry["shown_by"])]


def _faults_of_words(entry: Mapping[str, object], chapter: int) -> Iterable[str]:
    numbered = _ID.fullmatch(str(entry["id"]))
    if numbered is None or int(numbered[1]) != chapter:
        yield f"is no id of chapter {chapter}"
    if entry["level"] not in LEVELS:
        yield "level is none of 1, 2 and 3"
    if entry["answer"] not in set(Answer):
        yield "answer is none of " + ", ".join(Answer)
    for field in ("asks", "because"):
        if not str(entry[field]).strip():
            yield f"{field} is empty"
    if len(str(entry["asks"]).split()) > MOST_WORDS:
        yield f"asks has more than {MOST_WORDS} words"


def _faults_of_tests(answer: str, shown_by: object) -> Iterable[str]:
    named = shown_by if isinstance(shown_by, Sequence) else ()
    for each in named:
        if not isinstance(each, str) or _TEST.fullmatch(each) is None:
            yield f"is no test: {each}"
    if answer == Answer.YES and not named:
        yield "YES without a test that shows it"
    if answer == Answer.NO and named:
        yield "NO with a test that shows it"


def _requirement(entry: Mapping[str, Any]) -> Requirement:
    return Requirement(**{**entry, "answer": Answer(entry["answer"]), "shown_by": tuple(entry["shown_by"])})
