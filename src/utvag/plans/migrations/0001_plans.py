"""Care plans and safety plans."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0003_two_departments_and_on_call"),
        ("documents", "0001_frozen_documents"),
        ("people", "0002_identity_of_its_case"),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("revision", models.IntegerField()),
                ("document_kind", models.TextField()),
                ("made_by", models.UUIDField()),
                ("made_at", models.DateTimeField()),
                ("from_date", models.DateField()),
                ("review_date", models.DateField()),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="cases.case"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_column="person",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.identity",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["CARE", "SAFETY"])), name="plan_kind_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document_kind", "CARE_PLAN"), ("kind", "CARE"), ("person__isnull", True)),
                            models.Q(("document_kind", "SAFETY_PLAN"), ("kind", "SAFETY"), ("person__isnull", False)),
                            _connector="OR",
                        ),
                        name="plan_is_the_cases_or_a_persons",
                    ),
                    models.CheckConstraint(condition=models.Q(("revision__gte", 1)), name="plan_revision_is_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("review_date__gt", models.F("from_date"))),
                        name="plan_is_reviewed_after_it_begins",
                    ),
                    models.UniqueConstraint(
                        fields=("case", "kind", "person", "revision"),
                        name="plan_one_per_revision",
                        nulls_distinct=False,
                    ),
                    models.UniqueConstraint(fields=("document",), name="plan_one_per_document"),
                    models.UniqueConstraint(fields=("id", "case", "kind"), name="plan_with_its_case_and_kind"),
                    models.UniqueConstraint(fields=("id", "case", "kind", "person"), name="plan_with_its_person"),
                ],
            },
        ),
    ]
