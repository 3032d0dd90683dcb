"""Let the committee's decisions be entered: by its minutes, on the day of its meeting."""

from zoneinfo import ZoneInfo

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import TruncDate

SWEDEN = ZoneInfo("Europe/Stockholm")
ROLES = ["COORDINATOR", "CASE_WORKER", "SECTION_HEAD", "ON_CALL", "COMMITTEE", "POLICE_LIAISON"]


class Migration(migrations.Migration):
    dependencies = [("decisions", "0006_at_an_age_of_the_paragraph"), ("organisation", "0005_the_committee")]

    operations = [
        migrations.RemoveConstraint(model_name="mandate", name="mandate_role_is_known"),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=Q(("role__in", ROLES)) & ~Q(("role", "POLICE_LIAISON")), name="mandate_role_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=~Q(("role", "COMMITTEE")) | Q(("is_out_of_hours", False)),
                name="mandate_committee_at_any_hour",
            ),
        ),
        migrations.AddField(model_name="decision", name="minutes", field=models.BinaryField(null=True)),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=(
                    Q(("decided_role", "COMMITTEE"), ("decided_role__isnull", False), ("minutes__isnull", False))
                    & ~Q(("minutes", b""))
                )
                | (~Q(("decided_role", "COMMITTEE")) & Q(("minutes__isnull", True))),
                name="decision_of_the_committee_by_its_minutes",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=Q(("decided_role__isnull", True))
                | ~Q(("decided_role", "COMMITTEE"))
                | Q(
                    ("decision_date__gte", TruncDate(F("proposed_at"), tzinfo=SWEDEN)),
                    ("decision_date__lte", TruncDate(F("decided_at"), tzinfo=SWEDEN)),
                ),
                name="decision_of_the_committee_between_proposal_and_entry",
            ),
        ),
    ]
