"""All that the check knew at one moment, kept with its answers."""

from uuid import uuid4

from django.db import models


class RegisterSnapshot(models.Model):
    """The whole register file of one state of the facts and one day. Secrecy: sealed under the engine's key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    stamp = models.UUIDField()
    as_of = models.DateField()
    register_version = models.BigIntegerField()
    made_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["stamp", "as_of"], name="snapshot_one_of_each_state_and_day"),)

    def __str__(self) -> str:
        return str(self.id)
