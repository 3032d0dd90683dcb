"""The threat register: entered by the police's side, read by the check, never listed for case handlers."""

from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.db.models import Q

from utvag.foundation.words import words_of


class RegisterList(StrEnum):
    """The lists of the register file that are the threat register."""

    NETWORKS = "networks"
    PERSONS = "persons"
    MEMBERSHIPS = "memberships"
    CONFLICTS = "conflicts"
    THREATS = "threats"
    ADDRESS_KNOWLEDGE = "address_knowledge"
    POLICE_ASSESSMENTS = "police_assessments"


class RegisterEntry(models.Model):
    """One entry of a list of the register file. Secrecy: sealed under the register's key, in a schema of its own."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    list_name = models.TextField()
    # The order of entry: of two assessments from one day, the later in the list holds.
    position = models.IntegerField()
    key_index = models.BinaryField(null=True)
    sealed = models.BinaryField()
    entered_by = models.UUIDField(null=True)
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(list_name__in=words_of(RegisterList)), name="register_entry_list_is_known"
            ),
            models.UniqueConstraint(
                fields=["list_name", "key_index"],
                condition=Q(withdrawn_at__isnull=True),
                name="register_entry_one_per_id",
            ),
            models.CheckConstraint(
                condition=Q(list_name__in=["networks", "persons"], key_index__isnull=False)
                | (~Q(list_name__in=["networks", "persons"]) & Q(key_index__isnull=True)),
                name="register_entry_id_is_indexed",
            ),
        )
        indexes = (models.Index(fields=["list_name", "position"], name="register_entry_in_order"),)

    def __str__(self) -> str:
        return str(self.id)
