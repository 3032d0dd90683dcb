"""The acts of documents: the named staff of a case read and sign its documents; the liaison has the police's own."""

from contextlib import suppress
from uuid import UUID

from tests.documents.givens import given_copied, given_frozen, given_signed, given_weekly_sheet
from tests.givens import NOW, TODAY, case_id
from tests.house.parts import LIAISON, NAMED
from tests.personas import Personas
from utvag.documents.access import document_for
from utvag.documents.models import Document, Signature
from utvag.documents.operations import UnableToSign
from utvag.documents.queries import documents_of, open_copy, open_document, open_pdf
from utvag.documents.rules import Party
from utvag.foundation.actors import Actor


def given(personas: Personas) -> None:
    """A document of the case, with a copy that the provider signed, and one of the police's own."""
    given_copied(personas.coordinator, given_frozen(personas.coordinator).id)
    given_weekly_sheet(personas.liaison)


def ids(personas: Personas) -> dict[str, UUID]:
    """A document of the case, and a signature on it."""
    given(personas)
    return {"document_id": of_case(), "signature_id": signature()}


def of_case() -> UUID:
    """Give the case's document."""
    return Document.objects.values_list("pk", flat=True).get(kind="PLACEMENT_AGREEMENT")


def of_police() -> UUID:
    """Give the police's own."""
    return Document.objects.values_list("pk", flat=True).get(kind="WEEKLY_SHEET")


def signature() -> UUID:
    """Give the signature."""
    return Signature.objects.values_list("pk", flat=True).get()


def _sign(actor: Actor) -> None:
    # Everybody can show that she is there: the liaison and the stranger are stopped by the wall before it.
    with suppress(UnableToSign):
        given_signed(actor, of_case())


ACTS = {
    "documents_of": (lambda a: documents_of(actor=a, case_id=case_id(), now=NOW), NAMED),
    "open_document": (lambda a: open_document(actor=a, document_id=of_case(), now=NOW), NAMED),
    "open_pdf": (lambda a: open_pdf(actor=a, document_id=of_case(), now=NOW), NAMED),
    "open_copy": (lambda a: open_copy(actor=a, signature_id=signature(), now=NOW), NAMED),
    "document_for": (lambda a: document_for(a, of_case(), TODAY, action="TEST"), NAMED),
    "sign_by_copy": (lambda a: given_copied(a, of_case(), Party.PERSON), NAMED),
    "sign_electronically": (_sign, NAMED),
    "open_the_polices_own": (lambda a: open_document(actor=a, document_id=of_police(), now=NOW), LIAISON),
    "open_the_polices_pdf": (lambda a: open_pdf(actor=a, document_id=of_police(), now=NOW), LIAISON),
}
