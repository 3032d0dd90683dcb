"""Handovers: by one, to one of her own role, confirmed by the section head of each case; no stand-in without it."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

HELD = """
    -- She hands over, and she stands in, whom the handover says.
    alter table stand_in_handedcase add constraint handed_case_of_its_handover
        foreign key (handover_id, by_id, stand_in_id) references stand_in_handover (id, by_id, stand_in_id);

    create function handover_only_read() returns trigger language plpgsql as $$
    begin
        if old.read_at is not null or (to_jsonb(new) - 'read_at') is distinct from (to_jsonb(old) - 'read_at') then
            raise exception 'a handover is read once, and changed in no other way'
                using errcode = 'check_violation', constraint = 'handover_only_read';
        end if;
        return new;
    end $$;
    create trigger handover_only_read before update on stand_in_handover
        for each row execute function handover_only_read();

    create function handed_case_goes_forward() returns trigger
        language plpgsql security definer set search_path = public, pg_temp as $$
    declare
        day date;
    begin
        if tg_op = 'INSERT' then
            day := (new.added_at at time zone 'Europe/Stockholm')::date;
            if new.state not in ('WRITING', 'LEFT_OUT') then
                raise exception 'a handed case begins without its text'
                    using errcode = 'check_violation', constraint = 'handed_case_goes_forward';
            end if;
            if not exists (
                select from stand_in_handover h
                    join cases_casestaff s on s.account_id = h.by_id
                    join organisation_staffaccount a on a.id = h.by_id
                    join organisation_staffaccount b on b.id = h.stand_in_id
                where h.id = new.handover_id and s.case_id = new.case_id
                    and s.purpose in ('COORDINATION', 'CASE_WORK')
                    and s.from_date <= day and day < s.until_date and h.until_date <= s.until_date
                    and a.role in ('COORDINATOR', 'CASE_WORKER') and b.role = a.role and a.is_active and b.is_active
            ) then
                raise exception 'one hands over her own case, to one of her own role, while she is named'
                    using errcode = 'check_violation', constraint = 'handed_case_of_her_own';
            end if;
            return new;
        end if;
        if (new.id, new.handover_id, new.case_id, new.by_id, new.stand_in_id, new.added_at)
                is distinct from (old.id, old.handover_id, old.case_id, old.by_id, old.stand_in_id, old.added_at)
            or (old.state, new.state) not in (
                ('WRITING', 'WAITING'), ('WAITING', 'WAITING'), ('WAITING', 'CONFIRMED'), ('WAITING', 'DECLINED'),
                ('WAITING', 'LEFT_OUT'), ('WRITING', 'ENDED'), ('WAITING', 'ENDED'), ('CONFIRMED', 'ENDED')
            )
            or (new.state not in ('WAITING') and (new.sealed, new.written_at)
                is distinct from (old.sealed, old.written_at))
            or (new.state = 'ENDED' and (new.decided_by_id, new.decided_at, new.brief_id)
                is distinct from (old.decided_by_id, old.decided_at, old.brief_id))
        then
            raise exception 'a handed case goes forward, and is not changed'
                using errcode = 'check_violation', constraint = 'handed_case_goes_forward';
        end if;
        if new.state in ('CONFIRMED', 'DECLINED', 'LEFT_OUT') then
            day := (new.decided_at at time zone 'Europe/Stockholm')::date;
            if not exists (
                select from cases_casestaff s join organisation_staffaccount a on a.id = s.account_id
                where s.case_id = new.case_id and s.account_id = new.decided_by_id and s.purpose = 'DECISION'
                    and s.from_date <= day and day < s.until_date and a.role = 'SECTION_HEAD' and a.is_active
            ) then
                raise exception 'the section head of the case answers'
                    using errcode = 'check_violation', constraint = 'handed_case_answered_by_its_head';
            end if;
        end if;
        if new.state = 'CONFIRMED' and not exists (
            select from documents_document d
            where d.id = new.brief_id and d.case_id = new.case_id and d.kind = 'HANDOVER_BRIEF' and d.subject = new.id
        ) then
            raise exception 'the brief is of this case'
                using errcode = 'check_violation', constraint = 'handed_case_has_its_own_brief';
        end if;
        return new;
    end $$;
    create trigger handed_case_goes_forward before insert or update on stand_in_handedcase
        for each row execute function handed_case_goes_forward();

    -- A naming may always be shortened; what it says more than before must rest on a confirmed case of a handover.
    create function case_staff_stands_in() returns trigger
        language plpgsql security definer set search_path = public, pg_temp as $$
    begin
        if new.purpose <> 'STAND_IN' then
            return new;
        end if;
        if tg_op = 'UPDATE' and old.purpose = 'STAND_IN' and new.until_date <= old.until_date
            and (new.case_id, new.account_id, new.from_date) is not distinct from
                (old.case_id, old.account_id, old.from_date)
        then
            return new;
        end if;
        if not exists (
            select from stand_in_handedcase k join stand_in_handover h on h.id = k.handover_id
            where k.case_id = new.case_id and k.stand_in_id = new.account_id and k.state = 'CONFIRMED'
                and h.from_date <= new.from_date and new.until_date <= h.until_date
        ) then
            raise exception 'nobody stands in without a handover that is confirmed'
                using errcode = 'check_violation', constraint = 'case_staff_stands_in';
        end if;
        return new;
    end $$;
    create trigger case_staff_stands_in before insert or update on cases_casestaff
        for each row execute function case_staff_stands_in()
