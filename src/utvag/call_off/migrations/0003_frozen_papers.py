"""Tie enquiries and awards to their frozen papers, of the same case and of the right kind."""

from django.db import migrations

PAPERS = [("enquiry", "enquiry_is_frozen"), ("directaward", "award_is_frozen")]


class Migration(migrations.Migration):
    dependencies = [("call_off", "0002_what_ties_them"), ("documents", "0001_frozen_documents")]

    operations = [
        migrations.RunSQL(
            sql=f"""
                alter table call_off_{table} add constraint {name}
                foreign key (document_id, case_id, document_kind) references documents_document (id, case_id, kind)
                deferrable initially immediate
            """,
            reverse_sql=f"alter table call_off_{table} drop constraint {name}",
        )
        for table, name in PAPERS
    ]
