"""Cases, and the staff named on them."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Trusted since PostgreSQL 13: the owner of the database may create it.
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("code_name", models.TextField(unique=True)),
                ("state", models.TextField()),
                ("origin", models.TextField(default="OPENED")),
                ("start_date", models.DateField()),
                ("nights", models.IntegerField(null=True)),
                ("created_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["WAITING", "PLACED", "CLOSED"])), name="case_state_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["OPENED", "PLACEMENT"])), name="case_origin_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nights__isnull", True), ("nights__gte", 1), _connector="OR"),
                        name="case_has_nights",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "WAITING"), _negated=True), ("nights__isnull", False), _connector="OR"
                        ),
                        name="case_waiting_has_nights",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseStaff",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("purpose", models.TextField()),
                ("from_date", models.DateField()),
                ("until_date", models.DateField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="staff", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("purpose__in", ["COORDINATION", "CASE_WORK", "DECISION"])),
                        name="case_staff_purpose_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_date__isnull", True), ("from_date__lt", models.F("until_date")), _connector="OR"
                        ),
                        name="case_staff_from_before_until",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("case", "="),
                            ("account", "="),
                            (
                                models.Func(
                                    "from_date",
                                    "until_date",
                                    models.Value("[)"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="case_staff_named_once_a_day",
                    ),
                ],
            },
        ),
    ]
