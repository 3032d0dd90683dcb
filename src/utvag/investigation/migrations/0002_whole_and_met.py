"""Tie a completed investigation to its coordination meeting, and let it be completed only with every part done.

Rows are counted here, which no check or foreign key does: hence the triggers.
"""

from django.db import migrations

MEETING = """
    alter table investigation_investigation
    add constraint investigation_rests_on_held_meeting
    foreign key (meeting_id, case_id, meeting_kind, meeting_state)
    references meetings_meeting (id, case_id, kind, state)
    deferrable initially immediate
"""
WHOLE = """
    create function investigation_is_whole() returns trigger language plpgsql as $$
    begin
        if new.state = 'COMPLETED' and (
            select count(*) from (
                select distinct on (kind) kind, is_done from investigation_sectionversion
                where investigation_id = new.id order by kind, revision desc
            ) newest where newest.is_done
        ) < 6 then
            raise exception 'an investigation is completed with every part done'
                using errcode = 'check_violation', constraint = 'investigation_completed_when_whole';
        end if;
        return new;
    end $$;
    create trigger investigation_is_whole before insert or update on investigation_investigation
    for each row execute function investigation_is_whole();
"""
OPEN = """
    create function investigation_is_open() returns trigger language plpgsql as $$
    begin
        if not exists (
            select 1 from investigation_investigation
            where id = new.investigation_id and state = 'OPEN' for share
        ) then
            raise exception 'a part is written only while the investigation is open'
                using errcode = 'check_violation', constraint = 'section_of_open_investigation';
        end if;
        return new;
    end $$;
    create trigger investigation_is_open before insert on investigation_sectionversion
    for each row execute function investigation_is_open();
"""


class Migration(migrations.Migration):
    dependencies = [("investigation", "0001_investigations"), ("meetings", "0002_police_were_there")]

    operations = [
        migrations.RunSQL(
            sql=MEETING,
            reverse_sql="alter table investigation_investigation drop constraint investigation_rests_on_held_meeting",
        ),
        migrations.RunSQL(sql=WHOLE, reverse_sql="drop function investigation_is_whole() cascade"),
        migrations.RunSQL(sql=OPEN, reverse_sql="drop function investigation_is_open() cascade"),
    ]
