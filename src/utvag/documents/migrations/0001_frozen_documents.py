"""Frozen documents, signatures on them, and the keys that employees sign with."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
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
            name="Document",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("subject", models.UUIDField(null=True)),
                ("sha256", models.BinaryField()),
                ("template", models.TextField()),
                ("template_version", models.TextField()),
                ("pages", models.IntegerField()),
                ("frozen_at", models.DateTimeField()),
                ("frozen_by", models.UUIDField()),
                ("sealed", models.BinaryField()),
                ("content", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SigningKey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("public_key", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("sha256", models.BinaryField()),
                ("party", models.TextField()),
                ("method", models.TextField()),
                ("signed_date", models.DateField()),
                ("registered_by", models.UUIDField()),
                ("registered_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                ("copy", models.BinaryField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="documents.document"
                    ),
                ),
                (
                    "key",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.signingkey",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["case", "-frozen_at"], name="document_of_case"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "DECISION",
                            "DECISION_NOTICE",
                            "CARE_PLAN",
                            "SAFETY_PLAN",
                            "PLACEMENT_AGREEMENT",
                            "MEETING_MINUTES",
                            "PROVIDER_ENQUIRY",
                            "DIRECT_AWARD_MEMO",
                            "REVIEW",
                            "FINAL_REPORT",
                            "WEEKLY_SHEET",
                            "ADDRESS_DISCLOSED_REPORT",
                            "DISCLOSURE_RECEIPT",
                        ],
                    )
                ),
                name="document_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", True), ("kind", "WEEKLY_SHEET")),
                    models.Q(("case__isnull", False), models.Q(("kind", "WEEKLY_SHEET"), _negated=True)),
                    _connector="OR",
                ),
                name="document_is_of_a_case_or_the_polices",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(condition=models.Q(("pages__gte", 1)), name="document_has_pages"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length("sha256"), 32),
                name="document_hash_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("id", "case", "kind"), name="document_with_its_case_and_kind"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("id", "sha256"), name="document_with_its_hash"),
        ),
        migrations.AddConstraint(
            model_name="signingkey",
            constraint=models.UniqueConstraint(fields=("id", "account"), name="signing_key_with_its_account"),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(fields=("document", "party"), name="signature_one_per_party"),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(("party__in", ["MUNICIPALITY", "PROVIDER", "PERSON", "POLICE"])),
                name="signature_party_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("copy__isnull", False), ("key__isnull", True), ("method", "COPY")),
                    models.Q(("copy__isnull", True), ("key__isnull", False), ("method", "ELECTRONIC")),
                    _connector="OR",
                ),
                name="signature_is_a_copy_or_made_with_a_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(("method", "COPY"), ("party", "MUNICIPALITY"), _connector="OR"),
                name="signature_with_a_key_is_the_municipalitys",
            ),
        ),
    ]
