"""Care plans and safety plans, each a frozen document. A revision is a new row; the old one stays."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from utvag.cases.models import Case
from utvag.documents.models import Document
from utvag.documents.rules import DocumentKind
from utvag.foundation.words import words_of
from utvag.people.models import Identity
from utvag.plans.rules import PlanKind


class Plan(models.Model):
    """A plan as it was written on a day. Secrecy: what was answered is sealed, and stands in the sealed document."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    kind = models.TextField()
    # The database holds (person, case) together: the person is of this case's household.
    person = models.ForeignKey(Identity, on_delete=models.PROTECT, null=True, related_name="+", db_column="person")
    revision = models.IntegerField()
    # The database holds (document, case, kind) together: the document is of this case, and is such a plan.
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    document_kind = models.TextField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    from_date = models.DateField()
    review_date = models.DateField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=words_of(PlanKind)), name="plan_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind=PlanKind.CARE.value, person__isnull=True, document_kind=DocumentKind.CARE_PLAN.value)
                | Q(kind=PlanKind.SAFETY.value, person__isnull=False, document_kind=DocumentKind.SAFETY_PLAN.value),
                name="plan_is_the_cases_or_a_persons",
            ),
            models.CheckConstraint(condition=Q(revision__gte=1), name="plan_revision_is_positive"),
            models.CheckConstraint(
                condition=Q(review_date__gt=F("from_date")), name="plan_is_reviewed_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["case", "kind", "person", "revision"], nulls_distinct=False, name="plan_one_per_revision"
            ),
            models.UniqueConstraint(fields=["document"], name="plan_one_per_document"),
            # The far ends of others' composite keys: a plan of this case and kind, and of this person.
            models.UniqueConstraint(fields=["id", "case", "kind"], name="plan_with_its_case_and_kind"),
            models.UniqueConstraint(fields=["id", "case", "kind", "person"], name="plan_with_its_person"),
        )

    def __str__(self) -> str:
        return str(self.id)
