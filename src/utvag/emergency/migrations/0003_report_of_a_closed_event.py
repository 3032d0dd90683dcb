"""A closed event has a frozen report of its own case and of that kind."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_frozen_documents"),
        ("emergency", "0002_steps_of_the_state_of_their_event"),
    ]

    operations = [
        migrations.AddField(
            model_name="addressdisclosed",
            name="report",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.document",
            ),
        ),
        migrations.AddField(
            model_name="addressdisclosed",
            name="report_kind",
            field=models.TextField(null=True),
        ),
        migrations.RemoveConstraint(
            model_name="addressdisclosed",
            name="address_disclosed_closed_by_somebody",
        ),
        migrations.AddConstraint(
            model_name="addressdisclosed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True),
                    ("closed_by__isnull", True),
                    ("report__isnull", True),
                    ("report_kind__isnull", True),
                    ("state", "OPEN"),
                )
                | models.Q(
                    ("closed_at__isnull", False),
                    ("closed_by__isnull", False),
                    ("report__isnull", False),
                    ("report_kind", "ADDRESS_DISCLOSED_REPORT"),
                    ("report_kind__isnull", False),
                    ("state", "CLOSED"),
                ),
                name="address_disclosed_closed_with_a_report",
            ),
        ),
        migrations.RunSQL(
            sql="""
                alter table emergency_addressdisclosed
                add constraint address_disclosed_report_of_its_case
                foreign key (report_id, case_id, report_kind) references documents_document (id, case_id, kind)
            """,
            reverse_sql="alter table emergency_addressdisclosed drop constraint address_disclosed_report_of_its_case",
        ),
    ]
