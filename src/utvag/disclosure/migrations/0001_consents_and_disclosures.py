"""Consents with parties, scope and days; the grounds of the law; the register of disclosures."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0003_two_departments_and_on_call"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("given_date", models.DateField()),
                ("from_date", models.DateField()),
                ("until_date", models.DateField()),
                ("registered_by", models.UUIDField()),
                ("registered_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.UUIDField(null=True)),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="cases.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConsentParty",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("party", models.TextField()),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parties", to="disclosure.consent"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConsentScope",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("category", models.TextField()),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scope", to="disclosure.consent"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ground",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("from_date", models.DateField()),
                ("until_date", models.DateField()),
                ("needs_under_21", models.BooleanField()),
                ("may_recur", models.BooleanField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_date__lt", models.F("until_date"))), name="ground_from_before_until"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key__startswith", "OSL_10_27"), _negated=True),
                        name="ground_never_the_general_clause",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("party", models.TextField()),
                ("category", models.TextField()),
                ("ground_from", models.DateField()),
                ("ground_until", models.DateField()),
                ("consent_from", models.DateField(null=True)),
                ("consent_until", models.DateField(null=True)),
                ("disclosed_at", models.DateTimeField()),
                ("disclosed_date", models.DateField()),
                ("recurs_until", models.DateField(null=True)),
                ("may_recur", models.BooleanField()),
                ("needs_under_21", models.BooleanField()),
                ("person", models.UUIDField(null=True)),
                ("age", models.SmallIntegerField(null=True)),
                ("protected_address", models.TextField()),
                ("decided_by", models.UUIDField()),
                ("decided_role", models.TextField()),
                ("registered_by", models.UUIDField()),
                ("registered_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disclosures", to="cases.case"
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="disclosure.consent",
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="disclosure.ground"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GroundParty",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("party", models.TextField()),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parties", to="disclosure.ground"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("outcome", models.TextField()),
                ("noted_date", models.DateField()),
                ("noted_by", models.UUIDField()),
                ("noted_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="disclosure.disclosure"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_date__lt", models.F("until_date"))), name="consent_from_before_until"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("given_date__lte", models.F("from_date"))), name="consent_holds_when_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="consent_withdrawn_by_somebody_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentparty",
            constraint=models.UniqueConstraint(fields=("consent", "party"), name="consent_party_once"),
        ),
        migrations.AddConstraint(
            model_name="consentparty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "party__in",
                        [
                            "POLICE",
                            "PRISON_SERVICE",
                            "PROVIDER",
                            "HEALTHCARE",
                            "OTHER_MUNICIPALITY",
                            "SIS",
                            "SCHOOL",
                            "EMPLOYMENT_SERVICE",
                            "SECURITY_SERVICE",
                            "CUSTOMS",
                            "PROSECUTOR",
                            "COURT",
                            "TAX_AGENCY",
                            "ENFORCEMENT",
                            "FAMILY",
                        ],
                    )
                ),
                name="consent_party_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentscope",
            constraint=models.UniqueConstraint(fields=("consent", "category"), name="consent_scope_once"),
        ),
        migrations.AddConstraint(
            model_name="consentscope",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "category__in",
                        [
                            "IDENTITY",
                            "THREAT",
                            "HOUSING_NEED",
                            "LOCATION",
                            "HEALTH",
                            "CHILDREN",
                            "FINANCES",
                            "PROGRESS",
                        ],
                    )
                ),
                name="consent_scope_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(fields=["case", "disclosed_at"], name="disclosure_of_case"),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "party__in",
                        [
                            "POLICE",
                            "PRISON_SERVICE",
                            "PROVIDER",
                            "HEALTHCARE",
                            "OTHER_MUNICIPALITY",
                            "SIS",
                            "SCHOOL",
                            "EMPLOYMENT_SERVICE",
                            "SECURITY_SERVICE",
                            "CUSTOMS",
                            "PROSECUTOR",
                            "COURT",
                            "TAX_AGENCY",
                            "ENFORCEMENT",
                            "FAMILY",
                        ],
                    )
                ),
                name="disclosure_party_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "category__in",
                        [
                            "IDENTITY",
                            "THREAT",
                            "HOUSING_NEED",
                            "LOCATION",
                            "HEALTH",
                            "CHILDREN",
                            "FINANCES",
                            "PROGRESS",
                        ],
                    )
                ),
                name="disclosure_category_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("protected_address__in", ["NO", "LAWYER_SAYS_YES"])),
                name="disclosure_of_protected_address_by_lawyer",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("consent__isnull", False),
                        ("consent_from__isnull", False),
                        ("consent_until__isnull", False),
                        ("ground", "CONSENT"),
                    ),
                    models.Q(
                        models.Q(("ground", "CONSENT"), _negated=True),
                        ("consent__isnull", True),
                        ("consent_from__isnull", True),
                        ("consent_until__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="disclosure_consent_when_ground_is_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ground_from__lte", models.F("disclosed_date")), ("ground_until__gt", models.F("disclosed_date"))
                ),
                name="disclosure_ground_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("consent_from__isnull", True),
                    models.Q(
                        ("consent_from__lte", models.F("disclosed_date")),
                        ("consent_until__gt", models.F("disclosed_date")),
                    ),
                    _connector="OR",
                ),
                name="disclosure_within_consent_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("disclosed_at__lte", models.F("registered_at"))), name="disclosure_registered_after"
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("needs_under_21", False),
                    models.Q(("age__isnull", False), ("age__lt", 21), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="disclosure_under_21_where_needed",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("age__isnull", True), models.Q(("age__gte", 0), ("age__lte", 130)), _connector="OR"
                ),
                name="disclosure_age_is_an_age",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recurs_until__isnull", True),
                    models.Q(("may_recur", True), ("recurs_until__gt", models.F("disclosed_date"))),
                    _connector="OR",
                ),
                name="disclosure_recurs_where_it_may",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground", "CONSENT"), ("decided_role", "SECTION_HEAD"), _connector="OR"),
                name="disclosure_without_consent_by_head",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_role__in", ["COORDINATOR", "CASE_WORKER", "SECTION_HEAD", "ON_CALL", "POLICE_LIAISON"])
                ),
                name="disclosure_role_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="groundparty",
            constraint=models.UniqueConstraint(fields=("ground", "party"), name="ground_party_once"),
        ),
        migrations.AddConstraint(
            model_name="groundparty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "party__in",
                        [
                            "POLICE",
                            "PRISON_SERVICE",
                            "PROVIDER",
                            "HEALTHCARE",
                            "OTHER_MUNICIPALITY",
                            "SIS",
                            "SCHOOL",
                            "EMPLOYMENT_SERVICE",
                            "SECURITY_SERVICE",
                            "CUSTOMS",
                            "PROSECUTOR",
                            "COURT",
                            "TAX_AGENCY",
                            "ENFORCEMENT",
                            "FAMILY",
                        ],
                    )
                ),
                name="ground_party_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["RECEIVED", "NOT_RECEIVED"])), name="receipt_outcome_is_known"
            ),
        ),
    ]
