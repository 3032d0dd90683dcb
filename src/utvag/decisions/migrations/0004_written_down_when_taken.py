"""Tie a taken decision to its frozen document: of the same case, and a decision."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("decisions", "0003_load_the_law"), ("documents", "0001_frozen_documents")]

    operations = [
        migrations.RunSQL(
            sql="""
                alter table decisions_decision
                add constraint decision_with_its_document
                foreign key (document_id, case_id, document_kind)
                references documents_document (id, case_id, kind)
                deferrable initially immediate
            """,
            reverse_sql="alter table decisions_decision drop constraint decision_with_its_document",
        ),
    ]
