"""What is weighed is proposed by one and decided by another, by her own act.

Rows that named a section head other than who wrote them stand as decided when they were written, as was the rule then.
Rows that a head wrote and decided alone become proposals: they open nothing until somebody else decides.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q

from utvag.law.grounds import grounds

STATES = ["REGISTERED", "DECIDED", "PROPOSED", "DECLINED"]


def load_needs(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write which grounds are weighed, and so decided, as the law has them now."""
    del schema_editor
    weighed = [key for key, ground in grounds().items() if ground.needs_decision]
    apps.get_model("disclosure", "Ground").objects.filter(pk__in=weighed).update(needs_decision=True)


def convert(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give every row and receipt its state."""
    del schema_editor
    rows = apps.get_model("disclosure", "Disclosure").objects
    weighed = apps.get_model("disclosure", "Ground").objects.filter(needs_decision=True).values("pk")
    rows.filter(ground__in=weighed).update(needs_decision=True, state="PROPOSED")
    by_another = rows.filter(needs_decision=True).exclude(decided_by=F("registered_by"))
    by_another.update(state="DECIDED", decided_at=F("registered_at"))
    rows.filter(state__in=["REGISTERED", "PROPOSED"]).update(decided_by=None, decided_role=None)
    decided = rows.filter(state="DECIDED").values("pk")
    apps.get_model("disclosure", "Receipt").objects.filter(disclosure__in=decided).update(disclosure_state="DECIDED")


def check(name: str, condition: Q) -> migrations.AddConstraint:
    """Add a check to the register."""
    return migrations.AddConstraint("disclosure", models.CheckConstraint(condition=condition, name=name))


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0003_grounds")]

    operations = [
        migrations.AddField("ground", "needs_decision", models.BooleanField(default=False), preserve_default=False),
        migrations.RunPython(load_needs, migrations.RunPython.noop),
        migrations.RemoveConstraint("disclosure", "disclosure_without_consent_by_head"),
        migrations.RemoveConstraint("disclosure", "disclosure_role_is_known"),
        migrations.RemoveConstraint("disclosure", "disclosure_registered_after"),
        migrations.AddField("disclosure", "state", models.TextField(default="REGISTERED"), preserve_default=False),
        migrations.AddField("disclosure", "needs_decision", models.BooleanField(default=False), preserve_default=False),
        migrations.AddField("disclosure", "decided_at", models.DateTimeField(null=True)),
        migrations.AddField("disclosure", "decision_sealed", models.BinaryField(null=True)),
        migrations.AlterField("disclosure", "decided_by", models.UUIDField(null=True)),
        migrations.AlterField("disclosure", "decided_role", models.TextField(null=True)),
        migrations.AlterField("disclosure", "disclosed_at", models.DateTimeField(null=True)),
        migrations.AlterField("disclosure", "disclosed_date", models.DateField(null=True)),
        migrations.AddField(
            "receipt", "disclosure_state", models.TextField(default="REGISTERED"), preserve_default=False
        ),
        migrations.RunPython(convert, migrations.RunPython.noop),
        check(
            "disclosure_registered_after",
            Q(disclosed_at__isnull=True)
            | Q(disclosed_at__lte=F("registered_at"))
            | Q(decided_at__isnull=False, disclosed_at=F("decided_at")),
        ),
        check("disclosure_state_is_known", Q(state__in=STATES)),
        check(
            "disclosure_proposed_where_it_is_weighed",
            Q(needs_decision=False, state="REGISTERED") | Q(needs_decision=True) & ~Q(state="REGISTERED"),
        ),
        check(
            "disclosure_decided_by_somebody_at_a_time",
            Q(
                state__in=["DECIDED", "DECLINED"],
                decided_at__isnull=False,
                decided_by__isnull=False,
                decided_role__isnull=False,
            )
            | Q(
                state__in=["REGISTERED", "PROPOSED"],
                decided_at__isnull=True,
                decided_by__isnull=True,
                decided_role__isnull=True,
                decision_sealed__isnull=True,
            ),
        ),
        check("disclosure_decided_by_another", Q(decided_by__isnull=True) | ~Q(decided_by=F("registered_by"))),
        check(
            "disclosure_decided_by_head_or_on_call",
            Q(decided_role__isnull=True) | Q(decided_role__in=["SECTION_HEAD", "ON_CALL"]),
        ),
        check("disclosure_decided_after_proposed", Q(decided_at__isnull=True) | Q(decided_at__gte=F("registered_at"))),
        check("disclosure_declined_with_a_reason", ~Q(state="DECLINED") | Q(decision_sealed__isnull=False)),
        check(
            "disclosure_has_its_moment",
            Q(disclosed_at__isnull=False, disclosed_date__isnull=False)
            | Q(state__in=["PROPOSED", "DECLINED"], disclosed_at__isnull=True, disclosed_date__isnull=True),
        ),
        migrations.AddConstraint(
            "disclosure", models.UniqueConstraint(fields=["id", "state"], name="disclosure_with_its_state")
        ),
        migrations.AddConstraint(
            "receipt",
            models.CheckConstraint(
                condition=Q(disclosure_state__in=["REGISTERED", "DECIDED"]), name="receipt_of_what_was_given_out"
            ),
        ),
    ]
