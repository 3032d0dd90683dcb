"""Openings in an emergency: one at a time, an hour at most, ended once and reviewed once, by another."""

import datetime
import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

ENDED_AND_REVIEWED_ONCE = """
    create function break_glass_is_ended_and_reviewed_once() returns trigger language plpgsql as $$
    begin
        if (new.id, new.case_id, new.account_id, new.ground, new.opened_at, new.until_at, new.review_date, new.sealed)
            is distinct from
            (old.id, old.case_id, old.account_id, old.ground, old.opened_at, old.until_at, old.review_date, old.sealed)
            or (old.ended_at is not null and new.ended_at is distinct from old.ended_at)
            or old.reviewed_at is not null
        then
            raise exception 'an opening is ended once and reviewed once, and not changed'
                using errcode = 'check_violation', constraint = 'break_glass_is_ended_and_reviewed_once';
        end if;
        return new;
    end $$;
    create trigger break_glass_is_ended_and_reviewed_once before update on break_glass_breakglass
        for each row execute function break_glass_is_ended_and_reviewed_once()
"""
FREE = """
    drop trigger break_glass_is_ended_and_reviewed_once on break_glass_breakglass;
    drop function break_glass_is_ended_and_reviewed_once()
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0007_opened_in_an_emergency"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BreakGlass",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("ground", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("review_date", models.DateField()),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("finding", models.TextField(null=True)),
                ("sealed", models.BinaryField()),
                ("review", models.BinaryField(null=True)),
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
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["account", "reviewed_at"], name="break_glass_of_account")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ground__in", ["LIFE", "CHILD", "MOVE", "SYSTEM"])),
                        name="break_glass_ground_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_at__gt", models.F("opened_at")),
                            (
                                "until_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("opened_at"), "+", models.Value(datetime.timedelta(seconds=3600))
                                ),
                            ),
                        ),
                        name="break_glass_an_hour_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            models.Q(
                                ("ended_at__gte", models.F("opened_at")),
                                ("ended_at__isnull", False),
                                ("ended_at__lte", models.F("until_at")),
                            ),
                            _connector="OR",
                        ),
                        name="break_glass_ended_in_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("finding__isnull", True),
                                ("review__isnull", True),
                                ("reviewed_at__isnull", True),
                                ("reviewed_by__isnull", True),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("finding__in", ["IN_ORDER", "NOT_IN_ORDER"]),
                                ("finding__isnull", False),
                                ("review__isnull", False),
                                ("reviewed_at__gte", models.F("ended_at")),
                                ("reviewed_at__isnull", False),
                                ("reviewed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="break_glass_reviewed_whole_and_after",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by__isnull", True),
                            models.Q(("reviewed_by", models.F("account")), _negated=True),
                            _connector="OR",
                        ),
                        name="break_glass_reviewed_by_another",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("account", "="),
                            (
                                models.Func(
                                    "opened_at",
                                    django.db.models.functions.comparison.Coalesce("ended_at", "until_at"),
                                    models.Value("[)"),
                                    function="tstzrange",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="break_glass_one_case_at_a_time",
                    ),
                ],
            },
        ),
        migrations.RunSQL(ENDED_AND_REVIEWED_ONCE, FREE),
    ]
