"""What somebody has begun to write in a form."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("form", models.TextField()),
                ("case_id", models.UUIDField(null=True)),
                ("subject", models.UUIDField(null=True)),
                ("revision", models.BigIntegerField()),
                ("saved_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "form", "case_id", "subject"),
                        name="draft_one_per_form_and_subject",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "form__in",
                                [
                                    "CHOOSE_HOME",
                                    "DECIDE_PROPOSAL",
                                    "WITHDRAW_PROPOSAL",
                                    "KEEP_APART",
                                    "POLICE_ASSESSMENT",
                                ],
                            )
                        ),
                        name="draft_form_is_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("revision__gt", 0)), name="draft_revision_is_positive"),
                ],
            },
        ),
    ]
