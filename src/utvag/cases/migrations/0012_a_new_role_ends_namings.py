"""One who gets a role that is never named on a case is named on none from that moment.

Her namings were given for the work of another role. They would stand for up to a year, and an auditor or a reviewer who
was a coordinator before would go on seeing the cases. The change of her role is what the log says.
"""

from django.db import migrations

ENDS = """
    create function cases_end_namings_of_another_role() returns trigger
        language plpgsql security definer set search_path = public, pg_temp as $$
    declare
        today date := coalesce(utvag_day(), (now() at time zone 'Europe/Stockholm')::date);
    begin
        -- A day that has begun cannot end before it began: one who was named today was never named.
        delete from cases_casestaff where account_id = new.id and from_date >= today;
        update cases_casestaff set until_date = today where account_id = new.id and until_date > today;
        return null;
    end
    $$;

    create trigger another_role_ends_namings after update of role on organisation_staffaccount
        for each row
        when (new.role is distinct from old.role
            and new.role not in ('COORDINATOR', 'CASE_WORKER', 'SECTION_HEAD', 'ON_CALL'))
        execute function cases_end_namings_of_another_role();
"""

GOES_ON = """
    drop trigger another_role_ends_namings on organisation_staffaccount;
    drop function cases_end_namings_of_another_role();
"""


class Migration(migrations.Migration):
    """A trigger on the accounts."""

    dependencies = (
        ("cases", "0011_searches"),
        ("organisation", "0010_changes_that_need_two"),
    )
    operations = (migrations.RunSQL(ENDS, GOES_ON),)
