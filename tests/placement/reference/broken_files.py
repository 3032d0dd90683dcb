"""Kinds of broken register files, each with the JSON path where its fault must be reported."""

from __future__ import annotations

from tests.placement.reference.broken_base import BrokenFile, as_bytes, base_document
from tests.placement.reference.broken_meaning import BROKEN_MEANING, MANY_FAULTS
from tests.placement.reference.broken_shape import BROKEN_SHAPE
from tests.placement.reference.broken_text import BROKEN_TEXT

__all__ = ["BROKEN_FILES", "BrokenFile", "as_bytes", "base_document"]

BROKEN_FILES: list[BrokenFile] = [*BROKEN_TEXT, *BROKEN_SHAPE, *BROKEN_MEANING, *MANY_FAULTS]
