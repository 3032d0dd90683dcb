"""One case at a time: who waits for an address asks for none of another case until she is answered.

In two tabs at once, a touch for each, five households could stand open beside each other. A try that was never
answered, as when the web died, shows nothing after fifteen seconds (`reveal_shown_at_once`); then nobody is held back.
"""

from django.db import migrations

ONE_CASE = """
create function location_one_case() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    -- After `spend`, by its name: that trigger holds the row of the account's budget, so that of two at once one waits.
    if exists (
        select from location_reveal
        where account_id = new.account_id and case_id <> new.case_id and state = 'ASKED'
            and spent_at > clock_timestamp() - interval '15 seconds'
    ) then
        raise exception 'an address of another case is waited for'
            using errcode = 'check_violation', constraint = 'reveal_one_case_at_a_time';
    end if;
    return new;
end
$$;
create trigger spend_on_one_case before insert on location_reveal for each row execute function location_one_case();
"""
FREE = "drop trigger spend_on_one_case on location_reveal; drop function location_one_case();"


class Migration(migrations.Migration):
    dependencies = [("location", "0004_to_a_stand_in")]

    operations = [migrations.RunSQL(ONE_CASE, FREE)]
