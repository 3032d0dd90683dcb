"""Who has been shown where somebody lives, the budget for it, and who was told."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0006_contact_months"),
        ("organisation", "0007_touch"),
        ("placement", "0006_what_a_stay_rests_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RevealBudget",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("tries", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Reveal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("reason", models.TextField()),
                ("sealed", models.BinaryField(null=True)),
                ("at", models.DateTimeField()),
                ("entry_id", models.UUIDField(unique=True)),
                ("state", models.TextField(default="ASKED")),
                ("spent_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
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
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="placement.placement"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RevealNotice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "reveal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="location.reveal"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="reveal",
            index=models.Index(fields=["account", "-spent_at"], name="reveal_of_account"),
        ),
        migrations.AddIndex(
            model_name="reveal",
            index=models.Index(fields=["case", "-at"], name="reveal_of_case"),
        ),
        migrations.AddConstraint(
            model_name="reveal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__in", ["MOVING_IN", "VISIT", "ACUTE", "TRANSPORT", "OTHER"])),
                name="reveal_reason_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reveal",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["ASKED", "SHOWN", "REFUSED"])), name="reveal_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="reveal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", "OTHER"), ("sealed__isnull", False)),
                    models.Q(models.Q(("reason", "OTHER"), _negated=True), ("sealed__isnull", True)),
                    _connector="OR",
                ),
                name="reveal_other_reason_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="reveal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("state", "ASKED")),
                    models.Q(models.Q(("state", "ASKED"), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="reveal_answered_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="revealnotice",
            index=models.Index(fields=["account", "read_at"], name="reveal_notice_unread"),
        ),
        migrations.AddConstraint(
            model_name="revealnotice",
            constraint=models.UniqueConstraint(fields=("reveal", "account"), name="reveal_notice_one_each"),
        ),
    ]
