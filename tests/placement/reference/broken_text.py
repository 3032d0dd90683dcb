"""Files that are broken as text: no JSON, no UTF-8, or JSON that does not mean one thing."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.placement.reference.broken_base import BrokenFile, Document, put

DEEP = 100_000


def _bytes(name: str, content: bytes) -> BrokenFile:
    return BrokenFile(name, lambda _document: content, "$")


def _text(name: str, change: Callable[[str], str | bytes]) -> BrokenFile:
    return BrokenFile(name, lambda document: change(json.dumps(document, ensure_ascii=False)), "$")


def _literal(name: str, path: str, mark: str, literal: str) -> BrokenFile:
    """Write a literal in the text where the mark stood as a value; a reader may refuse the whole text instead."""

    def make(document: Document) -> str:
        text = json.dumps(document)
        assert text.count(mark) == 1, mark
        return text.replace(mark, literal)

    return BrokenFile(name, make, path, instead=("$",))


def _twice(name: str, path: str, mark: str, twice: str) -> BrokenFile:
    made = _literal(name, path, mark, twice)
    return BrokenFile(name, made.make, path, instead=("$", path.rpartition(".")[0]))


BROKEN_TEXT: list[BrokenFile] = [
    _bytes("an empty file", b""),
    _bytes("only white space", b" \n\t\n"),
    _bytes("no JSON at all", b"id;provider\nH1;U1\n"),
    _bytes("a null byte", b"\x00"),
    _bytes("a list at the top", b"[]"),
    _bytes("a string at the top", b'"utvag-register/1"'),
    _bytes("a number at the top", b"1"),
    _bytes("null at the top", b"null"),
    _bytes("a list nested too deep", b"[" * DEEP),
    _bytes("an object nested too deep", b'{"format":' * DEEP + b"1" + b"}" * DEEP),
    _text("cut off", lambda text: text[:-20]),
    _text("a comma too many", lambda text: text[:-1] + ",}"),
    _text("a comment", lambda text: "// register\n" + text),
    _text("single quotes", lambda text: text.replace('"', "'")),
    _text("two documents", lambda text: text + text),
    _text("a byte order mark", lambda text: b"\xef\xbb\xbf" + text.encode()),
    _text("Latin-1, not UTF-8", lambda text: text.encode("latin-1")),
    _text("UTF-16, not UTF-8", lambda text: text.encode("utf-16")),
    _text(
        "cut in the middle of a letter", lambda text: text.replace("Första", "F\0", 1).encode().replace(b"\0", b"\xc3")
    ),
    _text("a raw line break in a string", lambda text: text.replace("Tillsyn", "Till\nsyn")),
    _literal("NaN", "$.homes[0].lat", "55.6", "NaN"),
    _literal("Infinity", "$.homes[0].lon", "13.0", "Infinity"),
    _literal("minus infinity", "$.homes[0].lat", "55.6", "-Infinity"),
    _literal("a number too large to hold", "$.homes[0].lat", "55.6", "1e999"),
    _literal("an endless radius", "$.persons[0].whereabouts[0].radius_km", "1.5", "1e999"),
    _literal("a number of 5000 digits", "$.homes[0].lat", "55.6", "1" + "0" * 5000),
    _literal("a list too deep inside", "$.homes[0].lat", "55.6", "[" * DEEP + "]" * DEEP),
    _literal("half a surrogate pair in an id", "$.providers[0].agreements[1].id", '"R2"', '"\\ud800"'),
    _literal("half a surrogate pair in a name", "$.networks[0].name", '"F\\u00f6rsta n\\u00e4tet"', '"\\udfff"'),
    _twice(
        "a key twice, with another value", "$.persons[1].born", '"2012-02-29"', '"2012-02-29", "born": "2011-01-01"'
    ),
    _twice("a key twice, with the same value", "$.homes[0].lat", '"lat": 55.6', '"lat": 55.6, "lat": 55.6'),
    _twice(
        "a list twice", "$.address_knowledge", '"address_knowledge":', '"address_knowledge": [], "address_knowledge":'
    ),
    put("nights beyond the calendar", "$.cases[0].nights", 10**12, ("$.cases[0]",)),
    put("nights beyond any machine number", "$.cases[0].nights", 10**30, ("$.cases[0]",)),
]
