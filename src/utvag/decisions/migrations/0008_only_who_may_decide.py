"""Name the roles that a mandate may have, so that a role that is added later has none."""

from django.db import migrations, models

MANDATED = ["CASE_WORKER", "COMMITTEE", "COORDINATOR", "ON_CALL", "SECTION_HEAD"]


class Migration(migrations.Migration):
    dependencies = [("decisions", "0007_by_the_committee")]

    operations = [
        migrations.RemoveConstraint(model_name="mandate", name="mandate_role_is_known"),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(condition=models.Q(("role__in", MANDATED)), name="mandate_role_is_known"),
        ),
    ]
