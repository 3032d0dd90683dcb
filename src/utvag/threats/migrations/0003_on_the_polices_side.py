"""Keep assessments and checks in the police's schema, and let an assessment supersede one of the same person only."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("threats", "0002_threat_assessments_and_checks")]

    operations = [
        migrations.RunSQL(
            sql="""
                alter table threats_threatassessment set schema threat_register;
                alter table threats_registercheck set schema threat_register;
                alter table threat_register.threats_threatassessment
                    add constraint threat_assessment_supersedes_the_same_person
                    foreign key (supersedes_id, person_index)
                    references threat_register.threats_threatassessment (id, person_index)
            """,
            reverse_sql="""
                alter table threat_register.threats_threatassessment
                    drop constraint threat_assessment_supersedes_the_same_person;
                alter table threat_register.threats_registercheck set schema public;
                alter table threat_register.threats_threatassessment set schema public
            """,
        ),
    ]
