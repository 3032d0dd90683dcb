"""What is disposed of is found by no name either: a trigger beside the one that forgets numbers."""

from django.db import migrations

FORGETS = """
    create function disposal_forgets_the_names() returns trigger
        language plpgsql security definer set search_path = public, pg_temp as $$
    begin
        if new.state in ('DECIDED', 'RESTORED') then
            update people_identity set name_index = null where case_id = new.case_id;
        end if;
        return null;
    end $$;
    create trigger disposal_forgets_the_names after insert or update on disposal_disposal
        for each row execute function disposal_forgets_the_names();
"""
REMEMBERS = """
    drop trigger disposal_forgets_the_names on disposal_disposal;
    drop function disposal_forgets_the_names();
"""


class Migration(migrations.Migration):
    dependencies = [("disposal", "0001_disposals"), ("people", "0004_names_have_an_index")]

    operations = [migrations.RunSQL(FORGETS, REMEMBERS)]
