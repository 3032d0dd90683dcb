"""Tie a step to the one before it, an enquiry to its step, an answer to its enquiry, and an award to a yes.

No step can be skipped, nobody asked in a step that is not reached, and nothing bought of one who said no.
"""

from django.db import migrations

KEYS = [
    ("calloffstep", "call_off_step_of_its_case", "call_off_id, case_id", "calloff (id, case_id)"),
    (
        "calloffstep",
        "call_off_step_not_skipped",
        "call_off_id, case_id, previous_step",
        "calloffstep (call_off_id, case_id, step)",
    ),
    (
        "enquiry",
        "enquiry_in_a_step_reached",
        "call_off_id, case_id, step",
        "calloffstep (call_off_id, case_id, step)",
    ),
    ("answer", "answer_of_its_enquiry", "enquiry_id, case_id, home_id", "enquiry (id, case_id, home_id)"),
    (
        "directaward",
        "award_of_its_answer",
        "enquiry_id, case_id, home_id, answer",
        "answer (enquiry_id, case_id, home_id, answer)",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("call_off", "0001_call_off_in_three_steps")]

    operations = [
        migrations.RunSQL(
            sql=f"""
                alter table call_off_{table} add constraint {name}
                foreign key ({columns}) references call_off_{there} deferrable initially immediate
            """,
            reverse_sql=f"alter table call_off_{table} drop constraint {name}",
        )
        for table, name, columns, there in KEYS
    ]
