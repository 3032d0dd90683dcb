"""From bytes to facts: read a register file and report every error in it at once."""

from utvag.placement.engine.reading.document import parse_bytes, read_document

__all__ = ["parse_bytes", "read_document"]
