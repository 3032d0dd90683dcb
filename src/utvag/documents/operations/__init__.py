"""Every change to documents: they are frozen and signed, never changed."""

from utvag.documents.operations.freezing import FrozenDocument, freeze_document

__all__ = ["FrozenDocument", "freeze_document"]
