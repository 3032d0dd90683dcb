"""The threat register, in a schema of its own."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("list_name", models.TextField()),
                ("position", models.IntegerField()),
                ("key_index", models.BinaryField(null=True)),
                ("sealed", models.BinaryField()),
                ("entered_by", models.UUIDField(null=True)),
                ("entered_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["list_name", "position"], name="register_entry_in_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "list_name__in",
                                [
                                    "networks",
                                    "persons",
                                    "memberships",
                                    "conflicts",
                                    "threats",
                                    "address_knowledge",
                                    "police_assessments",
                                ],
                            )
                        ),
                        name="register_entry_list_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("list_name", "key_index"),
                        name="register_entry_one_per_id",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key_index__isnull", False), ("list_name__in", ["networks", "persons"])),
                            models.Q(
                                models.Q(("list_name__in", ["networks", "persons"]), _negated=True),
                                ("key_index__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="register_entry_id_is_indexed",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            sql="create schema threat_register; alter table threats_registerentry set schema threat_register",
            reverse_sql="""
                alter table threat_register.threats_registerentry set schema public;
                drop schema threat_register;
            """,
        ),
    ]
