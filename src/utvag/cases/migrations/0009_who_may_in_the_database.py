"""What the database itself knows of who may: the functions that the policies of config/row_security.py ask.

They read the settings that `audit.operations.acting` writes. After a transaction's own setting has ended it is '' and
not null. Those that read the wall's own tables have the owner's rights: with the actor's, a policy would ask itself.
"""

from django.db import migrations

FUNCTIONS = """
    create function utvag_actor() returns uuid language sql stable parallel safe as $$
        select nullif(current_setting('utvag.actor', true), '')::uuid
    $$;

    create function utvag_role() returns text language sql stable parallel safe as $$
        select coalesce(current_setting('utvag.role', true), '')
    $$;

    create function utvag_day() returns date language sql stable parallel safe as $$
        select nullif(current_setting('utvag.day', true), '')::date
    $$;

    -- The product itself and a person at the machine: they have no account, and no role of the municipality's.
    create function utvag_is_system() returns boolean language sql stable parallel safe as $$
        select coalesce(utvag_actor() = '00000000-0000-0000-0000-000000000000'
            and utvag_role() in ('OPERATOR', 'WORKER', 'ENGINE'), false)
    $$;

    create function utvag_denied_cases() returns setof uuid
        language sql stable security definer set search_path = public, pg_temp as $$
        select d.case_id from cases_denial d where d.account_id = utvag_actor() and d.lifted_at is null
    $$;

    create function utvag_my_cases() returns setof uuid
        language sql stable security definer set search_path = public, pg_temp as $$
        select open.case_id
        from (
            select s.case_id from cases_casestaff s
            where s.account_id = utvag_actor() and s.from_date <= utvag_day() and utvag_day() < s.until_date
            union all
            -- The case that an act makes or opens at this moment.
            select nullif(current_setting('utvag.way', true), '')::uuid
            where utvag_role() in ('COORDINATOR', 'CASE_WORKER', 'SECTION_HEAD', 'ON_CALL')
                and nullif(current_setting('utvag.way', true), '') is not null
        ) open
        where not exists (
            select from cases_denial d
            where d.case_id = open.case_id and d.account_id = utvag_actor() and d.lifted_at is null
        )
    $$;

    -- While one of its decisions waits, and for three weeks after a secretary has entered one.
    create function utvag_committee_cases() returns setof uuid
        language sql stable security definer set search_path = public, pg_temp as $$
        select d.case_id from decisions_decision d
        where utvag_role() = 'COMMITTEE' and d.case_id not in (select utvag_denied_cases())
            and (d.state = 'PROPOSED' or (d.state = 'TAKEN' and d.decided_role = 'COMMITTEE'
                and d.decided_at >= (utvag_day() - 21)::timestamp at time zone 'Europe/Stockholm'))
    $$;

    -- These look at both tables of the wall, whoever names or denies.
    alter function case_staff_not_denied() security definer set search_path = public, pg_temp;
    alter function on_call_opening_not_denied() security definer set search_path = public, pg_temp;
    alter function denial_ends_namings() security definer set search_path = public, pg_temp
"""
NO_FUNCTIONS = """
    alter function denial_ends_namings() security invoker reset search_path;
    alter function on_call_opening_not_denied() security invoker reset search_path;
    alter function case_staff_not_denied() security invoker reset search_path;
    drop function utvag_committee_cases();
    drop function utvag_my_cases();
    drop function utvag_denied_cases();
    drop function utvag_is_system();
    drop function utvag_day();
    drop function utvag_role();
    drop function utvag_actor()
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_namings_end"), ("decisions", "0008_only_who_may_decide")]

    operations = [migrations.RunSQL(sql=FUNCTIONS, reverse_sql=NO_FUNCTIONS)]
