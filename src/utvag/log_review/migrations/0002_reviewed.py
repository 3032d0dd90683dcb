"""What is drawn and flagged for review, what the reviewer says of it, marked cases, alarms and minutes."""

import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

# Whose access a judgement is of is held to the item, so that the check of the two accounts is of the true one.
KEY = """
    alter table log_review_judgement add constraint judgement_of_the_items_account
        foreign key (item_id, account_id) references log_review_item (id, account_id);
"""
UNKEY = "alter table log_review_judgement drop constraint judgement_of_the_items_account"
# A reviewer judges nobody in her own unit; and what is done with stays as it was left.
HOLD = """
    create function judgement_may_be_made() returns trigger language plpgsql as $$
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
    create trigger judgement_may_be_made before insert on log_review_judgement
        for each row execute function judgement_may_be_made();
"""
LET_GO = "drop trigger judgement_may_be_made on log_review_judgement; drop function judgement_may_be_made()"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_contact_months"),
        ("documents", "0004_minutes_of_a_review"),
        ("log_review", "0001_who_looked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("week", models.DateField(primary_key=True, serialize=False)),
                ("checkpoint", models.BigIntegerField()),
                ("accesses", models.IntegerField()),
                ("drawn", models.IntegerField()),
                ("drawn_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("week__iso_week_day", 1)), name="sample_week_is_a_monday"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("drawn__gte", 0),
                            ("drawn__lte", models.F("accesses")),
                            (
                                "accesses__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("drawn"), "*", models.Value(20)
                                ),
                            ),
                        ),
                        name="sample_is_large_enough",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("origin", models.TextField()),
                ("entry", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("role", models.TextField()),
                ("action", models.TextField()),
                ("purpose", models.TextField()),
                ("is_denied", models.BooleanField()),
                ("made_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "flag",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="item",
                        to="log_review.flag",
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="log_review.sample",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Alarm",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("entry", models.UUIDField(unique=True)),
                ("at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "seen_by",
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
                        condition=models.Q(("kind__in", ["LOCATION_BUDGET", "LOCATION_UNWITNESSED"])),
                        name="log_alarm_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seen_at__isnull", True), ("seen_by__isnull", True)),
                            models.Q(("seen_at__isnull", False), ("seen_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="log_alarm_seen_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("seen_by__isnull", True),
                            ("account__isnull", True),
                            models.Q(("seen_by", models.F("account")), _negated=True),
                            _connector="OR",
                        ),
                        name="log_alarm_seen_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Canary",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("marked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("sealed", models.BinaryField()),
                (
                    "marked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True), ("ended_at__gte", models.F("marked_at")), _connector="OR"
                        ),
                        name="canary_ends_after_it_began",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.SmallIntegerField()),
                ("outcome", models.TextField()),
                ("at", models.DateTimeField()),
                ("follow_up_date", models.DateField(null=True)),
                ("sealed", models.BinaryField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="judgements", to="log_review.item"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["ATTESTED", "ASKED_MANAGER", "FINDING", "CLOSED"])),
                        name="judgement_outcome_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reviewer", models.F("account")), _negated=True),
                        name="judgement_of_another_than_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("follow_up_date__isnull", False), ("outcome__in", ["ASKED_MANAGER", "FINDING"])),
                            models.Q(("follow_up_date__isnull", True), ("outcome__in", ["ATTESTED", "CLOSED"])),
                            _connector="OR",
                        ),
                        name="judgement_is_followed_up_on_a_day",
                    ),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="judgement_is_counted"),
                    models.UniqueConstraint(fields=("item", "number"), name="judgement_numbered_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("week", models.DateField()),
                ("made_at", models.DateTimeField()),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("week__iso_week_day", 1)), name="minutes_week_is_a_monday"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OtherLook",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "account", "day"), name="other_look_once_a_day")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("flag__isnull", True), ("origin", "SAMPLE"), ("sample__isnull", False)),
                    models.Q(("flag__isnull", False), ("origin", "FLAG"), ("sample__isnull", True)),
                    _connector="OR",
                ),
                name="review_item_is_drawn_or_flagged",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("sample", "entry"), name="review_item_drawn_once"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("id", "account"), name="review_item_with_its_account"),
        ),
        migrations.RunSQL(sql=KEY, reverse_sql=UNKEY),
        migrations.RunSQL(sql=HOLD, reverse_sql=LET_GO),
    ]
