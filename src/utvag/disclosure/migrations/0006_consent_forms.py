"""Consent forms that are frozen, signed on paper and tied to the consent they became."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

KEYS = """
    alter table disclosure_consentform
        add constraint consent_form_is_the_cases_document
            foreign key (document_id, case_id, document_kind) references documents_document (id, case_id, kind);
    alter table disclosure_consent
        add constraint consent_as_its_form_asked
            foreign key (form_id, id, case_id, until_date)
            references disclosure_consentform (id, consent, case_id, until_date)
"""
NO_KEYS = """
    alter table disclosure_consent drop constraint consent_as_its_form_asked;
    alter table disclosure_consentform drop constraint consent_form_is_the_cases_document
"""
TRIGGER = """
    create function consent_keeps_its_form() returns trigger language plpgsql as $$
    begin
        if new.form_id is distinct from old.form_id then
            raise exception 'a consent can be withdrawn once, and not changed'
                using errcode = 'check_violation', constraint = 'consent_only_withdrawn';
        end if;
        return new;
    end $$;
    create trigger consent_keeps_its_form before update on disclosure_consent
        for each row execute function consent_keeps_its_form();

    create function consent_form_of_its_consent() returns trigger language plpgsql as $$
    begin
        if exists (select 1 from disclosure_consent c where c.id = new.consent
                and (c.case_id <> new.case_id or c.until_date <> new.until_date or c.withdrawn_at is not null))
        then
            raise exception 'the form is of another consent, or of one that is withdrawn'
                using errcode = 'check_violation', constraint = 'consent_form_of_its_consent';
        end if;
        return new;
    end $$;
    create trigger consent_form_of_its_consent before insert on disclosure_consentform
        for each row execute function consent_form_of_its_consent()
"""
NO_TRIGGER = """
    drop trigger consent_form_of_its_consent on disclosure_consentform;
    drop function consent_form_of_its_consent();
    drop trigger consent_keeps_its_form on disclosure_consent;
    drop function consent_keeps_its_form()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0005_bound_to_the_decision"),
        ("documents", "0003_consent_forms"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConsentForm",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("consent", models.UUIDField()),
                ("number", models.SmallIntegerField()),
                ("from_date", models.DateField()),
                ("until_date", models.DateField()),
                ("document_id", models.UUIDField()),
                ("document_kind", models.TextField(default="CONSENT_FORM")),
                ("made_by", models.UUIDField()),
                ("made_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consent_forms", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": (
                    models.CheckConstraint(
                        condition=Q(from_date__lt=F("until_date")), name="consent_form_from_before_until"
                    ),
                    models.CheckConstraint(
                        condition=Q(document_kind="CONSENT_FORM"), name="consent_form_is_a_consent_form"
                    ),
                    models.CheckConstraint(condition=Q(number__gte=1), name="consent_form_numbered_from_one"),
                    models.UniqueConstraint(fields=["consent", "number"], name="consent_form_numbered_once"),
                    models.UniqueConstraint(fields=["document_id"], name="consent_form_one_per_document"),
                    models.UniqueConstraint(
                        fields=["id", "consent", "case", "until_date"], name="consent_form_with_its_consent"
                    ),
                ),
            },
        ),
        migrations.AddField(
            "consent",
            "form",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="disclosure.consentform",
            ),
        ),
        migrations.RunSQL(sql=KEYS, reverse_sql=NO_KEYS),
        migrations.RunSQL(sql=TRIGGER, reverse_sql=NO_TRIGGER),
    ]
