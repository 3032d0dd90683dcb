"""The alarms of the key service, as the worker has read them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KeyAlarm",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("kind", models.TextField()),
                ("client", models.TextField(blank=True)),
                ("account", models.UUIDField(null=True)),
                ("keys", models.TextField(blank=True)),
                ("count", models.PositiveIntegerField()),
                ("noted_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("taken_at__isnull", True)), fields=["at"], name="key_alarm_open")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("number", "at"), name="key_alarm_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "OVER_LIMIT",
                                    "UNKNOWN_TICKET",
                                    "FOREIGN_KEY",
                                    "KIND_REFUSED",
                                    "TOO_MANY_SESSIONS",
                                    "EVIDENCE_REFUSED",
                                    "UNKNOWN_CLIENT",
                                    "MALFORMED",
                                    "UNSEAL_REFUSED",
                                ],
                            )
                        ),
                        name="key_alarm_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                            models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="key_alarm_is_taken_by_somebody",
                    ),
                    models.CheckConstraint(condition=models.Q(("count__gt", 0)), name="key_alarm_has_happened"),
                ],
            },
        ),
    ]
