"""When a case was disposed of: its key is destroyed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_who_may_in_the_database"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="disposed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("disposed_at__isnull", True), ("state", "CLOSED"), _connector="OR"),
                name="case_disposed_is_over",
            ),
        ),
    ]
