"""Disposals: proposed by one, decided by another, forward only; what is decided closes the case at once."""

import datetime
import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

HELD = """
    create function disposal_goes_forward() returns trigger language plpgsql as $$
    begin
        if tg_op = 'INSERT' then
            if new.state = 'PROPOSED' or (new.state = 'RESTORED' and utvag_is_system()) then
                return new;
            end if;
        elsif (new.id, new.case_id, new.last_note_date, new.due_date, new.proposed_by_id, new.proposed_at)
            is not distinct from
            (old.id, old.case_id, old.last_note_date, old.due_date, old.proposed_by_id, old.proposed_at)
        then
            if (old.state = 'PROPOSED' and new.state in ('DECIDED', 'REFUSED'))
                or (old.state = 'PROPOSED' and new.state = 'RESTORED' and utvag_is_system())
                or (old.state = 'DECIDED' and new.state = 'DONE'
                    and (new.decided_by_id, new.decided_at) is not distinct from (old.decided_by_id, old.decided_at))
            then
                return new;
            end if;
        end if;
        raise exception 'a disposal goes forward, and is not changed'
            using errcode = 'check_violation', constraint = 'disposal_goes_forward';
    end $$;
    create trigger disposal_goes_forward before insert or update on disposal_disposal
        for each row execute function disposal_goes_forward();

    -- In the statement of the decision itself: no operation can forget a part of it.
    create function disposal_closes_the_case() returns trigger
        language plpgsql security definer set search_path = public, pg_temp as $$
    declare
        day date := (new.decided_at at time zone 'Europe/Stockholm')::date;
    begin
        if new.state not in ('DECIDED', 'RESTORED') or (tg_op = 'UPDATE' and old.state = new.state) then
            return null;
        end if;
        update cases_case set disposed_at = new.decided_at, state = 'CLOSED'
            where id = new.case_id and (state = 'CLOSED' or new.state = 'RESTORED');
        if not found then
            raise exception 'only a case that is over is disposed of'
                using errcode = 'check_violation', constraint = 'disposal_of_a_closed_case';
        end if;
        delete from cases_casestaff where case_id = new.case_id and from_date >= day;
        update cases_casestaff set until_date = day where case_id = new.case_id and until_date > day;
        update people_identity set number_index = null where case_id = new.case_id;
        update cases_firstcontact set number_index = null where case_id = new.case_id;
        delete from drafts_draft where case_id = new.case_id;
        return null;
    end $$;
    create trigger disposal_closes_the_case after insert or update on disposal_disposal
        for each row execute function disposal_closes_the_case();

    create function case_disposed_by_a_disposal() returns trigger
        language plpgsql security definer set search_path = public, pg_temp as $$
    begin
        if tg_op = 'INSERT' and new.disposed_at is null then
            return new;
        end if;
        if tg_op = 'UPDATE' and new.disposed_at is not distinct from old.disposed_at then
            return new;
        end if;
        if tg_op = 'UPDATE' and old.disposed_at is null and exists (
            select from disposal_disposal d
            where d.case_id = new.id and d.state in ('DECIDED', 'RESTORED') and d.decided_at = new.disposed_at
        ) then
            return new;
        end if;
        raise exception 'a case is disposed of by a decided disposal, once'
            using errcode = 'check_violation', constraint = 'case_disposed_by_a_disposal';
    end $$;
    create trigger case_disposed_by_a_disposal before insert or update on cases_case
        for each row execute function case_disposed_by_a_disposal();

    create function case_staff_of_a_disposed_case() returns trigger
        language plpgsql security definer set search_path = public, pg_temp as $$
    begin
        if exists (
            select from cases_case c
            where c.id = new.case_id and new.until_date > (c.disposed_at at time zone 'Europe/Stockholm')::date
        ) then
            raise exception 'nobody is named on a case that is disposed of'
                using errcode = 'check_violation', constraint = 'case_staff_of_a_disposed_case';
        end if;
        return new;
    end $$;
    create trigger case_staff_of_a_disposed_case before insert or update on cases_casestaff
        for each row execute function case_staff_of_a_disposed_case()
"""
FREE = """
    drop trigger case_staff_of_a_disposed_case on cases_casestaff;
    drop function case_staff_of_a_disposed_case();
    drop trigger case_disposed_by_a_disposal on cases_case;
    drop function case_disposed_by_a_disposal();
    drop trigger disposal_closes_the_case on disposal_disposal;
    drop function disposal_closes_the_case();
    drop trigger disposal_goes_forward on disposal_disposal;
    drop function disposal_goes_forward()
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0010_disposed"),
        ("drafts", "0002_any_form"),
        ("people", "0003_corrected_identities"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Disposal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("state", models.TextField()),
                ("last_note_date", models.DateField(null=True)),
                ("due_date", models.DateField(null=True)),
                ("proposed_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disposals", to="cases.case"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["PROPOSED", "REFUSED", "DECIDED", "DONE", "RESTORED"])),
                        name="disposal_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "PROPOSED"),
                                ("due_date__isnull", False),
                                ("last_note_date__isnull", False),
                                ("proposed_at__isnull", False),
                                ("proposed_by__isnull", False),
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("done_at__isnull", True),
                            ),
                            models.Q(
                                ("done_at__isnull", True),
                                ("state__in", ["DECIDED", "REFUSED"]),
                                ("due_date__isnull", False),
                                ("last_note_date__isnull", False),
                                ("proposed_at__isnull", False),
                                ("proposed_by__isnull", False),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            models.Q(
                                ("done_at__isnull", False),
                                ("state", "DONE"),
                                ("due_date__isnull", False),
                                ("last_note_date__isnull", False),
                                ("proposed_at__isnull", False),
                                ("proposed_by__isnull", False),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", True),
                                ("done_at__isnull", False),
                                ("state", "RESTORED"),
                            ),
                            _connector="OR",
                        ),
                        name="disposal_is_as_its_state_says",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="disposal_decided_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "RESTORED"),
                            models.Q(
                                (
                                    "due_date__gte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("last_note_date"), "+", models.Value(datetime.timedelta(days=1825))
                                    ),
                                ),
                                ("due_date__isnull", False),
                                ("last_note_date__isnull", False),
                                ("proposed_at__gte", models.F("due_date")),
                            ),
                            _connector="OR",
                        ),
                        name="disposal_proposed_when_due",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "REFUSED"), _negated=True),
                        fields=("case",),
                        name="disposal_once_a_case",
                    ),
                ],
            },
        ),
        migrations.RunSQL(sql=HELD, reverse_sql=FREE),
    ]
