"""Read a sheet as it was sealed. For this package."""

from collections.abc import Mapping
from typing import cast

from utvag.documents.rules import Section, Sheet, Table


def sheet_in(value: Mapping[str, object]) -> Sheet:
    """Read a sheet as it was sealed."""
    sections = cast("list[dict[str, object]]", value["sections"])
    return Sheet(
        title=str(value["title"]),
        lead=str(value["lead"]),
        sections=tuple(_section(one) for one in sections),
        sign_here=tuple(cast("list[str]", value["sign_here"])),
    )


def _section(value: Mapping[str, object]) -> Section:
    table = cast("dict[str, list[object]] | None", value["table"])
    return Section(
        heading=str(value["heading"]),
        paragraphs=tuple(cast("list[str]", value["paragraphs"])),
        rows=tuple((label, text) for label, text in cast("list[list[str]]", value["rows"])),
        items=tuple(cast("list[str]", value["items"])),
        table=None if table is None else Table(_words(table["head"]), tuple(_words(row) for row in table["rows"])),
    )


def _words(value: object) -> tuple[str, ...]:
    return tuple(cast("list[str]", value))
