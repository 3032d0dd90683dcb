"""The minutes of a review of the log are documents too: of no case, as the police's own."""

from django.db import migrations, models

OF_NO_CASE = ["WEEKLY_SHEET", "LOG_REVIEW_MINUTES"]
KINDS = (
    "DECISION DECISION_NOTICE CARE_PLAN SAFETY_PLAN PLACEMENT_AGREEMENT MEETING_MINUTES PROVIDER_ENQUIRY "
    "DIRECT_AWARD_MEMO REVIEW FINAL_REPORT WEEKLY_SHEET ADDRESS_DISCLOSED_REPORT DISCLOSURE_RECEIPT CONSENT_FORM "
    "LOG_REVIEW_MINUTES"
).split()


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_consent_forms")]

    operations = [
        migrations.RemoveConstraint("document", "document_kind_is_known"),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="document_kind_is_known"),
        ),
        migrations.RemoveConstraint("document", "document_is_of_a_case_or_the_polices"),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", True), ("kind__in", OF_NO_CASE)),
                    models.Q(("case__isnull", False), models.Q(("kind__in", OF_NO_CASE), _negated=True)),
                    _connector="OR",
                ),
                name="document_is_of_a_case_or_the_polices",
            ),
        ),
    ]
