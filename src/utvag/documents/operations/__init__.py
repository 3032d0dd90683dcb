"""Every change to documents: they are frozen and signed, never changed."""

from utvag.documents.operations.freezing import FrozenDocument, freeze_document
from utvag.documents.operations.signing import UnableToSign, sign_by_copy, sign_electronically, write_copy

__all__ = ["FrozenDocument", "UnableToSign", "freeze_document", "sign_by_copy", "sign_electronically", "write_copy"]
