"""Let accounts have the role of the committee's secretary."""

from django.db import migrations, models

ROLES = ["COORDINATOR", "CASE_WORKER", "SECTION_HEAD", "ON_CALL", "COMMITTEE", "POLICE_LIAISON"]


class Migration(migrations.Migration):
    dependencies = [("organisation", "0004_appoint_whoever_has_an_account")]

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
