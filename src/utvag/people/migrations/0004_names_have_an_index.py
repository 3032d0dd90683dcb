"""A keyed index of names beside that of numbers: a person is found by her whole name without being opened."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_corrected_identities"),
    ]

    operations = [
        migrations.AddField(
            model_name="identity",
            name="name_index",
            field=models.BinaryField(null=True),
        ),
        migrations.AddIndex(
            model_name="identity",
            index=models.Index(fields=["name_index"], name="identity_by_name"),
        ),
    ]
