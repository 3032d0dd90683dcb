"""Let staff be named for the other department that works on the case, and for the on-call service."""

from django.db import migrations, models

PURPOSES = ["COORDINATION", "CASE_WORK", "HOUSING_AND_FINANCE", "DECISION", "ON_CALL"]


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_first_contacts")]

    operations = [
        migrations.RemoveConstraint(model_name="casestaff", name="case_staff_purpose_is_known"),
        migrations.AddConstraint(
            model_name="casestaff",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", PURPOSES)), name="case_staff_purpose_is_known"
            ),
        ),
    ]
