"""Let an alarm say that a key was to be destroyed without two having agreed."""

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
]


class Migration(migrations.Migration):
    dependencies = [("alarms", "0001_key_alarms")]

    operations = [
        migrations.RemoveConstraint(model_name="keyalarm", name="key_alarm_kind_is_known"),
        migrations.AddConstraint(
            model_name="keyalarm",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", KINDS)), name="key_alarm_kind_is_known"),
        ),
    ]
