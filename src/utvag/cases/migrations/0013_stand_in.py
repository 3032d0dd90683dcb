"""Let somebody be named on a case as a stand-in. What a handover is, `stand_in` holds."""

from django.db import migrations, models

PURPOSES = ["COORDINATION", "CASE_WORK", "HOUSING_AND_FINANCE", "DECISION", "ON_CALL", "BREAK_GLASS", "STAND_IN"]


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_a_new_role_ends_namings")]

    operations = [
        migrations.RemoveConstraint(model_name="casestaff", name="case_staff_purpose_is_known"),
        migrations.AddConstraint(
            model_name="casestaff",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", PURPOSES)), name="case_staff_purpose_is_known"
            ),
        ),
    ]
