"""Reserve homes, who opened them, and what is left to do after a disclosed address."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0003_two_departments_and_on_call"),
        ("placement", "0002_verdict_of_its_check"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AddressDisclosed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("state", models.TextField(default="OPEN")),
                ("learned_at", models.DateTimeField()),
                ("registered_at", models.DateTimeField()),
                ("registered_by", models.UUIDField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.UUIDField(null=True)),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="placement.placement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DisclosedStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("disclosed_state", models.TextField(default="OPEN")),
                ("kind", models.TextField()),
                ("number", models.SmallIntegerField(default=1)),
                ("due_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by", models.UUIDField(null=True)),
                ("sealed", models.BinaryField(null=True)),
                (
                    "disclosed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="emergency.addressdisclosed",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReserveOpening",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("ground", models.TextField()),
                ("register_version", models.BigIntegerField()),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.UUIDField()),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "disclosed",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="openings",
                        to="emergency.addressdisclosed",
                    ),
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
            name="OpeningNotice",
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
                    "opening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="emergency.reserveopening",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReserveSet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("night", models.DateField()),
                ("cause", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("register_version", models.BigIntegerField()),
                ("engine_version", models.TextField()),
                ("verdict", models.TextField()),
                ("count", models.SmallIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="placement.finding"
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reserve_sets",
                        to="placement.placement",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="reserveopening",
            name="reserve_set",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="openings", to="emergency.reserveset"
            ),
        ),
        migrations.AddConstraint(
            model_name="addressdisclosed",
            constraint=models.CheckConstraint(
                condition=models.Q(("learned_at__lte", models.F("registered_at"))),
                name="address_disclosed_learned_before_written",
            ),
        ),
        migrations.AddConstraint(
            model_name="addressdisclosed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True), ("state", "OPEN")),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False), ("state", "CLOSED")),
                    _connector="OR",
                ),
                name="address_disclosed_closed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="addressdisclosed",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "OPEN")), fields=("placement",), name="address_disclosed_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="addressdisclosed",
            constraint=models.UniqueConstraint(fields=("id", "state"), name="address_disclosed_with_its_state"),
        ),
        migrations.AddConstraint(
            model_name="addressdisclosed",
            constraint=models.UniqueConstraint(fields=("id", "placement"), name="address_disclosed_of_its_placement"),
        ),
        migrations.AddConstraint(
            model_name="disclosedstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "POLICE_TOLD",
                            "PERSON_SAFE",
                            "PROVIDER_TOLD",
                            "POLICE_CONFIRMED",
                            "RESERVES_OPENED",
                            "NEW_PLACEMENT",
                            "HOME_MARKED",
                            "PROVIDER_REPORT",
                            "JOURNAL_NOTE",
                            "SAFETY_PLAN",
                            "POPULATION_REGISTER",
                            "LEX_SARAH",
                            "IVO",
                        ],
                    )
                ),
                name="disclosed_step_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosedstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="disclosed_step_done_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosedstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("disclosed_state", "OPEN"), ("done_at__isnull", False), _connector="OR"),
                name="disclosed_step_done_before_closing",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosedstep",
            constraint=models.UniqueConstraint(fields=("disclosed", "kind", "number"), name="disclosed_step_once"),
        ),
        migrations.AddConstraint(
            model_name="openingnotice",
            constraint=models.UniqueConstraint(fields=("opening", "account"), name="opening_notice_once"),
        ),
        migrations.AddIndex(
            model_name="reserveset",
            index=models.Index(fields=["placement", "-made_at"], name="reserve_set_latest"),
        ),
        migrations.AddConstraint(
            model_name="reserveset",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["CLEAR", "NOT_CHECKED", "EXCLUDED"])),
                name="reserve_set_verdict_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reserveset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("count__gte", 1), ("count__lte", 3), ("verdict", "CLEAR")),
                    models.Q(("count", 0), ("verdict__in", ["NOT_CHECKED", "EXCLUDED"])),
                    _connector="OR",
                ),
                name="reserve_set_holds_clear_homes_only",
            ),
        ),
        migrations.AddConstraint(
            model_name="reserveset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cause", "NIGHT"), ("finding__isnull", True)),
                    models.Q(("cause", "COLLISION"), ("finding__isnull", False)),
                    _connector="OR",
                ),
                name="reserve_set_has_a_cause",
            ),
        ),
        migrations.AddConstraint(
            model_name="reserveset",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cause", "NIGHT")), fields=("placement", "night"), name="reserve_set_one_a_night"
            ),
        ),
        migrations.AddConstraint(
            model_name="reserveset",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cause", "COLLISION")),
                fields=("finding", "register_version"),
                name="reserve_set_one_for_a_collision",
            ),
        ),
        migrations.AddConstraint(
            model_name="reserveset",
            constraint=models.UniqueConstraint(fields=("id", "placement", "case"), name="reserve_set_of_its_placement"),
        ),
        migrations.AddIndex(
            model_name="reserveopening",
            index=models.Index(fields=["-opened_at"], name="reserve_opening_latest"),
        ),
        migrations.AddConstraint(
            model_name="reserveopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("disclosed__isnull", False), ("ground", "ADDRESS_DISCLOSED")),
                    models.Q(("disclosed__isnull", True), ("ground", "ACUTE")),
                    _connector="OR",
                ),
                name="reserve_opening_has_a_ground",
            ),
        ),
    ]
