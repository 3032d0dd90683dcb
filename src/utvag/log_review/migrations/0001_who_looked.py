"""Who has looked, gone through by those who hold a case; and what is flagged for the reviewer."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0006_contact_months"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Flag",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("rule", models.TextField()),
                ("day", models.DateField()),
                ("entries", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("made_at", models.DateTimeField()),
                ("sealed", models.BinaryField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "made_at"], name="log_flag_of_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("entries__len__gte", 1), ("entries__len__lte", 50)),
                        name="log_flag_names_its_rows",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "rule__in",
                                [
                                    "OWNER_ASKS",
                                    "CANARY",
                                    "NEVER_ASSIGNED",
                                    "SAME_NAME",
                                    "OUTSIDE_HOURS",
                                    "NO_LATER_ACTION",
                                    "ENDED_NAMING",
                                    "ON_CALL_WITHOUT_NEED",
                                    "ABOVE_OWN_MEDIAN",
                                    "MANY_SEARCHES",
                                    "REPEATED_DENIED",
                                    "BEFORE_LEAVING",
                                    "CLOSED_CASE",
                                    "REVEAL_WITHOUT_VISIT",
                                    "MANY_FILES",
                                    "SWEEP",
                                ],
                            )
                        ),
                        name="log_flag_rule_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("case__isnull", False),
                                ("made_by__isnull", False),
                                ("rule", "OWNER_ASKS"),
                                ("sealed__isnull", False),
                            ),
                            models.Q(
                                models.Q(("rule", "OWNER_ASKS"), _negated=True),
                                ("made_by__isnull", True),
                                ("sealed__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="log_flag_text_is_an_owners",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("made_by__isnull", True),
                            models.Q(("made_by", models.F("account")), _negated=True),
                            _connector="OR",
                        ),
                        name="log_flag_by_somebody_else",
                    ),
                    models.UniqueConstraint(
                        fields=("rule", "account", "case", "day"), name="log_flag_once_a_day", nulls_distinct=False
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LookOver",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("until_at", models.DateTimeField()),
                ("outcome", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "account", "-until_at"], name="look_over_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["IN_ORDER", "ASKED"])), name="look_over_outcome_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_at__lte", models.F("at"))), name="look_over_of_what_has_been"
                    ),
                ],
            },
        ),
    ]
