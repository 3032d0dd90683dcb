"""Let somebody be named on a case in an emergency."""

from django.db import migrations, models

PURPOSES = ["COORDINATION", "CASE_WORK", "HOUSING_AND_FINANCE", "DECISION", "ON_CALL", "BREAK_GLASS"]


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_contact_months")]

    operations = [
        migrations.RemoveConstraint(model_name="casestaff", name="case_staff_purpose_is_known"),
        migrations.AddConstraint(
            model_name="casestaff",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", PURPOSES)), name="case_staff_purpose_is_known"
            ),
        ),
    ]
