"""Assignments, receivers and invoices, what must hold of them, and the view through which an outsider sees her own cut.

The view runs with the rights of the tables' owner, so that no outsider needs a row of `placement_placement`: the home
and the sealed text are not in it. Whom it shows what is written here a second time, beside `access.py`.
"""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

HOLDS = """
    alter table assignments_assignment
        add constraint assignment_at_most_a_year check (until_date <= (from_date + interval '1 year')::date),
        add constraint assignment_of_who_has_the_role
            foreign key (account_id, role) references organisation_appointment (account_id, role);

    -- Homes may come to another provider: then the row stays as it was, and the view shows it to nobody.
    create function assignments_of_the_homes_provider() returns trigger
        language plpgsql security definer set search_path = public, pg_temp as $$
    begin
        if not exists (
            select from placement_placement p join providers_home h on h.id = p.home_id
            where p.id = new.placement_id and h.provider_id = new.provider_id
        ) then
            raise exception 'the provider is not the home''s'
                using errcode = 'check_violation', constraint = 'assignments_of_the_homes_provider';
        end if;
        return new;
    end $$;
    create trigger assignments_of_the_homes_provider before insert on assignments_receiver
        for each row execute function assignments_of_the_homes_provider();
    create trigger assignments_of_the_homes_provider before insert on assignments_invoice
        for each row execute function assignments_of_the_homes_provider();

    -- The first argument is the column that is null until the one change, the second goes with it.
    create function assignments_changed_once() returns trigger language plpgsql as $$
    begin
        if to_jsonb(old) -> tg_argv[0] <> 'null'::jsonb
            or (to_jsonb(new) - tg_argv) is distinct from (to_jsonb(old) - tg_argv)
        then
            raise exception 'a row of an assignment is changed once, and in one way'
                using errcode = 'check_violation', constraint = 'assignments_changed_once';
        end if;
        return new;
    end $$;
    create trigger assignments_changed_once before update on assignments_assignment
        for each row execute function assignments_changed_once('ended_at', 'ended_by_id');
    create trigger assignments_changed_once before update on assignments_receiver
        for each row execute function assignments_changed_once('ended_at', 'ended_by_id');
    create trigger assignments_changed_once before update on assignments_invoice
        for each row execute function assignments_changed_once('paid_date', 'paid_by_id');

    create view assignments_ownstay with (security_barrier) as
        select p.id, p.case_id, p.code, h.provider_id, v.code as provider_code, p.state, p.step, p.from_date,
            p.until_date, r.report_days
        from placement_placement p
        join providers_home h on h.id = p.home_id
        join providers_provider v on v.id = h.provider_id
        left join assignments_receiver r
            on r.placement_id = p.id and r.ended_at is null and r.provider_id = h.provider_id
        where (select utvag_is_system()) or (
            p.case_id not in (select utvag_denied_cases())
            and exists (
                select from assignments_assignment a
                where a.account_id = (select utvag_actor()) and a.role = (select utvag_role())
                    and a.ended_at is null and a.from_date <= (select utvag_day())
                    and (select utvag_day()) < a.until_date
                    and (
                        (a.role = 'CONTROLLER' and p.state in ('PLANNED', 'STANDING', 'ENDED'))
                        or (
                            a.role = 'PROVIDER' and r.account_id = a.account_id and r.provider_id = a.provider_id
                            and (
                                (p.state in ('PLANNED', 'STANDING') and p.until_date is null)
                                or (
                                    p.state in ('PLANNED', 'STANDING', 'ENDED')
                                    and (select utvag_day()) < p.until_date + r.report_days
                                )
                                or exists (
                                    select from assignments_invoice i
                                    where i.placement_id = p.id and i.paid_date is null
                                )
                            )
                        )
                    )
            )
        )
"""
FREE = """
    drop view assignments_ownstay;
    drop trigger assignments_changed_once on assignments_invoice;
    drop trigger assignments_changed_once on assignments_receiver;
    drop trigger assignments_changed_once on assignments_assignment;
    drop function assignments_changed_once();
    drop trigger assignments_of_the_homes_provider on assignments_invoice;
    drop trigger assignments_of_the_homes_provider on assignments_receiver;
    drop function assignments_of_the_homes_provider();
    alter table assignments_assignment
        drop constraint assignment_of_who_has_the_role,
        drop constraint assignment_at_most_a_year
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0009_who_may_in_the_database"),
        ("organisation", "0012_roles_of_outsiders"),
        ("placement", "0008_asked_questions"),
        ("providers", "0003_places_sealed_apart"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnStay",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("case_id", models.UUIDField()),
                ("code", models.TextField()),
                ("provider_id", models.UUIDField()),
                ("provider_code", models.TextField()),
                ("state", models.TextField()),
                ("step", models.SmallIntegerField(null=True)),
                ("from_date", models.DateField()),
                ("until_date", models.DateField(null=True)),
                ("report_days", models.SmallIntegerField(null=True)),
            ],
            options={
                "db_table": "assignments_ownstay",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("role", models.TextField()),
                ("reason", models.TextField()),
                ("from_date", models.DateField()),
                ("until_date", models.DateField()),
                ("granted_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="providers.provider",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("provider__isnull", False), ("role", "PROVIDER")),
                            models.Q(("provider__isnull", True), ("role__in", ["AUDITOR", "CONTROLLER"])),
                            _connector="OR",
                        ),
                        name="assignment_names_a_providers_provider",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason__in", ["CONTRACT"]), ("role", "PROVIDER")),
                            models.Q(("reason__in", ["BUDGET_FOLLOW_UP"]), ("role", "CONTROLLER")),
                            models.Q(("reason__in", ["AUDIT_PLAN", "ORDERED_AUDIT"]), ("role", "AUDITOR")),
                            _connector="OR",
                        ),
                        name="assignment_reason_of_its_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_date__lt", models.F("until_date"))),
                        name="assignment_from_before_until",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted_by__isnull", True),
                            models.Q(("granted_by", models.F("account")), _negated=True),
                            _connector="OR",
                        ),
                        name="assignment_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_at__isnull", False), ("ended_by__isnull", True), _connector="OR"),
                        name="assignment_ended_at_a_time",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        expressions=[
                            ("account", "="),
                            (
                                models.Func(
                                    "from_date",
                                    "until_date",
                                    models.Value("[)"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="assignment_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.TextField()),
                ("from_date", models.DateField()),
                ("until_date", models.DateField()),
                ("amount_ore", models.BigIntegerField()),
                ("received_date", models.DateField()),
                ("registered_at", models.DateTimeField()),
                ("paid_date", models.DateField(null=True)),
                (
                    "paid_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="placement.placement"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="providers.provider"
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["placement"], name="invoice_of_placement")],
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "number"), name="invoice_number_once_per_provider"),
                    models.CheckConstraint(
                        condition=models.Q(("number__regex", "^[A-Z0-9][A-Z0-9/-]{0,19}$")),
                        name="invoice_number_has_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__regex", "^[0-9]{6}([0-9]{2})?-[0-9]{4}$"), _negated=True),
                        name="invoice_number_is_no_persons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_date__lt", models.F("until_date"))), name="invoice_from_before_until"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_ore__gt", 0), ("amount_ore__lte", 10000000000)),
                        name="invoice_amount_is_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paid_by__isnull", True), ("paid_date__isnull", True)),
                            models.Q(
                                ("paid_by__isnull", False),
                                ("paid_date__gte", models.F("received_date")),
                                ("paid_date__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="invoice_paid_by_somebody_afterwards",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Receiver",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("report_days", models.SmallIntegerField()),
                ("named_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="placement.placement"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="providers.provider"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["account"], name="receiver_of_account")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("placement",),
                        name="receiver_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("report_days__gte", 0), ("report_days__lte", 92)),
                        name="receiver_report_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("named_by", models.F("account")), _negated=True), name="receiver_by_another"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="receiver_ended_by_somebody",
                    ),
                ],
            },
        ),
        migrations.RunSQL(HOLDS, FREE),
    ]
