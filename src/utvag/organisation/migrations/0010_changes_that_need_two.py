"""Changes of an account that need two: the database knows who they are, and that they are two."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TWO = """
    alter table organisation_accountchange
        add constraint account_change_proposed_in_her_role
            foreign key (proposed_by, proposed_role) references organisation_appointment (account_id, role),
        add constraint account_change_decided_in_her_role
            foreign key (decided_by, decided_role) references organisation_appointment (account_id, role);

    create function account_change_is_decided_once() returns trigger language plpgsql as $$
    begin
        if (new.id, new.account_id, new.kind, new.role, new.proposed_by, new.proposed_role, new.proposed_at)
            is distinct from
            (old.id, old.account_id, old.kind, old.role, old.proposed_by, old.proposed_role, old.proposed_at)
            or (old.state <> 'PROPOSED' and (
                (new.state, new.decided_by, new.decided_role, new.decided_at)
                    is distinct from (old.state, old.decided_by, old.decided_role, old.decided_at)
                or old.is_carried_out))
        then
            raise exception 'a proposal is decided once, and not changed'
                using errcode = 'check_violation', constraint = 'account_change_is_decided_once';
        end if;
        return new;
    end $$;
    create trigger account_change_is_decided_once before update on organisation_accountchange
        for each row execute function account_change_is_decided_once();

    -- A person at the machine's shell, who has no account.
    create function organisation_is_operator() returns boolean language sql stable as $$
        select coalesce(current_setting('utvag.actor', true) = '00000000-0000-0000-0000-000000000000'
            and current_setting('utvag.role', true) = 'OPERATOR', false)
    $$;

    -- Each confirmed change gives a role, or opens an account, once.
    create function account_role_needs_two() returns trigger language plpgsql as $$
    begin
        if organisation_is_operator() then
            return new;
        end if;
        if tg_op = 'INSERT' and new.is_active then
            raise exception 'a new account is opened by a confirmed change'
                using errcode = 'check_violation', constraint = 'account_role_needs_two';
        end if;
        if tg_op = 'UPDATE' and (new.role <> old.role or (new.is_active and not old.is_active)) then
            update organisation_accountchange set is_carried_out = true
                where account_id = new.id and kind = 'ROLE' and role = new.role and state = 'CONFIRMED'
                    and not is_carried_out;
            if not found then
                raise exception 'a role is given by a confirmed change'
                    using errcode = 'check_violation', constraint = 'account_role_needs_two';
            end if;
        end if;
        return new;
    end $$;
    create trigger account_role_needs_two before insert or update on organisation_staffaccount
        for each row execute function account_role_needs_two();

    create function appointment_needs_two() returns trigger language plpgsql as $$
    begin
        if not organisation_is_operator() and not exists (
            select from organisation_accountchange c
            where c.account_id = new.account_id and c.kind = 'ROLE' and c.role = new.role and c.state = 'CONFIRMED'
        ) then
            raise exception 'an appointment rests on a confirmed change'
                using errcode = 'check_violation', constraint = 'appointment_needs_two';
        end if;
        return new;
    end $$;
    create trigger appointment_needs_two before insert on organisation_appointment
        for each row execute function appointment_needs_two();

    -- Made in the moment of the decision, by who confirmed it.
    create function invitation_needs_two() returns trigger language plpgsql as $$
    begin
        if new.kind = 'INVITATION' and not organisation_is_operator() and not exists (
            select from organisation_accountchange c
            where c.account_id = new.account_id and c.state = 'CONFIRMED'
                and c.decided_by = new.made_by and c.decided_at = new.made_at
        ) then
            raise exception 'an invitation rests on a confirmed change'
                using errcode = 'check_violation', constraint = 'invitation_needs_two';
        end if;
        return new;
    end $$;
    create trigger invitation_needs_two before insert or update of kind, account_id, made_by, made_at
        on organisation_entrycode for each row execute function invitation_needs_two()
"""
FREE = """
    drop trigger invitation_needs_two on organisation_entrycode;
    drop function invitation_needs_two();
    drop trigger appointment_needs_two on organisation_appointment;
    drop function appointment_needs_two();
    drop trigger account_role_needs_two on organisation_staffaccount;
    drop function account_role_needs_two();
    drop function organisation_is_operator();
    drop trigger account_change_is_decided_once on organisation_accountchange;
    drop function account_change_is_decided_once();
    alter table organisation_accountchange
        drop constraint account_change_proposed_in_her_role,
        drop constraint account_change_decided_in_her_role
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0009_identities"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountChange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("role", models.TextField(default="")),
                ("proposed_by", models.UUIDField()),
                ("proposed_role", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                ("state", models.TextField()),
                ("decided_by", models.UUIDField(null=True)),
                ("decided_role", models.TextField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("is_carried_out", models.BooleanField(default=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "ROLE"),
                                (
                                    "role__in",
                                    [
                                        "COORDINATOR",
                                        "CASE_WORKER",
                                        "SECTION_HEAD",
                                        "ON_CALL",
                                        "COMMITTEE",
                                        "POLICE_LIAISON",
                                        "ADMINISTRATOR",
                                        "REVIEWER",
                                        "AUDITOR",
                                    ],
                                ),
                            ),
                            models.Q(("kind", "INVITATION"), ("role", "")),
                            _connector="OR",
                        ),
                        name="account_change_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proposed_role", "ADMINISTRATOR")), name="account_change_by_role"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("decided_role__isnull", True),
                                ("state", "PROPOSED"),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("decided_role__in", ["ADMINISTRATOR", "SECTION_HEAD"]),
                                ("decided_role__isnull", False),
                                ("state__in", ["CONFIRMED", "DECLINED"]),
                            ),
                            _connector="OR",
                        ),
                        name="account_change_is_decided_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proposed_by", models.F("account")), _negated=True),
                        name="account_change_not_of_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(
                                ("decided_by__isnull", False),
                                models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                models.Q(("decided_by", models.F("account")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="account_change_needs_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_carried_out", False),
                            models.Q(("is_carried_out", True), ("kind", "ROLE"), ("state", "CONFIRMED")),
                            _connector="OR",
                        ),
                        name="account_change_carried_out_when_confirmed",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "PROPOSED")),
                        fields=("account",),
                        name="account_change_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.RunSQL(TWO, FREE),
    ]
