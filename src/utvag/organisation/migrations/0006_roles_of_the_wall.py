"""Let accounts be an administrator's, a reviewer's of the log, or an auditor's."""

from django.db import migrations, models

ROLES = [
    "COORDINATOR",
    "CASE_WORKER",
    "SECTION_HEAD",
    "ON_CALL",
    "COMMITTEE",
    "POLICE_LIAISON",
    "ADMINISTRATOR",
    "REVIEWER",
    "AUDITOR",
]


class Migration(migrations.Migration):
    dependencies = [("organisation", "0005_the_committee")]

    operations = [
        migrations.RemoveConstraint(model_name="staffaccount", name="staff_account_role_is_known"),
        migrations.AddConstraint(
            model_name="staffaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ROLES)), name="staff_account_role_is_known"
            ),
        ),
        migrations.RemoveConstraint(model_name="appointment", name="appointment_role_is_known"),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ROLES)), name="appointment_role_is_known"
            ),
        ),
    ]
