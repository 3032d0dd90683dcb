"""How many first contacts came in a month, from whom and by which definition: the counts are sealed."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_told_versions")]

    operations = [
        migrations.CreateModel(
            name="ContactMonth",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("month", models.DateField()),
                ("sealed", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="contact_month_is_a_first_day"),
                    models.UniqueConstraint(fields=("month",), name="contact_month_once"),
                ],
            },
        ),
    ]
