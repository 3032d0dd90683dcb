"""Each case opened in an emergency is flagged, and once; it is judged by the review that it has already."""

from django.db import migrations, models

RULES = (
    "OWNER_ASKS CANARY BREAK_GLASS NEVER_ASSIGNED SAME_NAME OUTSIDE_HOURS NO_LATER_ACTION ENDED_NAMING "
    "ON_CALL_WITHOUT_NEED ABOVE_OWN_MEDIAN MANY_SEARCHES REPEATED_DENIED BEFORE_LEAVING CLOSED_CASE "
    "REVEAL_WITHOUT_VISIT MANY_FILES SWEEP"
).split()


class Migration(migrations.Migration):
    dependencies = [("log_review", "0002_reviewed")]

    operations = [
        migrations.RemoveConstraint("flag", "log_flag_rule_is_known"),
        migrations.RemoveConstraint("flag", "log_flag_once_a_day"),
        migrations.AddField("flag", "opening", models.UUIDField(null=True, unique=True)),
        migrations.AddConstraint(
            "flag",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", False), ("opening__isnull", False), ("rule", "BREAK_GLASS")),
                    models.Q(("opening__isnull", True), models.Q(("rule", "BREAK_GLASS"), _negated=True)),
                    _connector="OR",
                ),
                name="log_flag_of_an_emergency_names_it",
            ),
        ),
        migrations.AddConstraint(
            "flag",
            models.CheckConstraint(condition=models.Q(("rule__in", RULES)), name="log_flag_rule_is_known"),
        ),
        migrations.AddConstraint(
            "flag",
            models.UniqueConstraint(
                fields=["rule", "account", "case", "day"],
                condition=models.Q(("opening__isnull", True)),
                name="log_flag_once_a_day",
                nulls_distinct=False,
            ),
        ),
    ]
