"""Whom an identity provider means, and what providers are asked."""

import datetime
import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0008_signing_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="IdentityQuestion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("provider", models.UUIDField()),
                ("session", models.TextField()),
                ("state", models.TextField(unique=True)),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("session__regex", "^[0-9a-f]{64}$"), ("state__regex", "^[0-9a-f]{64}$")),
                        name="identity_question_is_a_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            models.Q(
                                ("answered_at__gte", models.F("asked_at")),
                                ("answered_at__isnull", False),
                                (
                                    "answered_at__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("asked_at"), "+", models.Value(datetime.timedelta(seconds=600))
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="identity_question_is_answered_in_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentityLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("provider", models.UUIDField()),
                ("subject_index", models.BinaryField()),
                ("linked_by", models.UUIDField(null=True)),
                ("linked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("provider", "subject_index"),
                        name="identity_is_one_account_s",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("provider", "account"),
                        name="identity_of_account_at_provider",
                    ),
                ],
            },
        ),
    ]
