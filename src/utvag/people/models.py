"""Who the persons of a case are. What is corrected is a new version; the earlier one stays."""

from uuid import uuid4

from django.db import models


class Identity(models.Model):
    """A person's name, number and register id. Secrecy: sealed under the case's key; keyed indexes of number, name."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    # A plain id: `people` lies under `cases` and does not know it.
    case_id = models.UUIDField(db_index=True)
    number_index = models.BinaryField(null=True)
    # Missing in what an older version wrote.
    name_index = models.BinaryField(null=True)
    # The version that this one corrects; the newest has nobody who replaces it.
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, related_name="replacement", null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            # The far end of others' composite keys: a person of this case's household.
            models.UniqueConstraint(fields=["id", "case_id"], name="identity_with_its_case"),
        )
        indexes = (
            models.Index(fields=["number_index"], name="identity_by_number"),
            models.Index(fields=["name_index"], name="identity_by_name"),
        )

    def __str__(self) -> str:
        return str(self.id)
