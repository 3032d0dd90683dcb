"""The threat register: entered by the police's side, read by the check, never listed for case handlers."""

from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from utvag.cases.models import Case
from utvag.documents.models import Document
from utvag.foundation.words import words_of
from utvag.threats.rules import CheckOutcome


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
    """One entry of a list of the register file, in a schema of its own. Secrecy: sealed under the register's key.

    Where a network is, a person has been seen or may not live is sealed apart under the engine's key: ``sealed_place``,
    for the lists that say such a thing, also where an entry says nothing of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    list_name = models.TextField()
    # The order of entry: of two assessments from one day, the later in the list holds.
    position = models.IntegerField()
    key_index = models.BinaryField(null=True)
    sealed = models.BinaryField()
    sealed_place = models.BinaryField(null=True)
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


class ThreatAssessment(models.Model):
    """The police's threat assessment of one person. Secrecy: who, how strong and why: under the register's key.

    Rows are never changed. A new one supersedes the last, each at most once, and only the first of a person supersedes
    none: so there is one line for each person, and its end is the one that counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person_index = models.BinaryField()
    from_date = models.DateField()
    valid_until = models.DateField()
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="successor")
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(from_date__lt=F("valid_until")), name="threat_assessment_from_before_until"
            ),
            models.UniqueConstraint(
                fields=["person_index"],
                condition=Q(supersedes__isnull=True),
                name="threat_assessment_one_first_per_person",
            ),
            models.UniqueConstraint(fields=["id", "person_index"], name="threat_assessment_by_its_person"),
            models.CheckConstraint(condition=~Q(supersedes=F("id")), name="threat_assessment_supersedes_another"),
        )
        indexes = (models.Index(fields=["person_index"], name="threat_assessment_of_person"),)

    def __str__(self) -> str:
        return str(self.id)


class PrintedSheet(models.Model):
    """A week's sheet as it was printed, by its running number. Secrecy: open; what it said is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    number = models.IntegerField(unique=True)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(number__gte=1), name="printed_sheet_number_runs"),)

    def __str__(self) -> str:
        return str(self.number)


class RegisterCheck(models.Model):
    """That the police looked in their registers, and whether something changed. Secrecy: no content is kept."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()
    done_by = models.UUIDField()
    outcome = models.TextField()
    for_meeting_on = models.DateField(null=True)
    # The paper that the answer was written on, where it was.
    sheet = models.ForeignKey(PrintedSheet, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__in=words_of(CheckOutcome)), name="register_check_outcome_is_known"
            ),
        )
        indexes = (models.Index(fields=["case", "done_at"], name="register_check_of_case"),)

    def __str__(self) -> str:
        return str(self.id)
