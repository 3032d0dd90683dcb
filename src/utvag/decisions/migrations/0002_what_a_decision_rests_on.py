"""Tie a decision to its paragraph, its mandate, the role of whoever takes it, and the decision that it changes."""

from django.db import migrations

TIES = (
    (
        "decisions_decision",
        "decision_on_its_basis",
        "(basis_id, decision_type, basis_from, basis_until)",
        "decisions_legalbasis (id, decision_type, from_date, until_date)",
    ),
    (
        "decisions_decision",
        "decision_by_its_mandate",
        "(mandate_id, decision_type, delegate_role, is_out_of_hours, mandate_from, mandate_until)",
        "decisions_mandate (id, decision_type, role, is_out_of_hours, from_date, until_date)",
    ),
    (
        "decisions_decision",
        "decision_by_one_in_the_role",
        "(decided_by_id, decided_role)",
        "organisation_appointment (account_id, role)",
    ),
    (
        "decisions_decision",
        "decision_changes_one_of_its_case",
        "(changes_id, case_id)",
        "decisions_decision (id, case_id)",
    ),
    (
        "decisions_notice",
        "notice_of_its_decision",
        "(decision_id, case_id, decision_state)",
        "decisions_decision (id, case_id, state)",
    ),
    (
        "decisions_appeal",
        "appeal_of_its_decision",
        "(decision_id, case_id, decision_state)",
        "decisions_decision (id, case_id, state)",
    ),
    (
        "decisions_appeal",
        "appeal_by_its_notice",
        "(notice_id, decision_id, last_date)",
        "decisions_notice (id, decision_id, last_appeal_date)",
    ),
)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_decisions_and_appeals"), ("organisation", "0003_appointments")]

    operations = [
        migrations.RunSQL(
            sql=f"""
                alter table {table} add constraint {name}
                foreign key {here} references {there} deferrable initially immediate
            """,
            reverse_sql=f"alter table {table} drop constraint {name}",
        )
        for table, name, here, there in TIES
    ]
