"""Let who has written a row ask where its leaf stands, without reading the log."""

from django.db import migrations

FUNCTIONS = """
create function audit.leaf_of(entry uuid) returns bigint
    language sql stable security definer set search_path = audit, pg_temp as
    $$ select index from audit.audit_leaf where entry_id = entry $$;
create function audit.hash_of_leaf(place bigint) returns bytea
    language sql stable security definer set search_path = audit, pg_temp as
    $$ select hash from audit.audit_leaf where index = place $$;
revoke all on function audit.leaf_of(uuid), audit.hash_of_leaf(bigint) from public;
"""
GONE = "drop function audit.leaf_of(uuid); drop function audit.hash_of_leaf(bigint)"


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_questions")]

    operations = [migrations.RunSQL(sql=FUNCTIONS, reverse_sql=GONE)]
