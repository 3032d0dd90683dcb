"""The roles that accounts have or have had."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0002_on_call"),
    ]

    operations = [
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("role", models.TextField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["COORDINATOR", "CASE_WORKER", "SECTION_HEAD", "ON_CALL", "POLICE_LIAISON"])
                        ),
                        name="appointment_role_is_known",
                    ),
                    models.UniqueConstraint(fields=("account", "role"), name="appointment_of_account_and_role"),
                ],
            },
        ),
    ]
