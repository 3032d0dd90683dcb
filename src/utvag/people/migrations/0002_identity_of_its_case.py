"""Let other tables say that a person is of a case."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_identities"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="identity",
            constraint=models.UniqueConstraint(fields=("id", "case_id"), name="identity_with_its_case"),
        ),
    ]
