"""Let a meeting be held only with minutes that are frozen as a document of its case."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_frozen_documents"),
        ("meetings", "0002_police_were_there"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="minutes_kind",
            field=models.TextField(null=True),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "HELD"), _negated=True),
                    models.Q(
                        ("minutes_id__isnull", False),
                        ("minutes_kind", "MEETING_MINUTES"),
                        ("minutes_kind__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="meeting_held_has_minutes",
            ),
        ),
        migrations.RunSQL(
            sql="""
                alter table meetings_meeting
                add constraint meeting_minutes_are_frozen
                foreign key (minutes_id, case_id, minutes_kind) references documents_document (id, case_id, kind)
                deferrable initially immediate
            """,
            reverse_sql="alter table meetings_meeting drop constraint meeting_minutes_are_frozen",
        ),
    ]
