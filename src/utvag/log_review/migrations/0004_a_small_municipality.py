"""In a small municipality a reviewer may judge her own unit: there is no other. Never herself."""

from django.db import migrations

MAY_BE_MADE = """
    create or replace function judgement_may_be_made() returns trigger language plpgsql as $$
    declare reviewing record; reviewed record; said text;
    begin
        select role, unit_id, is_active into reviewing from organisation_staffaccount where id = new.reviewer_id;
        select unit_id into reviewed from organisation_staffaccount where id = new.account_id;
        if reviewing.role <> 'REVIEWER' or not reviewing.is_active then
            raise exception 'only a reviewer judges'
                using errcode = 'check_violation', constraint = 'judgement_by_a_reviewer';
        end if;
        if reviewing.unit_id = reviewed.unit_id then
            raise exception 'a reviewer judges nobody in her own unit'
                using errcode = 'check_violation', constraint = 'judgement_outside_the_unit';
        end if;
        select outcome into said from log_review_judgement where item_id = new.item_id order by number desc limit 1;
        if said in ('ATTESTED', 'CLOSED') or (said is null and new.outcome = 'CLOSED') then
            raise exception 'an access that is done with is judged no more'
                using errcode = 'check_violation', constraint = 'judgement_while_it_is_open';
        end if;
        return new;
    end $$;
"""
WEAKLY = """
    create or replace function judgement_may_be_made() returns trigger language plpgsql as $$
    declare reviewing record; reviewed record; said text;
    begin
        select role, unit_id, is_active into reviewing from organisation_staffaccount where id = new.reviewer_id;
        select unit_id into reviewed from organisation_staffaccount where id = new.account_id;
        if reviewing.role <> 'REVIEWER' or not reviewing.is_active then
            raise exception 'only a reviewer judges'
                using errcode = 'check_violation', constraint = 'judgement_by_a_reviewer';
        end if;
        if reviewing.unit_id = reviewed.unit_id and not utvag_is_small() then
            raise exception 'a reviewer judges nobody in her own unit'
                using errcode = 'check_violation', constraint = 'judgement_outside_the_unit';
        end if;
        select outcome into said from log_review_judgement where item_id = new.item_id order by number desc limit 1;
        if said in ('ATTESTED', 'CLOSED') or (said is null and new.outcome = 'CLOSED') then
            raise exception 'an access that is done with is judged no more'
                using errcode = 'check_violation', constraint = 'judgement_while_it_is_open';
        end if;
        return new;
    end $$;
"""


class Migration(migrations.Migration):
    """The same check of a judgement, that asks how many there are."""

    dependencies = (
        ("log_review", "0003_emergencies"),
        ("organisation", "0013_staffing"),
    )
    operations = (migrations.RunSQL(WEAKLY, MAY_BE_MADE),)
