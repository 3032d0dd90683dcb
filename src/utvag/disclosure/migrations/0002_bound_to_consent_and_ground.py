"""Tie each disclosure to the days, receivers and scope of what it rests on.

Foreign keys carry the days, so that what a disclosure rests on cannot be changed under it. Two things are no keys and
are triggers: nothing is given out on a consent after its withdrawal, and a consent changes in no other way.
"""

from django.db import migrations

KEYS = """
    alter table disclosure_ground
        add constraint ground_by_its_days unique (key, from_date, until_date, needs_under_21, may_recur);
    alter table disclosure_consent
        add constraint consent_by_its_days unique (id, case_id, from_date, until_date);
    alter table disclosure_disclosure
        add constraint disclosure_on_a_ground_of_that_day
            foreign key (ground_id, ground_from, ground_until, needs_under_21, may_recur)
            references disclosure_ground (key, from_date, until_date, needs_under_21, may_recur),
        add constraint disclosure_to_a_receiver_of_the_ground
            foreign key (ground_id, party) references disclosure_groundparty (ground_id, party),
        add constraint disclosure_on_a_consent_of_the_case
            foreign key (consent_id, case_id, consent_from, consent_until)
            references disclosure_consent (id, case_id, from_date, until_date),
        add constraint disclosure_to_a_party_of_the_consent
            foreign key (consent_id, party) references disclosure_consentparty (consent_id, party),
        add constraint disclosure_of_what_the_consent_covers
            foreign key (consent_id, category) references disclosure_consentscope (consent_id, category),
        add constraint disclosure_day_is_swedish
            check (disclosed_date = (disclosed_at at time zone 'Europe/Stockholm')::date),
        add constraint disclosure_recurs_at_most_90_days
            check (recurs_until is null or (recurs_until <= disclosed_date + 90 and recurs_until <= ground_until))
"""
NO_KEYS = """
    alter table disclosure_disclosure
        drop constraint disclosure_on_a_ground_of_that_day,
        drop constraint disclosure_to_a_receiver_of_the_ground,
        drop constraint disclosure_on_a_consent_of_the_case,
        drop constraint disclosure_to_a_party_of_the_consent,
        drop constraint disclosure_of_what_the_consent_covers,
        drop constraint disclosure_day_is_swedish,
        drop constraint disclosure_recurs_at_most_90_days;
    alter table disclosure_consent drop constraint consent_by_its_days;
    alter table disclosure_ground drop constraint ground_by_its_days
"""
TRIGGERS = """
    create function disclosure_before_withdrawal() returns trigger language plpgsql as $$
    declare withdrawn timestamptz;
    begin
        if new.consent_id is not null then
            -- Shared lock: a withdrawal waits for this row, or this row for the withdrawal.
            select withdrawn_at into withdrawn from disclosure_consent where id = new.consent_id for share;
            if withdrawn is not null and new.disclosed_at >= withdrawn then
                raise exception 'the consent was withdrawn before the disclosure'
                    using errcode = 'check_violation', constraint = 'disclosure_before_withdrawal';
            end if;
        end if;
        return new;
    end $$;
    create trigger disclosure_before_withdrawal before insert on disclosure_disclosure
        for each row execute function disclosure_before_withdrawal();

    create function consent_only_withdrawn() returns trigger language plpgsql as $$
    begin
        if (new.id, new.case_id, new.given_date, new.from_date, new.until_date, new.registered_by, new.registered_at,
                new.sealed)
            is distinct from (old.id, old.case_id, old.given_date, old.from_date, old.until_date, old.registered_by,
                old.registered_at, old.sealed)
            or old.withdrawn_at is not null
        then
            raise exception 'a consent can be withdrawn once, and not changed'
                using errcode = 'check_violation', constraint = 'consent_only_withdrawn';
        end if;
        if exists (select 1 from disclosure_disclosure where consent_id = new.id and disclosed_at >= new.withdrawn_at)
        then
            raise exception 'something was given out after that moment'
                using errcode = 'check_violation', constraint = 'consent_not_withdrawn_before_disclosure';
        end if;
        return new;
    end $$;
    create trigger consent_only_withdrawn before update on disclosure_consent
        for each row execute function consent_only_withdrawn()
"""
NO_TRIGGERS = """
    drop trigger consent_only_withdrawn on disclosure_consent;
    drop function consent_only_withdrawn();
    drop trigger disclosure_before_withdrawal on disclosure_disclosure;
    drop function disclosure_before_withdrawal()
"""


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_consents_and_disclosures")]

    operations = [
        migrations.RunSQL(sql=KEYS, reverse_sql=NO_KEYS),
        migrations.RunSQL(sql=TRIGGERS, reverse_sql=NO_TRIGGERS),
    ]