"""
FREE = """
    drop trigger case_staff_stands_in on cases_casestaff;
    drop function case_staff_stands_in();
    drop trigger handed_case_goes_forward on stand_in_handedcase;
    drop function handed_case_goes_forward();
    drop trigger handover_only_read on stand_in_handover;
    drop function handover_only_read();
    alter table stand_in_handedcase drop constraint handed_case_of_its_handover
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0013_stand_in"),
        ("documents", "0006_handover_briefs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("from_date", models.DateField()),
                ("until_date", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "stand_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HandedCase",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("state", models.TextField()),
                ("added_at", models.DateTimeField()),
                ("written_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("sealed", models.BinaryField(null=True)),
                (
                    "brief",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
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
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stand_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handed", to="stand_in.handover"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["by", "until_date"], name="handover_by_whom"),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["stand_in", "until_date"], name="handover_to_whom"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("stand_in", models.F("by")), _negated=True), name="handover_to_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_date__lt", models.F("until_date"))), name="handover_from_before_until"
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(fields=("id", "by", "stand_in"), name="handover_with_its_two"),
        ),
        migrations.AddIndex(
            model_name="handedcase",
            index=models.Index(fields=["case", "state"], name="handed_case_by_case"),
        ),
        migrations.AddConstraint(
            model_name="handedcase",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["WRITING", "WAITING", "CONFIRMED", "DECLINED", "LEFT_OUT", "ENDED"])),
                name="handed_case_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="handedcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sealed__isnull", True), ("written_at__isnull", True)),
                    models.Q(("sealed__isnull", False), ("written_at__isnull", False)),
                    _connector="OR",
                ),
                name="handed_case_written_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="handedcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("brief__isnull", True),
                        ("sealed__isnull", True),
                        ("state", "WRITING"),
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("ended_at__isnull", True),
                        ("ended_by__isnull", True),
                    ),
                    models.Q(
                        ("brief__isnull", True),
                        ("sealed__isnull", False),
                        ("state", "WAITING"),
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("ended_at__isnull", True),
                        ("ended_by__isnull", True),
                    ),
                    models.Q(
                        ("brief__isnull", False),
                        ("sealed__isnull", False),
                        ("state", "CONFIRMED"),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("ended_at__isnull", True),
                        ("ended_by__isnull", True),
                    ),
                    models.Q(
                        ("brief__isnull", True),
                        ("sealed__isnull", False),
                        ("state", "DECLINED"),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("ended_at__isnull", True),
                        ("ended_by__isnull", True),
                    ),
                    models.Q(
                        ("brief__isnull", True),
                        ("state", "LEFT_OUT"),
                        ("ended_at__isnull", True),
                        ("ended_by__isnull", True),
                    ),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False), ("state", "ENDED")),
                    _connector="OR",
                ),
                name="handed_case_is_as_its_state_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="handedcase",
            constraint=models.CheckConstraint(
                condition=models.Q(("stand_in", models.F("by")), _negated=True), name="handed_case_to_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="handedcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(
                        models.Q(("decided_by", models.F("by")), _negated=True),
                        models.Q(("decided_by", models.F("stand_in")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="handed_case_decided_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="handedcase",
            constraint=models.UniqueConstraint(fields=("handover", "case"), name="handed_case_once_a_handover"),
        ),
        migrations.RunSQL(sql=HELD, reverse_sql=FREE),
    ]
