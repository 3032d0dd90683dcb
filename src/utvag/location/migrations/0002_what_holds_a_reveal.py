"""What the running role cannot get past, whatever it writes: budget, membership, log row, witnesses, telling others.

The functions have the owner's rights, since they look at the log's leaves and write what the running role may not.
"""

from django.db import migrations

KEYS = (
    ("reveal_of_its_case", "(placement_id, case_id)", "placement_placement (id, case_id)"),
    ("reveal_has_its_log_row", "(entry_id)", "audit.audit_logentry (id)"),
)

SPEND = """
create function location_spend() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    moment timestamptz;
    in_hour integer;
    in_day integer;
    today date := (new.at at time zone 'Europe/Stockholm')::date;
begin
    -- The row is changed, not only locked: of two at once the second waits, and one that reads an older state fails.
    insert into location_revealbudget (account_id, tries) values (new.account_id, 1)
        on conflict (account_id) do update set tries = location_revealbudget.tries + 1;
    moment := clock_timestamp();
    select count(*) filter (where spent_at > moment - interval '1 hour'), count(*) into in_hour, in_day
        from location_reveal
        where account_id = new.account_id and state <> 'REFUSED' and spent_at > moment - interval '24 hours';
    if in_hour >= 5 then
        raise exception 'the budget of the hour is spent'
            using errcode = 'check_violation', constraint = 'reveal_five_an_hour';
    end if;
    if in_day >= 15 then
        raise exception 'the budget of the day is spent'
            using errcode = 'check_violation', constraint = 'reveal_fifteen_a_day';
    end if;
    if not exists (
        select from placement_placement p
            join cases_casestaff s on s.case_id = p.case_id
            join organisation_staffaccount a on a.id = s.account_id
        where p.id = new.placement_id and p.case_id = new.case_id and p.state in ('PLANNED', 'STANDING')
            and a.id = new.account_id and a.is_active and a.role in ('COORDINATOR', 'CASE_WORKER', 'ON_CALL')
            and s.purpose in ('COORDINATION', 'CASE_WORK', 'ON_CALL')
            and s.from_date <= today and (s.until_date is null or today < s.until_date)
    ) then
        raise exception 'only who handles the case, of a home that is lived in or planned'
            using errcode = 'check_violation', constraint = 'reveal_to_who_handles_the_case';
    end if;
    if not exists (
        select from audit.audit_logentry e
        where e.id = new.entry_id and e.action = 'REVEAL_ADDRESS' and e.outcome = 'DONE' and e.purpose = new.reason
            and e.actor = new.account_id and e."case" = new.case_id and e.subject = new.placement_id
    ) then
        raise exception 'the log has no row of it'
            using errcode = 'check_violation', constraint = 'reveal_has_its_own_log_row';
    end if;
    new.spent_at := moment;
    new.state := 'ASKED';
    new.answered_at := null;
    return new;
end
$$;
revoke all on function location_spend() from public;
create trigger spend before insert on location_reveal for each row execute function location_spend();
"""
TELL = """
create function location_tell() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
declare
    today date := (new.at at time zone 'Europe/Stockholm')::date;
begin
    insert into location_revealnotice (id, reveal_id, account_id)
        select gen_random_uuid(), new.id, named.account_id from (
            select distinct account_id from cases_casestaff
            where case_id = new.case_id and account_id <> new.account_id
                and from_date <= today and (until_date is null or today < until_date)
        ) named;
    return null;
end
$$;
revoke all on function location_tell() from public;
create trigger tell after insert on location_reveal for each row execute function location_tell();
"""
ANSWER = """
create function location_answer() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    new.answered_at := clock_timestamp();
    if old.state <> 'ASKED' or new.state = 'ASKED'
        or (to_jsonb(new) - 'state' - 'answered_at') <> (to_jsonb(old) - 'state' - 'answered_at') then
        raise exception 'a try is answered once, and nothing else of it changes'
            using errcode = 'check_violation', constraint = 'reveal_answered_once';
    end if;
    if new.state = 'SHOWN' and new.answered_at > old.spent_at + interval '15 seconds' then
        raise exception 'a try that is answered late shows nothing'
            using errcode = 'check_violation', constraint = 'reveal_shown_at_once';
    end if;
    if new.state = 'SHOWN' and not exists (
        select from audit.audit_leaf l
            join audit.audit_checkpoint c on c.size > l.index
            join audit.audit_cosignature g on g.checkpoint_id = c.size
        where l.entry_id = new.entry_id group by c.size having count(*) >= 2
    ) then
        raise exception 'two witnesses have not signed its log row'
            using errcode = 'check_violation', constraint = 'reveal_shown_when_witnessed';
    end if;
    return new;
end
$$;
revoke all on function location_answer() from public;
create trigger answer before update on location_reveal for each row execute function location_answer();
"""
READ_ONCE = """
create function location_read_once() returns trigger language plpgsql as $$
begin
    if old.read_at is not null or (to_jsonb(new) - 'read_at') <> (to_jsonb(old) - 'read_at') then
        raise exception 'a notice is read once, and nothing else of it changes'
            using errcode = 'check_violation', constraint = 'reveal_notice_read_once';
    end if;
    return new;
end
$$;
create trigger read_once before update on location_revealnotice for each row execute function location_read_once();
"""
TRIGGERS = (
    ("location_spend", "spend", "location_reveal", SPEND),
    ("location_tell", "tell", "location_reveal", TELL),
    ("location_answer", "answer", "location_reveal", ANSWER),
    ("location_read_once", "read_once", "location_revealnotice", READ_ONCE),
)


class Migration(migrations.Migration):
    dependencies = [("location", "0001_reveals"), ("audit", "0004_is_my_row_witnessed")]

    operations = [
        *(
            migrations.RunSQL(
                sql=f"alter table location_reveal add constraint {name} foreign key {columns} references {there}",
                reverse_sql=f"alter table location_reveal drop constraint {name}",
            )
            for name, columns, there in KEYS
        ),
        *(
            migrations.RunSQL(sql=sql, reverse_sql=f"drop trigger {trigger} on {table}; drop function {function}()")
            for function, trigger, table, sql in TRIGGERS
        ),
    ]
