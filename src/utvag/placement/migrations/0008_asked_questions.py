"""The different questions that the engine has answered, by which it limits how much one may learn."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("placement", "0007_what_staff_may_know_of_a_finding")]

    operations = [
        migrations.CreateModel(
            name="AskedQuestion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("account", models.UUIDField()),
                ("question_index", models.BinaryField()),
                ("asked_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["account", "asked_at"], name="asked_question_of_account"),
                    models.Index(fields=["case", "asked_at"], name="asked_question_of_case"),
                ],
            },
        ),
    ]
