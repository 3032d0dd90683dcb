"""Consent forms are documents too."""

from django.db import migrations, models

KINDS = (
    "DECISION DECISION_NOTICE CARE_PLAN SAFETY_PLAN PLACEMENT_AGREEMENT MEETING_MINUTES PROVIDER_ENQUIRY "
    "DIRECT_AWARD_MEMO REVIEW FINAL_REPORT WEEKLY_SHEET ADDRESS_DISCLOSED_REPORT DISCLOSURE_RECEIPT CONSENT_FORM"
).split()


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_signed_as_frozen")]

    operations = [
        migrations.RemoveConstraint("document", "document_kind_is_known"),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="document_kind_is_known"),
        ),
    ]
