"""Tie a signature to the bytes it was made on and to the signer's own key, and let none be of a coming day."""

from django.db import migrations

TIES = {
    "signature_of_the_frozen_bytes": """
        foreign key (document_id, sha256) references documents_document (id, sha256)
    """,
    "signature_with_ones_own_key": """
        foreign key (key_id, registered_by) references documents_signingkey (id, account_id)
    """,
    "signature_not_of_a_coming_day": """
        check (signed_date <= (registered_at at time zone 'Europe/Stockholm')::date)
    """,
}


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_frozen_documents")]

    operations = [
        migrations.RunSQL(
            sql=f"alter table documents_signature add constraint {name} {rule}",
            reverse_sql=f"alter table documents_signature drop constraint {name}",
        )
        for name, rule in TIES.items()
    ]
