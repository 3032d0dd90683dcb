"""Investigations, their parts in versions, the preconditions and the housing meanwhile."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0004_on_call_openings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Investigation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("state", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("due_date", models.DateField()),
                ("late_told_at", models.DateTimeField(null=True)),
                ("children_from_date", models.DateField(null=True)),
                ("children_at_once", models.BooleanField(default=False)),
                ("closed_at", models.DateTimeField(null=True)),
                ("close_reason", models.TextField(null=True)),
                ("meeting_id", models.UUIDField(null=True)),
                ("meeting_kind", models.TextField(null=True)),
                ("meeting_state", models.TextField(null=True)),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HousingMeanwhile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("from_date", models.DateField()),
                ("until_date", models.DateField(null=True)),
                ("written_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="housing",
                        to="investigation.investigation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PreconditionAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("precondition", models.TextField()),
                ("answer", models.TextField()),
                ("told_date", models.DateField()),
                ("written_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "investigation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="investigation.investigation",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SectionVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("revision", models.IntegerField()),
                ("is_done", models.BooleanField()),
                ("written_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "investigation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sections",
                        to="investigation.investigation",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="investigation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["OPEN", "COMPLETED", "DISCONTINUED"])),
                name="investigation_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="investigation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "OPEN")), fields=("case",), name="investigation_open_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="investigation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True), ("state", "OPEN")),
                    models.Q(
                        models.Q(("state", "OPEN"), _negated=True),
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="investigation_closed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="investigation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "close_reason__in",
                            [
                                "DOES_NOT_WANT",
                                "DOES_NOT_TAKE_PART",
                                "NOT_REACHED",
                                "OUTSIDE_PROGRAMME",
                                "OTHER_SUPPORT",
                            ],
                        ),
                        ("close_reason__isnull", False),
                        ("state", "DISCONTINUED"),
                    ),
                    models.Q(models.Q(("state", "DISCONTINUED"), _negated=True), ("close_reason__isnull", True)),
                    _connector="OR",
                ),
                name="investigation_stopped_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="investigation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "COMPLETED"), _negated=True),
                    models.Q(
                        ("meeting_id__isnull", False),
                        ("meeting_kind", "COORDINATION"),
                        ("meeting_kind__isnull", False),
                        ("meeting_state", "HELD"),
                        ("meeting_state__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="investigation_completed_after_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="investigation",
            constraint=models.UniqueConstraint(fields=("id", "case", "state"), name="investigation_of_case_and_state"),
        ),
        migrations.AddConstraint(
            model_name="housingmeanwhile",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["OWN_HOME", "RELATIVES", "HOSTEL", "ACUTE_PLACEMENT"])),
                name="housing_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="housingmeanwhile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_date__isnull", True), ("from_date__lt", models.F("until_date")), _connector="OR"
                ),
                name="housing_from_before_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="preconditionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("precondition__in", ["MOTIVATED", "CONSENTS", "FORM_SIGNED", "MEASURES_DECIDED"])),
                name="precondition_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="preconditionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["NOT_KNOWN", "MET", "NOT_MET"])), name="precondition_answer_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["NEEDS", "RISKS", "RECEPTIVENESS", "CHILDREN", "MOTIVATION", "ASSESSMENT"])
                ),
                name="section_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("revision__gte", 1)), name="section_revision_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.UniqueConstraint(
                fields=("investigation", "kind", "revision"), name="section_revision_once"
            ),
        ),
    ]
