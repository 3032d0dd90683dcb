"""The data keys, each wrapped by a key that is outside the database."""

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now

from utvag.foundation.words import words_of
from utvag.secrecy.rules import KeyKind


class DataKey(models.Model):
    """The key of one case, home, provider or account, or of the register. Secrecy: useless without the key store."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    kind = models.TextField()
    subject = models.UUIDField()
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "subject"], name="data_key_one_per_subject"),
            models.CheckConstraint(condition=models.Q(kind__in=words_of(KeyKind)), name="data_key_kind_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.kind} key {self.id}"
