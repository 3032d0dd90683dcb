"""What a stand-in is told when she takes over a case is a document of the case."""

from django.db import migrations, models

KINDS = (
    "DECISION DECISION_NOTICE CARE_PLAN SAFETY_PLAN PLACEMENT_AGREEMENT MEETING_MINUTES PROVIDER_ENQUIRY "
    "DIRECT_AWARD_MEMO REVIEW FINAL_REPORT WEEKLY_SHEET ADDRESS_DISCLOSED_REPORT DISCLOSURE_RECEIPT CONSENT_FORM "
    "LOG_REVIEW_MINUTES LOG_EXTRACT HANDOVER_BRIEF"
).split()


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_log_extracts")]

    operations = [
        migrations.RemoveConstraint("document", "document_kind_is_known"),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="document_kind_is_known"),
        ),
    ]
