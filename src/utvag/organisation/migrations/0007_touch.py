"""The fresh touch: shown once, used once."""

import uuid
from datetime import timedelta

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

USED_ONCE = """
    create function touch_is_used_once() returns trigger language plpgsql as $$
    begin
        if (new.id, new.account_id, new.session, new.at) is distinct from (old.id, old.account_id, old.session, old.at)
            or old.used_at is not null
        then
            raise exception 'a touch can be used once, and not changed'
                using errcode = 'check_violation', constraint = 'touch_is_used_once';
        end if;
        return new;
    end $$;
    create trigger touch_is_used_once before update on organisation_touch
        for each row execute function touch_is_used_once()
"""
FREE = "drop trigger touch_is_used_once on organisation_touch; drop function touch_is_used_once()"


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0006_roles_of_the_wall"),
    ]

    operations = [
        migrations.CreateModel(
            name="Touch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("session", models.TextField()),
                ("at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("used_for", models.TextField(default="")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["account", "session", "at"], name="touch_of_session")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("session__regex", "^[0-9a-f]{64}$")), name="touch_names_no_session_key"
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            Q(("used_at__isnull", True), ("used_for", "")),
                            Q(("used_at__isnull", False), Q(("used_for", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="touch_is_used_for_something",
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            ("used_at__isnull", True),
                            Q(
                                ("used_at__gte", F("at")),
                                ("used_at__isnull", False),
                                ("used_at__lte", F("at") + timedelta(minutes=2)),
                            ),
                            _connector="OR",
                        ),
                        name="touch_is_used_while_fresh",
                    ),
                ],
            },
        ),
        migrations.RunSQL(USED_ONCE, FREE),
    ]
