"""Let an acute decision be proposed and taken by one person also by day: the section head, for a few days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0004_written_down_when_taken")]

    operations = [
        migrations.RemoveConstraint(model_name="decision", name="decision_not_on_own_proposal"),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    ("is_out_of_hours", True),
                    ("decision_type__in", ["ACUTE_HOUSING"]),
                    _connector="OR",
                ),
                name="decision_not_on_own_proposal",
            ),
        ),
    ]
