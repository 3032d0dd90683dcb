"""The notes of a case's journal: written once, never changed, never taken away."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from utvag.cases.models import Case
from utvag.foundation.words import words_of
from utvag.journal.rules import NoteKind


class JournalNote(models.Model):
    """A signed note. Secrecy: heading and text are sealed under the case's key; what the row says is sealed once more.

    The database holds, by composite keys, that a note follows the one before it, and points at notes of its own case.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    number = models.IntegerField()
    kind = models.TextField()
    occurred_at = models.DateTimeField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_sensitive = models.BooleanField()
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    about = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    sealed = models.BinaryField()
    sealed_facts = models.BinaryField()
    # Of the sealed facts of this note, and of the one before it.
    sha256 = models.BinaryField()
    previous_number = models.IntegerField(null=True)
    previous_sha256 = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=words_of(NoteKind)), name="note_kind_is_known"),
            models.CheckConstraint(condition=Q(occurred_at__lte=F("written_at")), name="note_of_what_has_happened"),
            models.UniqueConstraint(fields=["case", "number"], name="note_number_once_in_a_case"),
            models.CheckConstraint(
                condition=Q(number=1, previous_number__isnull=True, previous_sha256__isnull=True)
                | Q(
                    number__gt=1,
                    previous_number__isnull=False,
                    previous_number=F("number") - 1,
                    previous_sha256__isnull=False,
                ),
                name="note_follows_the_one_before",
            ),
            models.UniqueConstraint(fields=["corrects"], name="note_corrected_once"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")), name="note_corrects_another"
            ),
            models.CheckConstraint(
                condition=Q(kind=NoteKind.PERSON_DISAGREES.value, about__isnull=False)
                | (~Q(kind=NoteKind.PERSON_DISAGREES.value) & Q(about__isnull=True)),
                name="note_about_another_when_the_person_disagrees",
            ),
            models.CheckConstraint(condition=Q(about__isnull=True) | ~Q(about=F("id")), name="note_about_another"),
            # The far ends of the composite keys.
            models.UniqueConstraint(fields=["id", "case"], name="note_of_its_case"),
            models.UniqueConstraint(fields=["case", "number", "sha256"], name="note_with_its_hash"),
        )

    def __str__(self) -> str:
        return str(self.id)
