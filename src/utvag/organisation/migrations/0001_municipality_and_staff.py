"""The municipality, its units and the accounts of its staff."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("name", models.TextField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("code", models.TextField()),
                ("name", models.TextField()),
                ("parameters", models.JSONField(default=dict)),
                ("is_demo", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="municipality_is_one_row")],
            },
        ),
        migrations.CreateModel(
            name="StaffAccount",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("username", models.TextField(unique=True)),
                ("role", models.TextField()),
                ("is_active", models.BooleanField(default=True)),
                ("sealed", models.BinaryField()),
                (
                    "unit",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="organisation.unit"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["COORDINATOR", "CASE_WORKER", "SECTION_HEAD", "POLICE_LIAISON"])
                        ),
                        name="staff_account_role_is_known",
                    )
                ],
            },
        ),
    ]
