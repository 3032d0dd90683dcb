"""Notes of a journal, each tied to the one before it."""

import uuid

import django.db.models.deletion
import django.db.models.expressions
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
            name="JournalNote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.IntegerField()),
                ("kind", models.TextField()),
                ("occurred_at", models.DateTimeField()),
                ("written_at", models.DateTimeField()),
                ("is_sensitive", models.BooleanField()),
                ("sealed", models.BinaryField()),
                ("sealed_facts", models.BinaryField()),
                ("sha256", models.BinaryField()),
                ("previous_number", models.IntegerField(null=True)),
                ("previous_sha256", models.BinaryField(null=True)),
                (
                    "about",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.journalnote",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="cases.case"
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journal.journalnote",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["NOTE", "PHONE", "CONTACT", "MEETING", "VISIT", "PERSON_DISAGREES"])
                        ),
                        name="note_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("occurred_at__lte", models.F("written_at"))),
                        name="note_of_what_has_happened",
                    ),
                    models.UniqueConstraint(fields=("case", "number"), name="note_number_once_in_a_case"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("number", 1), ("previous_number__isnull", True), ("previous_sha256__isnull", True)
                            ),
                            models.Q(
                                ("number__gt", 1),
                                (
                                    "previous_number",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("number"), "-", models.Value(1)
                                    ),
                                ),
                                ("previous_number__isnull", False),
                                ("previous_sha256__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="note_follows_the_one_before",
                    ),
                    models.UniqueConstraint(fields=("corrects",), name="note_corrected_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("corrects__isnull", True),
                            models.Q(("corrects", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="note_corrects_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about__isnull", False), ("kind", "PERSON_DISAGREES")),
                            models.Q(models.Q(("kind", "PERSON_DISAGREES"), _negated=True), ("about__isnull", True)),
                            _connector="OR",
                        ),
                        name="note_about_another_when_the_person_disagrees",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("about__isnull", True), models.Q(("about", models.F("id")), _negated=True), _connector="OR"
                        ),
                        name="note_about_another",
                    ),
                    models.UniqueConstraint(fields=("id", "case"), name="note_of_its_case"),
                    models.UniqueConstraint(fields=("case", "number", "sha256"), name="note_with_its_hash"),
                ],
            },
        ),
        migrations.RunSQL(
            sql="""
                alter table journal_journalnote
                add constraint note_hash_of_its_facts check (sha256 = sha256(sealed_facts));
                alter table journal_journalnote
                add constraint note_holds_the_hash_before
                foreign key (case_id, previous_number, previous_sha256)
                references journal_journalnote (case_id, number, sha256);
                alter table journal_journalnote
                add constraint note_corrects_in_its_case
                foreign key (corrects_id, case_id) references journal_journalnote (id, case_id);
                alter table journal_journalnote
                add constraint note_about_in_its_case
                foreign key (about_id, case_id) references journal_journalnote (id, case_id);
            """,
            reverse_sql="""
                alter table journal_journalnote drop constraint note_about_in_its_case;
                alter table journal_journalnote drop constraint note_corrects_in_its_case;
                alter table journal_journalnote drop constraint note_holds_the_hash_before;
                alter table journal_journalnote drop constraint note_hash_of_its_facts;
            """,
        ),
    ]
