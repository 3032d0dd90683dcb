"""The printed weekly sheets, by a running number, and which of them an answer was written on."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_signed_as_frozen"),
        ("threats", "0003_on_the_polices_side"),
    ]

    operations = [
        migrations.CreateModel(
            name="PrintedSheet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.IntegerField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="registercheck",
            name="sheet",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="threats.printedsheet"
            ),
        ),
        migrations.AddConstraint(
            model_name="printedsheet",
            constraint=models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="printed_sheet_number_runs"),
        ),
    ]
