"""The wrapped data keys."""

import uuid

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DataKey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("subject", models.UUIDField()),
                ("wrapped", models.BinaryField()),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "subject"), name="data_key_one_per_subject"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["case", "home", "provider", "register", "staff"])),
                        name="data_key_kind_is_known",
                    ),
                ],
            },
        ),
    ]
