"""The log, in a schema of its own."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor", models.UUIDField(null=True)),
                ("actor_role", models.TextField()),
                ("action", models.TextField()),
                ("outcome", models.TextField()),
                ("subject_kind", models.TextField()),
                ("subject", models.UUIDField(null=True)),
                ("case", models.UUIDField(null=True)),
                ("register_version", models.BigIntegerField(null=True)),
                ("verdict", models.TextField(blank=True, default="")),
                ("purpose", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "at"], name="log_entry_of_case"),
                    models.Index(fields=["actor", "at"], name="log_entry_of_actor"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["DONE", "DENIED"])), name="log_entry_outcome_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purpose", ""), _negated=True), name="log_entry_has_purpose"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            sql="create schema audit; alter table audit_logentry set schema audit",
            reverse_sql="alter table audit.audit_logentry set schema public; drop schema audit",
        ),
    ]
