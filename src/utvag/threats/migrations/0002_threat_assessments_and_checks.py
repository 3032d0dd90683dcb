"""Threat assessments, each superseding the last, and register checks without content."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_two_departments_and_on_call"),
        ("threats", "0001_threat_register"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisterCheck",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("done_at", models.DateTimeField()),
                ("done_by", models.UUIDField()),
                ("outcome", models.TextField()),
                ("for_meeting_on", models.DateField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "done_at"], name="register_check_of_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["NO_CHANGE", "CHANGED", "NOT_DONE"])),
                        name="register_check_outcome_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreatAssessment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("person_index", models.BinaryField()),
                ("from_date", models.DateField()),
                ("valid_until", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("sealed", models.BinaryField()),
                (
                    "supersedes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successor",
                        to="threats.threatassessment",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person_index"], name="threat_assessment_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_date__lt", models.F("valid_until"))),
                        name="threat_assessment_from_before_until",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes__isnull", True)),
                        fields=("person_index",),
                        name="threat_assessment_one_first_per_person",
                    ),
                    models.UniqueConstraint(fields=("id", "person_index"), name="threat_assessment_by_its_person"),
                    models.CheckConstraint(
                        condition=models.Q(("supersedes", models.F("id")), _negated=True),
                        name="threat_assessment_supersedes_another",
                    ),
                ],
            },
        ),
    ]
