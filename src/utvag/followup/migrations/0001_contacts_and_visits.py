"""Contacts and visits that fulfil what a placement obliges to."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("placement", "0005_what_must_hold_of_the_journey"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("with_whom", models.TextField()),
                ("at", models.DateTimeField()),
                ("way", models.TextField()),
                ("was_reached", models.BooleanField()),
                ("next_date", models.DateField(null=True)),
                ("registered_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="placement.placement"
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["placement", "with_whom", "at"], name="contact_of_placement")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("with_whom__in", ["PERSON", "PROVIDER"])), name="contact_with_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["PHONE", "MEETING", "VIDEO", "MESSAGE"])),
                        name="contact_way_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("at__lte", models.F("registered_at"))), name="contact_has_been_made"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("held_date", models.DateField()),
                ("police_offered_date", models.DateField()),
                ("police_attended", models.BooleanField()),
                ("social_worker_offered_date", models.DateField()),
                ("social_worker_attended", models.BooleanField()),
                ("registered_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="placement.placement"
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "held_date__lte",
                                models.Func(
                                    models.Value("Europe/Stockholm"),
                                    models.F("registered_at"),
                                    function="timezone",
                                    output_field=models.DateField(),
                                    template="(%(function)s(%(expressions)s))::date",
                                ),
                            )
                        ),
                        name="visit_has_been_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("police_offered_date__lte", models.F("held_date"))),
                        name="visit_police_offered_before",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("social_worker_offered_date__lte", models.F("held_date"))),
                        name="visit_social_worker_offered_before",
                    ),
                ],
            },
        ),
    ]
