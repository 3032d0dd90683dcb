"""The call-off: its steps, enquiries, answers and direct awards."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0003_two_departments_and_on_call"),
        ("providers", "0001_providers_and_homes"),
    ]

    operations = [
        migrations.CreateModel(
            name="CallOff",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("state", models.TextField(default="OPEN")),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.UUIDField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.UUIDField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CallOffStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("step", models.SmallIntegerField()),
                ("previous_step", models.SmallIntegerField(null=True)),
                ("passed_reason", models.TextField(null=True)),
                ("entered_at", models.DateTimeField()),
                ("entered_by", models.UUIDField()),
                ("sealed", models.BinaryField()),
                (
                    "call_off",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="call_off.calloff"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("step", models.SmallIntegerField()),
                ("rank", models.SmallIntegerField()),
                ("sent_at", models.DateTimeField()),
                ("sent_by", models.UUIDField()),
                ("due_date", models.DateField()),
                ("document_id", models.UUIDField()),
                ("document_kind", models.TextField(default="PROVIDER_ENQUIRY")),
                ("sealed", models.BinaryField()),
                (
                    "call_off",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="enquiries", to="call_off.calloff"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="providers.home"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="providers.provider"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DirectAward",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("answer", models.TextField(default="YES")),
                ("revision", models.SmallIntegerField()),
                ("value_kronor", models.BigIntegerField()),
                ("budget_year", models.SmallIntegerField()),
                ("is_urgent", models.BooleanField()),
                ("document_due_date", models.DateField(null=True)),
                ("document_id", models.UUIDField()),
                ("document_kind", models.TextField(default="DIRECT_AWARD_MEMO")),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="providers.home"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="providers.provider"
                    ),
                ),
                (
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="awards", to="call_off.enquiry"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("answer", models.TextField()),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("answered_date", models.DateField()),
                ("registered_at", models.DateTimeField()),
                ("registered_by", models.UUIDField()),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="providers.home"
                    ),
                ),
                (
                    "enquiry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="call_off.enquiry"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="calloff",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["OPEN", "CLOSED"])), name="call_off_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="calloff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True), ("state", "OPEN")),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False), ("state", "CLOSED")),
                    _connector="OR",
                ),
                name="call_off_closed_by_somebody_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="calloff",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "OPEN")), fields=("case",), name="call_off_one_open_per_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="calloff",
            constraint=models.UniqueConstraint(fields=("id", "case"), name="call_off_of_its_case"),
        ),
        migrations.AddConstraint(
            model_name="calloffstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("step__in", [1, 2, 3])), name="call_off_step_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="calloffstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("previous_step__isnull", True), ("step", 1)),
                    models.Q(
                        (
                            "previous_step",
                            django.db.models.expressions.CombinedExpression(models.F("step"), "-", models.Value(1)),
                        ),
                        ("previous_step__isnull", False),
                        ("step__gt", 1),
                    ),
                    _connector="OR",
                ),
                name="call_off_step_after_the_one_before",
            ),
        ),
        migrations.AddConstraint(
            model_name="calloffstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("passed_reason__isnull", True), ("step", 1)),
                    models.Q(
                        (
                            "passed_reason__in",
                            ["NO_HOME_CLEAR", "NEED_NOT_MET", "PROVIDERS_SAID_NO", "NO_ANSWER_IN_TIME", "URGENT"],
                        ),
                        ("passed_reason__isnull", False),
                        ("step__gt", 1),
                    ),
                    _connector="OR",
                ),
                name="call_off_step_passed_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="calloffstep",
            constraint=models.UniqueConstraint(fields=("call_off", "case", "step"), name="call_off_step_once"),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(condition=models.Q(("rank__gte", 1)), name="enquiry_has_a_rank"),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("document_kind", "PROVIDER_ENQUIRY")), name="enquiry_is_a_document"
            ),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.UniqueConstraint(fields=("id", "case", "home"), name="enquiry_of_its_home"),
        ),
        migrations.AddIndex(
            model_name="directaward",
            index=models.Index(fields=["provider", "budget_year"], name="award_by_provider_and_year"),
        ),
        migrations.AddConstraint(
            model_name="directaward",
            constraint=models.CheckConstraint(condition=models.Q(("answer", "YES")), name="award_of_a_yes"),
        ),
        migrations.AddConstraint(
            model_name="directaward",
            constraint=models.CheckConstraint(condition=models.Q(("value_kronor__gte", 1)), name="award_has_a_value"),
        ),
        migrations.AddConstraint(
            model_name="directaward",
            constraint=models.CheckConstraint(
                condition=models.Q(("document_kind", "DIRECT_AWARD_MEMO")), name="award_is_a_document"
            ),
        ),
        migrations.AddConstraint(
            model_name="directaward",
            constraint=models.UniqueConstraint(fields=("enquiry", "revision"), name="award_revision_once"),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["YES", "NO"])), name="answer_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "YES"), ("reasons__len", 0)),
                    models.Q(("answer", "NO"), ("reasons__len__gte", 1)),
                    _connector="OR",
                ),
                name="answer_no_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reasons__contained_by",
                        [
                            "METHODS_DO_NOT_FIT",
                            "COMPETENCE_LACKING",
                            "OTHERS_PLACED_THERE",
                            "AGE",
                            "NEGATIVE_INFLUENCE",
                            "NO_CAPACITY",
                            "OTHER",
                        ],
                    )
                ),
                name="answer_reasons_are_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                fields=("enquiry", "case", "home", "answer"), name="answer_with_its_word"
            ),
        ),
    ]
