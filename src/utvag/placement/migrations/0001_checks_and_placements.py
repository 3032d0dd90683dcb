"""Checks, placements, findings and runs of the re-check."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_cases_and_named_staff"),
        ("providers", "0001_providers_and_homes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("register_version", models.BigIntegerField()),
                ("engine_version", models.TextField()),
                ("verdict", models.TextField()),
                ("checked_at", models.DateTimeField()),
                ("checked_by", models.UUIDField()),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="cases.case"
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="providers.home"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("code", models.TextField(unique=True)),
                ("from_date", models.DateField()),
                ("until_date", models.DateField(null=True)),
                ("state", models.TextField()),
                ("origin", models.TextField()),
                ("verdict", models.TextField(null=True)),
                ("proposed_by", models.UUIDField(null=True)),
                ("proposed_at", models.DateTimeField(null=True)),
                ("confirmed_by", models.UUIDField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="cases.case"
                    ),
                ),
                (
                    "check_made",
                    models.ForeignKey(
                        db_column="check_id",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="placement.check",
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="providers.home"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("register_version", models.BigIntegerField()),
                ("found_at", models.DateTimeField()),
                ("acknowledged_by", models.UUIDField(null=True)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("resolved_at", models.DateTimeField(null=True)),
                ("sealed", models.BinaryField()),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="placement.placement"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecheckRun",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("register_version", models.BigIntegerField()),
                ("as_of", models.DateField()),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["-started_at"], name="recheck_run_latest")],
            },
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["CLEAR", "NOT_CHECKED", "EXCLUDED"])), name="check_verdict_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.UniqueConstraint(fields=("id", "case", "home", "verdict"), name="check_with_its_verdict"),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["PROPOSED", "STANDING", "ENDED", "DECLINED", "WITHDRAWN"])),
                name="placement_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["IMPORTED", "CHOSEN"])), name="placement_origin_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_date__isnull", True), ("from_date__lt", models.F("until_date")), _connector="OR"
                ),
                name="placement_from_before_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("origin", "IMPORTED"),
                    models.Q(
                        ("check_made__isnull", False),
                        ("proposed_at__isnull", False),
                        ("proposed_by__isnull", False),
                        ("verdict__in", ["CLEAR", "NOT_CHECKED"]),
                        ("verdict__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="placement_chosen_was_checked",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("origin", "IMPORTED"),
                    models.Q(("state__in", ("STANDING", "ENDED")), _negated=True),
                    ("verdict", "CLEAR"),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        ("verdict", "NOT_CHECKED"),
                        models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="placement_clear_or_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state__in", ["PROPOSED", "STANDING"])),
                expressions=[
                    ("case", "="),
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
                name="placement_one_home_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["COLLIDING", "NOT_CHECKED"])), name="finding_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("resolved_at__isnull", True)),
                fields=("placement", "kind"),
                name="finding_one_open_per_kind",
            ),
        ),
    ]
