"""What a placement is started on, and what follows on it: reviews, extensions, its end."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_two_departments_and_on_call"),
        ("placement", "0002_verdict_of_its_check"),
        ("providers", "0001_providers_and_homes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("from_until", models.DateField()),
                ("to_until", models.DateField()),
                ("review_id", models.UUIDField()),
                ("review_held_date", models.DateField()),
                ("decision_id", models.UUIDField()),
                (
                    "is_taken",
                    models.GeneratedField(
                        db_persist=True, expression=models.Value("TAKEN"), output_field=models.TextField()
                    ),
                ),
                (
                    "is_granted",
                    models.GeneratedField(
                        db_persist=True, expression=models.Value("GRANTED"), output_field=models.TextField()
                    ),
                ),
                (
                    "is_extension",
                    models.GeneratedField(
                        db_persist=True, expression=models.Value("EXTENSION"), output_field=models.TextField()
                    ),
                ),
                ("made_by", models.UUIDField()),
                ("made_date", models.DateField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PlacementSafetyPlan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("person", models.UUIDField()),
                ("document_id", models.UUIDField()),
                (
                    "is_safety_plan",
                    models.GeneratedField(
                        db_persist=True, expression=models.Value("SAFETY_PLAN"), output_field=models.TextField()
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RegisterSnapshot",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("stamp", models.UUIDField()),
                ("as_of", models.DateField()),
                ("register_version", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("held_date", models.DateField()),
                ("social_worker", models.UUIDField()),
                ("abstains_from_crime", models.TextField()),
                ("keeps_security", models.TextField()),
                ("proposal", models.TextField()),
                ("document_id", models.UUIDField()),
                (
                    "is_review",
                    models.GeneratedField(
                        db_persist=True, expression=models.Value("REVIEW"), output_field=models.TextField()
                    ),
                ),
                ("made_by", models.UUIDField()),
                ("made_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="placement",
            name="placement_state_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="placement",
            name="placement_origin_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="placement",
            name="placement_chosen_was_checked",
        ),
        migrations.RemoveConstraint(
            model_name="placement",
            name="placement_clear_or_confirmed",
        ),
        migrations.RemoveConstraint(
            model_name="placement",
            name="placement_one_home_at_a_time",
        ),
        migrations.AddField(
            model_name="check",
            name="from_date",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="check",
            name="step",
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="check",
            name="until_date",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="acute_max_days",
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="agreed_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="agreement_document_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="call_off_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="care_plan_document_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="decision_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="end_reason",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="ended_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="ending_decision_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="enquiry_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="extended_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="extension_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="final_report_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="household_size",
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="initiator",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="is_against_will",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="placement",
            name="moves_from",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="moves_to",
                to="placement.placement",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="notice_days",
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="purchase_decision_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="step",
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="started_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="placement",
            name="started_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="extension",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
        ),
        migrations.AddField(
            model_name="extension",
            name="check_made",
            field=models.ForeignKey(
                db_column="check_id",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="placement.check",
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="placement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="placement.placement"
            ),
        ),
        migrations.AddField(
            model_name="placementsafetyplan",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
        ),
        migrations.AddField(
            model_name="placementsafetyplan",
            name="placement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="safety_plans", to="placement.placement"
            ),
        ),
        migrations.AddField(
            model_name="check",
            name="snapshot",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="placement.registersnapshot",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
        ),
        migrations.AddField(
            model_name="review",
            name="placement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="placement.placement"
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="is_agreement",
            field=models.GeneratedField(
                db_persist=True, expression=models.Value("PLACEMENT_AGREEMENT"), output_field=models.TextField()
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="is_care_plan",
            field=models.GeneratedField(
                db_persist=True, expression=models.Value("CARE_PLAN"), output_field=models.TextField()
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="is_ending",
            field=models.GeneratedField(
                db_persist=True, expression=models.Value("ENDING"), output_field=models.TextField()
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="is_final_report",
            field=models.GeneratedField(
                db_persist=True, expression=models.Value("FINAL_REPORT"), output_field=models.TextField()
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="is_granted",
            field=models.GeneratedField(
                db_persist=True, expression=models.Value("GRANTED"), output_field=models.TextField()
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="is_taken",
            field=models.GeneratedField(
                db_persist=True, expression=models.Value("TAKEN"), output_field=models.TextField()
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="is_yes",
            field=models.GeneratedField(
                db_persist=True, expression=models.Value("YES"), output_field=models.TextField()
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="moves_on",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(state__in=["PROPOSED", "PLANNED", "STANDING", "ENDED"], then=models.F("from_date")),
                    default=None,
                    output_field=models.DateField(),
                ),
                output_field=models.DateField(),
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="of_municipality",
            field=models.GeneratedField(
                db_persist=True, expression=models.Value("MUNICIPALITY"), output_field=models.TextField()
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="of_provider",
            field=models.GeneratedField(
                db_persist=True, expression=models.Value("PROVIDER"), output_field=models.TextField()
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="opens_housing",
            field=models.GeneratedField(
                db_persist=True, expression=models.Value(True), output_field=models.BooleanField()
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="purchase_type",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(step=2, then=models.Value("CALL_OFF_FRAMEWORK")),
                    models.When(step=3, then=models.Value("CALL_OFF_OUTSIDE")),
                    default=None,
                    output_field=models.TextField(),
                ),
                output_field=models.TextField(),
            ),
        ),
    ]
