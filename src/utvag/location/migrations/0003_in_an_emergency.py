"""In an emergency that is open now, by the database's own clock, an address is shown before it is witnessed.

Everything else holds: the one case, the budget, the log row, telling the others. Who opened it is reviewed.
"""

from django.db import migrations

IN_AN_EMERGENCY = """
create function location_in_an_emergency(who uuid, which uuid) returns boolean language sql stable security definer
    set search_path = public, pg_temp as $$
    select exists (
        select from break_glass_breakglass
        where account_id = who and case_id = which and ended_at is null
            and clock_timestamp() >= opened_at and clock_timestamp() < until_at
    )
$$;
revoke all on function location_in_an_emergency(uuid, uuid) from public;
"""
SPEND = """
create or replace function location_spend() returns trigger language plpgsql security definer
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
            and a.id = new.account_id and a.is_active
            and (
                (
                    a.role in ('COORDINATOR', 'CASE_WORKER', 'ON_CALL')
                    and s.purpose in ('COORDINATION', 'CASE_WORK', 'ON_CALL')
                )
                or (s.purpose = 'BREAK_GLASS' and location_in_an_emergency(new.account_id, new.case_id))
            )
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
"""
ANSWER = """
create or replace function location_answer() returns trigger language plpgsql security definer
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
    if new.state = 'SHOWN' and not location_in_an_emergency(new.account_id, new.case_id) and not exists (
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
"""
SPEND_BEFORE = """
create or replace function location_spend() returns trigger language plpgsql security definer
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
"""
ANSWER_BEFORE = """
create or replace function location_answer() returns trigger language plpgsql security definer
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
"""


class Migration(migrations.Migration):
    dependencies = [
        ("location", "0002_what_holds_a_reveal"),
        ("break_glass", "0001_openings_and_reviews"),
    ]

    operations = [
        migrations.RunSQL(IN_AN_EMERGENCY, "drop function location_in_an_emergency(uuid, uuid)"),
        migrations.RunSQL(SPEND, SPEND_BEFORE),
        migrations.RunSQL(ANSWER, ANSWER_BEFORE),
    ]
