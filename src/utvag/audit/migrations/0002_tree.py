"""The tree over the log: pending rows, leaves, nodes, checkpoints and witnesses' signatures, in the log's schema."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

TABLES = ("pendingentry", "leaf", "treenode", "checkpoint", "cosignature")
HASHES = (("leaf", "hash"), ("treenode", "hash"), ("checkpoint", "root"))

# Written with the owner's rights, so that who writes a row needs none here and cannot leave it out.
PEND = """
create function audit.pend_entry() returns trigger language plpgsql security definer set search_path = audit as $$
begin
    insert into audit.audit_pendingentry (entry_id) values (new.id);
    return null;
end
$$;
revoke all on function audit.pend_entry() from public;
insert into audit.audit_pendingentry (entry_id) select id from audit.audit_logentry;
create trigger pend_entry after insert on audit.audit_logentry for each row execute function audit.pend_entry();
"""
UNPEND = "drop trigger pend_entry on audit.audit_logentry; drop function audit.pend_entry()"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_log")]

    operations = [
        migrations.CreateModel(
            name="PendingEntry",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="audit.logentry",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("index", models.BigIntegerField(primary_key=True, serialize=False)),
                ("hash", models.BinaryField()),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leaf", to="audit.logentry"
                    ),
                ),
                (
                    "previous",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="audit.leaf"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(
                            Q(("index", 0), ("previous__isnull", True)),
                            Q(("index__gt", 0), ("previous", F("index") - 1), ("previous__isnull", False)),
                            _connector="OR",
                        ),
                        name="leaf_follows_the_one_before",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TreeNode",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("level", models.SmallIntegerField()),
                ("index", models.BigIntegerField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("level", "index"), name="tree_node_stands_once"),
                    models.CheckConstraint(
                        condition=Q(("index__gte", 0), ("level__gte", 1)), name="tree_node_lies_above_the_leaves"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField()),
                ("note", models.TextField()),
                ("signed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=Q(("size__gte", 0)), name="checkpoint_has_a_size")],
            },
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("witness", models.TextField()),
                ("cosigned_at", models.DateTimeField()),
                ("line", models.TextField()),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cosignatures",
                        to="audit.checkpoint",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["witness", "-checkpoint"], name="cosignature_latest")],
                "constraints": [
                    models.UniqueConstraint(fields=("checkpoint", "witness"), name="cosignature_one_per_witness")
                ],
            },
        ),
        migrations.RunSQL(
            sql=[f"alter table audit_{table} set schema audit" for table in TABLES],
            reverse_sql=[f"alter table audit.audit_{table} set schema public" for table in TABLES],
        ),
        migrations.RunSQL(
            sql=[
                f"alter table audit.audit_{table} add constraint {table}_{field}_is_sha256"
                f" check (octet_length({field}) = 32)"
                for table, field in HASHES
            ],
            reverse_sql=[
                f"alter table audit.audit_{table} drop constraint {table}_{field}_is_sha256" for table, field in HASHES
            ],
        ),
        migrations.RunSQL(sql=PEND, reverse_sql=UNPEND),
    ]
