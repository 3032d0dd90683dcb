"""Tie a plan to a document of its case and kind, and to a person of its case."""

from django.db import migrations

TIES = {
    "plan_has_a_document_of_its_case_and_kind": """
        foreign key (document_id, case_id, document_kind) references documents_document (id, case_id, kind)
    """,
    "plan_is_of_a_person_of_its_case": """
        foreign key (person, case_id) references people_identity (id, case_id)
    """,
}


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0001_plans"),
        ("people", "0002_identity_of_its_case"),
        ("documents", "0002_signed_as_frozen"),
    ]

    operations = [
        migrations.RunSQL(
            sql=f"alter table plans_plan add constraint {name} {rule}",
            reverse_sql=f"alter table plans_plan drop constraint {name}",
        )
        for name, rule in TIES.items()
    ]
