"""Frozen documents, the signatures on them, and the keys that employees sign with. Nothing here is ever changed."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from utvag.cases.models import Case
from utvag.documents.rules import DocumentKind, Method, Party
from utvag.foundation.words import words_of

HASH_BYTES = 32
OF_NO_CASE = [kind.value for kind in DocumentKind if not kind.is_of_a_case]


class Document(models.Model):
    """A PDF as it was frozen, with its hash and the facts it was drawn from.

    Secrecy: bytes and facts are sealed under the case's key, the police's own under the register's, the
    minutes of a review of the log under the review's.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="documents")
    kind = models.TextField()
    # What it is about: a decision, a meeting, a person; a plain id, since those lie above this package.
    subject = models.UUIDField(null=True)
    # Of the PDF. Each PDF holds a random number of its own, so that nobody can try contents against the hash.
    sha256 = models.BinaryField()
    template = models.TextField()
    template_version = models.TextField()
    pages = models.IntegerField()
    frozen_at = models.DateTimeField()
    frozen_by = models.UUIDField()
    sealed = models.BinaryField()
    content = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=words_of(DocumentKind)), name="document_kind_is_known"),
            models.CheckConstraint(
                condition=Q(case__isnull=True, kind__in=OF_NO_CASE) | (Q(case__isnull=False) & ~Q(kind__in=OF_NO_CASE)),
                name="document_is_of_a_case_or_the_polices",
            ),
            models.CheckConstraint(condition=Q(pages__gte=1), name="document_has_pages"),
            models.CheckConstraint(condition=Exact(Length("sha256"), HASH_BYTES), name="document_hash_is_whole"),
            # The far ends of others' composite keys: a document of this case and kind, and of exactly these bytes.
            models.UniqueConstraint(fields=["id", "case", "kind"], name="document_with_its_case_and_kind"),
            models.UniqueConstraint(fields=["id", "sha256"], name="document_with_its_hash"),
        )
        indexes = (models.Index(fields=["case", "-frozen_at"], name="document_of_case"),)

    def __str__(self) -> str:
        return str(self.id)


class SigningKey(models.Model):
    """The key that an employee signs with. Secrecy: the private half is sealed under the account's key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    public_key = models.TextField()
    made_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            # The far end of the signature's composite key: nobody signs with another's key.
            models.UniqueConstraint(fields=["id", "account"], name="signing_key_with_its_account"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Signature(models.Model):
    """One party's signature on one document as it was frozen. Secrecy: who signed, and the copy, are sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    # The database holds (document, sha256) together: nobody can sign bytes that are not the document's.
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signatures")
    sha256 = models.BinaryField()
    party = models.TextField()
    method = models.TextField()
    signed_date = models.DateField()
    registered_by = models.UUIDField()
    registered_at = models.DateTimeField()
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, null=True, related_name="+")
    sealed = models.BinaryField()
    copy = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["document", "party"], name="signature_one_per_party"),
            models.CheckConstraint(condition=Q(party__in=words_of(Party)), name="signature_party_is_known"),
            # Neither a copy nor a key: that would be a tick.
            models.CheckConstraint(
                condition=Q(method=Method.COPY.value, copy__isnull=False, key__isnull=True)
                | Q(method=Method.ELECTRONIC.value, copy__isnull=True, key__isnull=False),
                name="signature_is_a_copy_or_made_with_a_key",
            ),
            # Only the municipality's own staff have accounts, and so keys.
            models.CheckConstraint(
                condition=Q(method=Method.COPY.value) | Q(party=Party.MUNICIPALITY.value),
                name="signature_with_a_key_is_the_municipalitys",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
