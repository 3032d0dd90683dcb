"""Let a correction of an identity be a new version that replaces the earlier one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_identity_of_its_case"),
    ]

    operations = [
        migrations.AddField(
            model_name="identity",
            name="replaces",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="replacement", to="people.identity"
            ),
        ),
    ]
