"""The different questions that the engine has answered: by whom, about which case, and when."""

from uuid import uuid4

from django.db import models

from utvag.cases.models import Case


class AskedQuestion(models.Model):
    """One question to the engine, written by the engine before it answers. Secrecy: a keyed hash of what was asked."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.UUIDField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    question_index = models.BinaryField()
    asked_at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["account", "asked_at"], name="asked_question_of_account"),
            models.Index(fields=["case", "asked_at"], name="asked_question_of_case"),
        )

    def __str__(self) -> str:
        return str(self.id)
