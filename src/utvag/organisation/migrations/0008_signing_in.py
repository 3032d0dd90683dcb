"""Signing in by keys instead of passwords: keys, codes, questions, sessions, and forms that came late."""

import datetime
import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

HELD_TO_IT = """
    create function passkey_is_taken_away_once() returns trigger language plpgsql as $$
    begin
        if (new.id, new.account_id, new.credential, new.added_at)
            is distinct from (old.id, old.account_id, old.credential, old.added_at)
            or old.removed_at is not null
        then
            raise exception 'a key stays who it is, and what is taken away stays away'
                using errcode = 'check_violation', constraint = 'passkey_is_taken_away_once';
        end if;
        if new.removed_why = 'BY_OWNER' then
            -- Two at once wait for each other here.
            perform 1 from organisation_staffaccount where id = new.account_id for update;
            if not exists (
                select 1 from organisation_passkey
                where account_id = new.account_id and id <> new.id and removed_at is null
            ) then
                raise exception 'one key must remain'
                    using errcode = 'check_violation', constraint = 'passkey_one_remains';
            end if;
        end if;
        return new;
    end $$;
    create trigger passkey_is_taken_away_once before update on organisation_passkey
        for each row execute function passkey_is_taken_away_once();

    create function entry_code_is_used_once() returns trigger language plpgsql as $$
    begin
        if (new.id, new.account_id, new.kind, new.code, new.made_by, new.made_at, new.expires_at)
            is distinct from
            (old.id, old.account_id, old.kind, old.code, old.made_by, old.made_at, old.expires_at)
            or old.used_at is not null or old.voided_at is not null
        then
            raise exception 'a code can be used or made void once, and not changed'
                using errcode = 'check_violation', constraint = 'entry_code_is_used_once';
        end if;
        return new;
    end $$;
    create trigger entry_code_is_used_once before update on organisation_entrycode
        for each row execute function entry_code_is_used_once();

    create function sign_in_ends_once() returns trigger language plpgsql as $$
    begin
        if (new.id, new.account_id, new.role, new.session, new.method, new.started_at, new.sealed)
            is distinct from
            (old.id, old.account_id, old.role, old.session, old.method, old.started_at, old.sealed)
            or (old.ended_at is not null and new.ended_at is distinct from old.ended_at)
        then
            raise exception 'a session begins and ends once'
                using errcode = 'check_violation', constraint = 'sign_in_ends_once';
        end if;
        return new;
    end $$;
    create trigger sign_in_ends_once before update on organisation_signin
        for each row execute function sign_in_ends_once()
"""
FREE = """
    drop trigger passkey_is_taken_away_once on organisation_passkey;
    drop function passkey_is_taken_away_once();
    drop trigger entry_code_is_used_once on organisation_entrycode;
    drop function entry_code_is_used_once();
    drop trigger sign_in_ends_once on organisation_signin;
    drop function sign_in_ends_once()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0007_touch"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="staffaccount",
            name="last_login",
        ),
        migrations.RemoveField(
            model_name="staffaccount",
            name="password",
        ),
        migrations.CreateModel(
            name="HeldForm",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WrongCodes",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("name_index", models.BinaryField(unique=True)),
                ("wrong", models.SmallIntegerField(default=0)),
                ("last_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("wrong__gte", 0)), name="wrong_codes_are_counted")
                ],
            },
        ),
        migrations.CreateModel(
            name="Challenge",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("purpose", models.TextField()),
                ("session", models.TextField()),
                ("challenge", models.TextField(unique=True)),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "account",
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
                        condition=models.Q(("purpose__in", ["SIGN_IN", "TOUCH", "NEW_KEY"])),
                        name="challenge_purpose_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("challenge__regex", "^[0-9a-f]{64}$"), ("session__regex", "^[0-9a-f]{64}$")
                        ),
                        name="challenge_is_a_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("account__isnull", True), ("purpose", "SIGN_IN")),
                            models.Q(models.Q(("purpose", "SIGN_IN"), _negated=True), ("account__isnull", False)),
                            _connector="OR",
                        ),
                        name="challenge_is_somebodys",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            models.Q(
                                ("answered_at__gte", models.F("asked_at")),
                                ("answered_at__isnull", False),
                                (
                                    "answered_at__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("asked_at"), "+", models.Value(datetime.timedelta(seconds=300))
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="challenge_is_answered_in_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryCode",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("code", models.TextField(unique=True)),
                ("made_by", models.UUIDField(null=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True)),
                ("used_at", models.DateTimeField(null=True)),
                ("voided_at", models.DateTimeField(null=True)),
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
                        condition=models.Q(("code__regex", "^[0-9a-f]{64}$")), name="entry_code_is_a_hash"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("expires_at__isnull", True), ("kind", "RECOVERY")),
                            models.Q(
                                (
                                    "expires_at",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("made_at"), "+", models.Value(datetime.timedelta(days=1))
                                    ),
                                ),
                                ("expires_at__isnull", False),
                                ("kind", "INVITATION"),
                            ),
                            _connector="OR",
                        ),
                        name="entry_code_invitation_lasts_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("used_at__isnull", True),
                            ("expires_at__isnull", True),
                            ("used_at__lt", models.F("expires_at")),
                            _connector="OR",
                        ),
                        name="entry_code_is_used_in_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("used_at__isnull", True), ("voided_at__isnull", True), _connector="OR"),
                        name="entry_code_is_used_or_void",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Passkey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("credential", models.TextField(unique=True)),
                ("sealed", models.BinaryField()),
                ("sign_count", models.BigIntegerField(default=0)),
                ("added_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                ("removed_why", models.TextField(default="")),
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
                        condition=models.Q(("credential__regex", "^[0-9a-f]{64}$")), name="passkey_is_named_by_a_hash"
                    ),
                    models.CheckConstraint(condition=models.Q(("sign_count__gte", 0)), name="passkey_counts_upwards"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_why", "")),
                            models.Q(
                                ("removed_at__isnull", False), ("removed_why__in", ["BY_OWNER", "REPLACED", "COPIED"])
                            ),
                            _connector="OR",
                        ),
                        name="passkey_is_removed_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("role", models.TextField()),
                ("session", models.TextField(unique=True)),
                ("method", models.TextField()),
                ("started_at", models.DateTimeField()),
                ("active_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.TextField(default="")),
                ("news", models.TextField(default="")),
                ("news_at", models.DateTimeField(null=True)),
                ("sealed", models.BinaryField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["account", "ended_at"], name="sign_ins_of_account")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("session__regex", "^[0-9a-f]{64}$")), name="sign_in_names_no_session_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
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
                            )
                        ),
                        name="sign_in_role_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("method__in", ["PASSKEY", "DEMO", "OTHER"])), name="sign_in_method_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_why", "")),
                            models.Q(
                                ("ended_at__isnull", False),
                                (
                                    "ended_why__in",
                                    ["IDLE", "ABSOLUTE", "SIGNED_OUT", "BY_OWNER", "ACCOUNT_CHANGED", "NEW_KEY"],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="sign_in_ends_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("active_at__gte", models.F("started_at")),
                            (
                                "active_at__lt",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("started_at"), "+", models.Value(datetime.timedelta(seconds=28800))
                                ),
                            ),
                        ),
                        name="sign_in_lasts_a_working_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("news", ""), ("news_at__isnull", True)),
                            models.Q(("news__in", ["OTHER_SIGN_IN", "CODE_USED"]), ("news_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="sign_in_news_are_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(HELD_TO_IT, FREE),
    ]
