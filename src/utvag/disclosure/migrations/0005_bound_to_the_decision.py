"""Tie a row to whether its ground is weighed, and a receipt to a row that was given out; a proposal is decided once."""

from django.db import migrations

KEYS = """
    alter table disclosure_ground
        add constraint ground_by_its_decision unique (key, needs_decision);
    alter table disclosure_disclosure
        add constraint disclosure_decided_as_its_ground_asks
            foreign key (ground_id, needs_decision) references disclosure_ground (key, needs_decision);
    alter table disclosure_receipt
        add constraint receipt_of_a_row_in_that_state
            foreign key (disclosure_id, disclosure_state) references disclosure_disclosure (id, state)
"""
NO_KEYS = """
    alter table disclosure_receipt drop constraint receipt_of_a_row_in_that_state;
    alter table disclosure_disclosure drop constraint disclosure_decided_as_its_ground_asks;
    alter table disclosure_ground drop constraint ground_by_its_decision
"""
TRIGGER = """
    create function disclosure_only_decided() returns trigger language plpgsql as $$
    declare
        told_as_proposed boolean := (new.disclosed_at, new.disclosed_date)
            is not distinct from (old.disclosed_at, old.disclosed_date);
        told_when_decided boolean := old.disclosed_at is null and new.state = 'DECIDED'
            and new.disclosed_at = new.decided_at;
    begin
        if old.state <> 'PROPOSED' or new.state not in ('DECIDED', 'DECLINED')
            or not coalesce(told_as_proposed or told_when_decided, false)
            or (to_jsonb(new) - array['state', 'decided_by', 'decided_role', 'decided_at', 'decision_sealed',
                    'disclosed_at', 'disclosed_date'])
                is distinct from (to_jsonb(old) - array['state', 'decided_by', 'decided_role', 'decided_at',
                    'decision_sealed', 'disclosed_at', 'disclosed_date'])
        then
            raise exception 'a proposal is decided once, and the register is not changed'
                using errcode = 'check_violation', constraint = 'disclosure_only_decided';
        end if;
        return new;
    end $$;
    create trigger disclosure_only_decided before update on disclosure_disclosure
        for each row execute function disclosure_only_decided();

    create function disclosure_begins_undecided() returns trigger language plpgsql as $$
    begin
        if new.state not in ('REGISTERED', 'PROPOSED') then
            raise exception 'a decision is an act of its own, on a proposal'
                using errcode = 'check_violation', constraint = 'disclosure_begins_undecided';
        end if;
        return new;
    end $$;
    create trigger disclosure_begins_undecided before insert on disclosure_disclosure
        for each row execute function disclosure_begins_undecided()
"""
NO_TRIGGER = """
    drop trigger disclosure_begins_undecided on disclosure_disclosure;
    drop function disclosure_begins_undecided();
    drop trigger disclosure_only_decided on disclosure_disclosure;
    drop function disclosure_only_decided()
"""


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0004_decided_by_another_person")]

    operations = [
        migrations.RunSQL(sql=KEYS, reverse_sql=NO_KEYS),
        migrations.RunSQL(sql=TRIGGER, reverse_sql=NO_TRIGGER),
    ]
