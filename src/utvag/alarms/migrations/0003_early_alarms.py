"""Let an alarm say that a limit is near, or that one account opens many keys in a short time."""

from django.db import migrations, models

KINDS = [
    "OVER_LIMIT",
    "UNKNOWN_TICKET",
    "FOREIGN_KEY",
    "KIND_REFUSED",
    "TOO_MANY_SESSIONS",
    "EVIDENCE_REFUSED",
    "UNKNOWN_CLIENT",
    "MALFORMED",
    "UNSEAL_REFUSED",
    "DESTROY_REFUSED",
    "NEAR_LIMIT",
    "FAST_OPENING",
]


class Migration(migrations.Migration):
    dependencies = [("alarms", "0002_destroying_refused")]

    operations = [
        migrations.RemoveConstraint(model_name="keyalarm", name="key_alarm_kind_is_known"),
        migrations.AddConstraint(
            model_name="keyalarm",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", KINDS)), name="key_alarm_kind_is_known"),
        ),
    ]
