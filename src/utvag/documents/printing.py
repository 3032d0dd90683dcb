"""Draw a sheet as a PDF that is both accessible (PDF/UA-1) and fit for an archive (PDF/A-2a).

Typst refuses to write a file that does not hold to both. The texts are given as data, so that nothing in them is read
as Typst; fonts are the product's own, so that every machine draws the same bytes.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final, cast

import typst

import utvag.foundation
from utvag.documents.rules import LONGEST_WORD, DocumentKind, Sheet, printable
from utvag.foundation.clock import SWEDEN
from utvag.foundation.dates import swedish_day

TEMPLATE: Final = "sheet"
# Counted up when the template changes, so that a document says how it was drawn.
TEMPLATE_VERSION: Final = "1"
STANDARDS: Final = ("ua-1", "a-2a")

_SOURCE: Final = Path(__file__).with_name("typst") / f"{TEMPLATE}.typ"
_FONTS: Final = Path(utvag.foundation.__file__).with_name("fonts")
_WORDS: Final = {
    "demo": "Fiktiva uppgifter",
    "page": "Sida",
    "of": "av",
    "signatures": "Underskrifter",
    "place_and_day": "Ort och datum",
    "name_written": "Namnteckning",
    "name_printed": "Namnförtydligande",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands on every document beside its sheet.

    :ivar control: a random text of its own; without it the hash of a short document could be found by trying.
    """

    kind: DocumentKind
    code_name: str
    publisher: str
    frozen_at: datetime
    frozen_by: str = field(repr=False)
    control: str = field(repr=False)
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF and the number of its pages."""

    content: bytes = field(repr=False)
    pages: int


def print_sheet(sheet: Sheet, stamp: Stamp) -> Printed:
    """Draw a sheet; the same sheet and stamp give the same bytes."""
    given = {"facts": json.dumps(_drawn(_facts(sheet, stamp)))}
    compiler = typst.Compiler(
        str(_SOURCE), font_paths=[str(_FONTS)], ignore_system_fonts=True, sys_inputs=given, root=str(_SOURCE.parent)
    )
    content = cast("bytes", compiler.compile(format="pdf", pdf_standards=list(STANDARDS)))
    return Printed(content, int(json.loads(compiler.query("<pages>", field="value", one=True))))


def _facts(sheet: Sheet, stamp: Stamp) -> dict[str, object]:
    at = stamp.frozen_at.astimezone(SWEDEN)
    moment = f"{swedish_day(at.date())} kl. {at:%H.%M}"
    subject = f"Ärende {stamp.code_name}" if stamp.code_name else stamp.publisher
    case = [["Ärende", stamp.code_name]] if stamp.code_name else []
    return {
        "sheet": asdict(sheet),
        "kind": stamp.kind.swedish,
        "publisher": stamp.publisher,
        "control": stamp.control,
        "is_demo": stamp.is_demo,
        "moment": [at.year, at.month, at.day, at.hour, at.minute, at.second],
        "footer": f"{subject} · Fryst {moment} av {stamp.frozen_by}",
        "stamp": [*case, ["Fryst", moment], ["Av", stamp.frozen_by]],
        "longest_word": LONGEST_WORD,
        "words": _WORDS,
    }


def _drawn(value: object) -> object:
    """Give the same facts with every text in signs that the font can draw."""
    match value:
        case str():
            return printable(value)
        case dict():
            return {key: _drawn(one) for key, one in value.items()}
        case list() | tuple():
            return [_drawn(one) for one in value]
        case _:
            return value
