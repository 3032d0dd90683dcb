"""Tie a placement's case, home and verdict to those of its check: nobody can write another verdict than was given."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("placement", "0001_checks_and_placements")]

    operations = [
        migrations.RunSQL(
            sql="""
                alter table placement_placement
                add constraint placement_verdict_of_its_check
                foreign key (check_id, case_id, home_id, verdict)
                references placement_check (id, case_id, home_id, verdict)
                deferrable initially immediate
            """,
            reverse_sql="alter table placement_placement drop constraint placement_verdict_of_its_check",
        ),
    ]
