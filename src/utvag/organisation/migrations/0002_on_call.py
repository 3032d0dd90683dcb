"""Let accounts have the role of the on-call service."""

from django.db import migrations, models

ROLES = ["COORDINATOR", "CASE_WORKER", "SECTION_HEAD", "ON_CALL", "POLICE_LIAISON"]


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_municipality_and_staff")]

    operations = [
        migrations.RemoveConstraint(model_name="staffaccount", name="staff_account_role_is_known"),
        migrations.AddConstraint(
            model_name="staffaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ROLES)), name="staff_account_role_is_known"
            ),
        ),
    ]
