"""First contacts, and cases that have just been taken in."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_cases_and_named_staff"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FirstContact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("receipt", models.TextField(unique=True)),
                ("state", models.TextField()),
                ("received_at", models.DateTimeField()),
                ("waiting_until", models.DateField(null=True)),
                ("close_reason", models.TextField(null=True)),
                ("handled_at", models.DateTimeField(null=True)),
                ("number_index", models.BinaryField(null=True)),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="case_state_is_known",
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["INTAKE", "WAITING", "PLACED", "CLOSED"])), name="case_state_is_known"
            ),
        ),
        migrations.AddField(
            model_name="firstcontact",
            name="case",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="firstcontact",
            name="handled_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="firstcontact",
            name="registered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="firstcontact",
            index=models.Index(fields=["number_index"], name="first_contact_by_number"),
        ),
        migrations.AddConstraint(
            model_name="firstcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["NEW", "WAITING", "TAKEN", "LINKED", "CLOSED"])),
                name="first_contact_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="firstcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(("receipt__regex", "^K-[34679ACDEFGHJKMNPQRTWXY]{5}$")),
                name="first_contact_receipt_has_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="firstcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "WAITING"), ("waiting_until__isnull", False)),
                    models.Q(models.Q(("state", "WAITING"), _negated=True), ("waiting_until__isnull", True)),
                    _connector="OR",
                ),
                name="first_contact_waits_until_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="firstcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", False), ("state__in", ["TAKEN", "LINKED"])),
                    models.Q(("case__isnull", True), ("state__in", ["NEW", "WAITING", "CLOSED"])),
                    _connector="OR",
                ),
                name="first_contact_case_when_taken_or_linked",
            ),
        ),
        migrations.AddConstraint(
            model_name="firstcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "close_reason__in",
                            [
                                "OTHER_MUNICIPALITY_ANSWERS",
                                "OUTSIDE_BOTH_DEFINITIONS",
                                "OTHER_SUPPORT",
                                "DOES_NOT_WANT",
                                "NOT_REACHED",
                            ],
                        ),
                        ("close_reason__isnull", False),
                        ("state", "CLOSED"),
                    ),
                    models.Q(models.Q(("state", "CLOSED"), _negated=True), ("close_reason__isnull", True)),
                    _connector="OR",
                ),
                name="first_contact_closed_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="firstcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handled_at__isnull", True), ("handled_by__isnull", True)),
                    models.Q(("handled_at__isnull", False), ("handled_by__isnull", False)),
                    _connector="OR",
                ),
                name="first_contact_handled_by_somebody_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="firstcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handled_at__isnull", True), ("state", "NEW")),
                    ("state", "LINKED"),
                    models.Q(("state__in", ["WAITING", "TAKEN", "CLOSED"]), ("handled_at__isnull", False)),
                    _connector="OR",
                ),
                name="first_contact_handled_unless_new",
            ),
        ),
    ]
