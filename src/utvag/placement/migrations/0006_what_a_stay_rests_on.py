"""Tie a stay to what it rests on, in other packages: rows whose state is part of the key, so that none can go.

A decision that is taken, granted and opens housing; a care plan; an agreement with the signature of each party; a step
of the call-off that is reached; a provider's yes and the decision to buy. The same for safety plans, reviews,
extensions and the end.
"""

from django.db import migrations

OF_A_DECISION = "decisions_decision (id, case_id, state, outcome, decision_type)"
OF_A_DOCUMENT = "documents_document (id, case_id, kind)"
OF_A_SIGNATURE = "documents_signature (document_id, party)"

KEYS = [
    (
        "placement",
        "placement_rests_on_a_decision",
        "decision_id, case_id, is_taken, is_granted, opens_housing",
        "decisions_decision (id, case_id, state, outcome, opens_housing)",
    ),
    (
        "placement",
        "placement_bought_by_a_decision",
        "purchase_decision_id, case_id, is_taken, is_granted, purchase_type",
        OF_A_DECISION,
    ),
    (
        "placement",
        "placement_ended_by_a_decision",
        "ending_decision_id, case_id, is_taken, is_granted, is_ending",
        OF_A_DECISION,
    ),
    ("placement", "placement_has_a_care_plan", "care_plan_document_id, case_id, is_care_plan", OF_A_DOCUMENT),
    ("placement", "placement_has_an_agreement", "agreement_document_id, case_id, is_agreement", OF_A_DOCUMENT),
    ("placement", "placement_has_its_final_report", "final_report_id, case_id, is_final_report", OF_A_DOCUMENT),
    ("placement", "placement_signed_by_municipality", "agreement_document_id, of_municipality", OF_A_SIGNATURE),
    ("placement", "placement_signed_by_provider", "agreement_document_id, of_provider", OF_A_SIGNATURE),
    (
        "placement",
        "placement_called_off",
        "call_off_id, case_id, step",
        "call_off_calloffstep (call_off_id, case_id, step)",
    ),
    (
        "placement",
        "placement_with_a_providers_yes",
        "enquiry_id, case_id, home_id, is_yes",
        "call_off_answer (enquiry_id, case_id, home_id, answer)",
    ),
    ("placementsafetyplan", "safety_plan_is_one", "document_id, case_id, is_safety_plan", OF_A_DOCUMENT),
    ("placementsafetyplan", "safety_plan_of_the_household", "person, case_id", "people_identity (id, case_id)"),
    ("review", "review_has_its_minutes", "document_id, case_id, is_review", OF_A_DOCUMENT),
    (
        "extension",
        "extension_by_a_decision",
        "decision_id, case_id, is_taken, is_granted, is_extension",
        OF_A_DECISION,
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("placement", "0005_what_must_hold_of_the_journey"),
        ("call_off", "0002_what_ties_them"),
        ("decisions", "0002_what_a_decision_rests_on"),
        ("documents", "0002_signed_as_frozen"),
        ("plans", "0002_of_its_case"),
    ]

    operations = [
        migrations.RunSQL(
            sql=f"""
                alter table placement_{table} add constraint {name}
                foreign key ({columns}) references {there} deferrable initially immediate
            """,
            reverse_sql=f"alter table placement_{table} drop constraint {name}",
        )
        for table, name, columns, there in KEYS
    ]
