"""Tie a meeting to the police's own row among its participants: they were there, or it cannot say so."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_meetings")]

    operations = [
        migrations.RunSQL(
            sql="""
                alter table meetings_meeting
                add constraint meeting_police_were_there
                foreign key (police_id, id, police_role, police_attended)
                references meetings_participant (id, meeting_id, role, attended)
                deferrable initially immediate
            """,
            reverse_sql="alter table meetings_meeting drop constraint meeting_police_were_there",
        ),
    ]
