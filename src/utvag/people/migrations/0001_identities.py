"""Who the persons of a case are."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Identity",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("case_id", models.UUIDField(db_index=True)),
                ("number_index", models.BinaryField(null=True)),
                ("sealed", models.BinaryField()),
            ],
            options={
                "indexes": [models.Index(fields=["number_index"], name="identity_by_number")],
            },
        ),
    ]
