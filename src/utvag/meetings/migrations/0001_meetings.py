"""Meetings of a case, with participants and tasks."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0003_two_departments_and_on_call"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("state", models.TextField()),
                ("place_kind", models.TextField()),
                ("planned_at", models.DateTimeField()),
                ("created_at", models.DateTimeField()),
                ("held_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("minutes_id", models.UUIDField(null=True)),
                ("police_id", models.UUIDField(null=True)),
                ("police_role", models.TextField(null=True)),
                ("police_attended", models.BooleanField(null=True)),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MeetingTask",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("responsible_role", models.TextField(null=True)),
                ("due_date", models.DateField()),
                ("created_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("sealed", models.BinaryField()),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="meetings.meeting"
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("role", models.TextField()),
                ("invited_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(default="NO_ANSWER")),
                ("attended", models.BooleanField(null=True)),
                ("sealed", models.BinaryField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="participants", to="meetings.meeting"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["case", "state"], name="meeting_by_case_and_state"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["COORDINATION", "NETWORK", "OTHER"])), name="meeting_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["PLANNED", "HELD", "CANCELLED"])), name="meeting_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("place_kind__in", ["PHYSICAL", "VIDEO", "PHONE"])), name="meeting_place_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True), ("state", "PLANNED")),
                    models.Q(
                        models.Q(("state", "PLANNED"), _negated=True),
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="meeting_closed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("held_at__isnull", False), ("state", "HELD")),
                    models.Q(models.Q(("state", "HELD"), _negated=True), ("held_at__isnull", True)),
                    _connector="OR",
                ),
                name="meeting_held_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "COORDINATION"), _negated=True),
                    models.Q(("state", "HELD"), _negated=True),
                    models.Q(
                        ("police_attended", True),
                        ("police_attended__isnull", False),
                        ("police_id__isnull", False),
                        ("police_role", "POLICE"),
                        ("police_role__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="meeting_coordination_held_with_police",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("id", "case", "kind", "state"), name="meeting_of_case_kind_and_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingtask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("responsible__isnull", False), ("responsible_role__isnull", True)),
                    models.Q(
                        ("responsible__isnull", True),
                        (
                            "responsible_role__in",
                            [
                                "POLICE",
                                "CASE_WORKER",
                                "COORDINATOR",
                                "PROVIDER",
                                "PERSON",
                                "FAMILY",
                                "PROBATION",
                                "OTHER_AUTHORITY",
                            ],
                        ),
                        ("responsible_role__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="meeting_task_has_one_responsible",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingtask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="meeting_task_done_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "POLICE",
                            "CASE_WORKER",
                            "COORDINATOR",
                            "PROVIDER",
                            "PERSON",
                            "FAMILY",
                            "PROBATION",
                            "OTHER_AUTHORITY",
                        ],
                    )
                ),
                name="participant_role_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["NO_ANSWER", "ACCEPTED", "DECLINED"])),
                name="participant_answer_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("invited_at__isnull", False),
                    models.Q(("answer", "NO_ANSWER"), ("attended", True), ("attended__isnull", False)),
                    _connector="OR",
                ),
                name="participant_invited_or_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                fields=("id", "meeting", "role", "attended"), name="participant_as_attended"
            ),
        ),
    ]
