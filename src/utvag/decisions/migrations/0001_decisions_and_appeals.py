"""What decisions rest on, decisions, notices and appeals."""

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
            name="LegalBasis",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("decision_type", models.TextField()),
                ("act", models.TextField()),
                ("section", models.TextField()),
                ("from_date", models.DateField()),
                ("until_date", models.DateField()),
                ("from_age", models.SmallIntegerField(null=True)),
                ("below_age", models.SmallIntegerField(null=True)),
                ("source", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "decision_type__in",
                                [
                                    "HOUSING_SUPPORT",
                                    "PROTECTED_HOUSING",
                                    "PROTECTED_HOUSING_UNASSESSED",
                                    "FINANCIAL_ASSISTANCE",
                                    "LVU_PLACEMENT",
                                    "CALL_OFF_FRAMEWORK",
                                    "CALL_OFF_OUTSIDE",
                                    "EXTENSION",
                                    "ENDING",
                                    "ACUTE_HOUSING",
                                ],
                            )
                        ),
                        name="legal_basis_type_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_date__lt", models.F("until_date"))),
                        name="legal_basis_from_before_until",
                    ),
                    models.UniqueConstraint(
                        fields=("decision_type", "act", "section", "from_date", "until_date", "from_age", "below_age"),
                        name="legal_basis_stated_once",
                        nulls_distinct=False,
                    ),
                    models.UniqueConstraint(
                        fields=("id", "decision_type", "from_date", "until_date"), name="legal_basis_with_its_days"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("decision_type", models.TextField()),
                ("role", models.TextField()),
                ("is_out_of_hours", models.BooleanField()),
                ("from_date", models.DateField()),
                ("until_date", models.DateField()),
                ("source", models.TextField()),
                ("is_default", models.BooleanField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "decision_type__in",
                                [
                                    "HOUSING_SUPPORT",
                                    "PROTECTED_HOUSING",
                                    "PROTECTED_HOUSING_UNASSESSED",
                                    "FINANCIAL_ASSISTANCE",
                                    "LVU_PLACEMENT",
                                    "CALL_OFF_FRAMEWORK",
                                    "CALL_OFF_OUTSIDE",
                                    "EXTENSION",
                                    "ENDING",
                                    "ACUTE_HOUSING",
                                ],
                            )
                        ),
                        name="mandate_type_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "COORDINATOR",
                                    "CASE_WORKER",
                                    "SECTION_HEAD",
                                    "ON_CALL",
                                    "POLICE_LIAISON",
                                    "COMMITTEE",
                                ],
                            ),
                            models.Q(("role", "POLICE_LIAISON"), _negated=True),
                        ),
                        name="mandate_role_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_date__lt", models.F("until_date"))), name="mandate_from_before_until"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role", "ON_CALL"), _negated=True), ("is_out_of_hours", True), _connector="OR"
                        ),
                        name="mandate_on_call_out_of_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision_type", "LVU_PLACEMENT"), _negated=True),
                            ("role", "COMMITTEE"),
                            _connector="OR",
                        ),
                        name="mandate_care_of_the_young_is_the_committees",
                    ),
                    models.UniqueConstraint(
                        fields=("decision_type", "role", "is_out_of_hours", "from_date", "until_date", "source"),
                        name="mandate_stated_once",
                    ),
                    models.UniqueConstraint(
                        fields=("id", "decision_type", "role", "is_out_of_hours", "from_date", "until_date"),
                        name="mandate_with_its_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("decision_type", models.TextField()),
                ("opens_housing", models.BooleanField()),
                ("state", models.TextField()),
                ("outcome", models.TextField(null=True)),
                ("basis_from", models.DateField()),
                ("basis_until", models.DateField()),
                ("mandate_from", models.DateField(null=True)),
                ("mandate_until", models.DateField(null=True)),
                ("delegate_role", models.TextField(null=True)),
                ("is_out_of_hours", models.BooleanField(null=True)),
                ("proposed_at", models.DateTimeField()),
                ("decided_role", models.TextField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_date", models.DateField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("from_date", models.DateField()),
                ("until_date", models.DateField(null=True)),
                ("document_id", models.UUIDField(null=True)),
                ("document_kind", models.TextField(null=True)),
                ("subject", models.UUIDField(null=True)),
                ("ground", models.TextField(null=True)),
                ("has_conditions", models.BooleanField(default=False)),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="cases.case"
                    ),
                ),
                (
                    "changes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changed_by",
                        to="decisions.decision",
                    ),
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
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "basis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.legalbasis"
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.mandate"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("decision_state", models.TextField(default="TAKEN")),
                ("given_date", models.DateField()),
                ("last_appeal_date", models.DateField()),
                ("way", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notice", to="decisions.decision"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("decision_state", models.TextField(default="TAKEN")),
                ("last_date", models.DateField(null=True)),
                ("received_date", models.DateField()),
                ("is_in_time", models.BooleanField()),
                ("state", models.TextField()),
                ("outcome", models.TextField(null=True)),
                ("registered_at", models.DateTimeField()),
                ("handled_at", models.DateTimeField(null=True)),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appeals", to="decisions.decision"
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.notice"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["PROPOSED", "TAKEN", "DECLINED", "WITHDRAWN"])),
                name="decision_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "decision_type__in",
                            [
                                "HOUSING_SUPPORT",
                                "PROTECTED_HOUSING",
                                "PROTECTED_HOUSING_UNASSESSED",
                                "LVU_PLACEMENT",
                                "ACUTE_HOUSING",
                            ],
                        ),
                        ("opens_housing", True),
                    ),
                    models.Q(
                        ("opens_housing", False),
                        models.Q(
                            (
                                "decision_type__in",
                                [
                                    "HOUSING_SUPPORT",
                                    "PROTECTED_HOUSING",
                                    "PROTECTED_HOUSING_UNASSESSED",
                                    "LVU_PLACEMENT",
                                    "ACUTE_HOUSING",
                                ],
                            ),
                            _negated=True,
                        ),
                    ),
                    _connector="OR",
                ),
                name="decision_opens_housing_by_its_type",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_date__isnull", True), ("from_date__lt", models.F("until_date")), _connector="OR"
                ),
                name="decision_from_before_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("decided_role__isnull", False),
                        ("decision_date__isnull", False),
                        ("delegate_role__isnull", False),
                        ("is_out_of_hours__isnull", False),
                        ("mandate__isnull", False),
                        ("mandate_from__isnull", False),
                        ("mandate_until__isnull", False),
                        ("outcome__in", ["GRANTED", "REJECTED"]),
                        ("outcome__isnull", False),
                        ("state", "TAKEN"),
                    ),
                    models.Q(
                        models.Q(("state", "TAKEN"), _negated=True),
                        ("decided_by__isnull", True),
                        ("decision_date__isnull", True),
                        ("outcome__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="decision_taken_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("document_id__isnull", False),
                        ("document_kind", "DECISION"),
                        ("document_kind__isnull", False),
                        ("state", "TAKEN"),
                    ),
                    models.Q(
                        models.Q(("state", "TAKEN"), _negated=True),
                        ("document_id__isnull", True),
                        ("document_kind__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="decision_taken_is_written_down",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decision_date__isnull", True),
                    models.Q(
                        ("decision_date__gte", models.F("basis_from")), ("decision_date__lt", models.F("basis_until"))
                    ),
                    _connector="OR",
                ),
                name="decision_basis_in_force_that_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decision_date__isnull", True),
                    models.Q(
                        ("decision_date__gte", models.F("mandate_from")),
                        ("decision_date__lt", models.F("mandate_until")),
                    ),
                    _connector="OR",
                ),
                name="decision_mandate_held_that_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_role__isnull", True), ("decided_role", models.F("delegate_role")), _connector="OR"
                ),
                name="decision_by_whom_the_order_names",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    ("is_out_of_hours", True),
                    _connector="OR",
                ),
                name="decision_not_on_own_proposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        ("state__in", ["DECLINED", "WITHDRAWN"]),
                    ),
                    models.Q(
                        models.Q(("state__in", ["DECLINED", "WITHDRAWN"]), _negated=True),
                        ("closed_at__isnull", True),
                        ("closed_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="decision_given_up_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("changes__isnull", False),
                        ("decision_type", "ENDING"),
                        ("ground__in", ["CIRCUMSTANCES_CHANGED", "TIME_LIMIT", "OWN_WISH", "CONDITION_BROKEN"]),
                        ("ground__isnull", False),
                    ),
                    models.Q(("changes__isnull", False), ("decision_type", "EXTENSION"), ("ground__isnull", True)),
                    models.Q(
                        models.Q(("decision_type__in", ["ENDING", "EXTENSION"]), _negated=True),
                        ("changes__isnull", True),
                        ("ground__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="decision_ended_only_on_a_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "PROPOSED")),
                fields=("case", "decision_type", "subject"),
                name="decision_one_proposal_at_a_time",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("id", "case"), name="decision_of_its_case"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("id", "case", "state"), name="decision_with_its_state"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("id", "case", "state", "outcome", "opens_housing"), name="decision_that_opens_housing"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("id", "case", "state", "outcome", "decision_type"), name="decision_with_its_type"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision_state", "TAKEN")), name="notice_of_a_taken_decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["HANDED_OVER", "READ_OUT", "LETTER", "THROUGH_COUNSEL"])),
                name="notice_way_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_appeal_date__gt", models.F("given_date"))),
                name="notice_leaves_time_to_appeal",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("id", "decision", "last_appeal_date"), name="notice_with_its_last_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision_state", "TAKEN")), name="appeal_of_a_taken_decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["RECEIVED", "DISMISSED", "FORWARDED", "DECIDED"])),
                name="appeal_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_in_time", True), ("last_date__isnull", True), ("notice__isnull", True)),
                    models.Q(
                        ("is_in_time", True),
                        ("last_date__isnull", False),
                        ("notice__isnull", False),
                        ("received_date__lte", models.F("last_date")),
                    ),
                    models.Q(
                        ("is_in_time", False),
                        ("last_date__isnull", False),
                        ("notice__isnull", False),
                        ("received_date__gt", models.F("last_date")),
                    ),
                    _connector="OR",
                ),
                name="appeal_in_time_by_its_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "RECEIVED"),
                    models.Q(("is_in_time", False), ("state", "DISMISSED")),
                    models.Q(("is_in_time", True), ("state__in", ["FORWARDED", "DECIDED"])),
                    _connector="OR",
                ),
                name="appeal_dismissed_only_when_late",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("outcome__in", ["UPHELD", "CHANGED", "REMANDED"]),
                        ("outcome__isnull", False),
                        ("state", "DECIDED"),
                    ),
                    models.Q(models.Q(("state", "DECIDED"), _negated=True), ("outcome__isnull", True)),
                    _connector="OR",
                ),
                name="appeal_decided_with_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handled_at__isnull", True), ("handled_by__isnull", True), ("state", "RECEIVED")),
                    models.Q(
                        models.Q(("state", "RECEIVED"), _negated=True),
                        ("handled_at__isnull", False),
                        ("handled_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="appeal_handled_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["RECEIVED", "FORWARDED"])),
                fields=("decision",),
                name="appeal_one_open_of_a_decision",
            ),
        ),
    ]
