"""Every naming has an end and says who named her; some employees may never be named on a case.

An open naming gets a year, counted from its first day or from today, whichever is later: nobody loses a case the night
that this runs, and nobody keeps one for ever.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

END_THE_OPEN = """
    update cases_casestaff
    set until_date = (greatest(from_date, (now() at time zone 'Europe/Stockholm')::date) + interval '1 year')::date
    where until_date is null
"""

# What two rows of two tables must never say together. Both sides take the same lock, so that neither overtakes.
TRIGGERS = """
    create function cases_hold_pair(the_case uuid, the_account uuid) returns void language sql as $$
        select pg_advisory_xact_lock(hashtextextended(the_case::text || the_account::text, 7))
    $$;

    create function case_staff_not_denied() returns trigger language plpgsql as $$
    begin
        perform cases_hold_pair(new.case_id, new.account_id);
        if exists (
            select from cases_denial d
            where d.case_id = new.case_id and d.account_id = new.account_id and d.lifted_at is null
                and new.until_date > (d.at at time zone 'Europe/Stockholm')::date
        ) then
            raise exception 'the employee is denied the case'
                using errcode = 'check_violation', constraint = 'case_staff_not_denied';
        end if;
        return new;
    end $$;
    create trigger case_staff_not_denied before insert or update on cases_casestaff
        for each row execute function case_staff_not_denied();

    create function on_call_opening_not_denied() returns trigger language plpgsql as $$
    begin
        perform cases_hold_pair(new.case_id, new.account_id);
        if exists (
            select from cases_denial d
            where d.case_id = new.case_id and d.account_id = new.account_id and d.lifted_at is null
        ) then
            raise exception 'the employee is denied the case'
                using errcode = 'check_violation', constraint = 'on_call_opening_not_denied';
        end if;
        return new;
    end $$;
    create trigger on_call_opening_not_denied before insert or update on cases_oncallopening
        for each row execute function on_call_opening_not_denied();

    create function denial_ends_namings() returns trigger language plpgsql as $$
    begin
        perform cases_hold_pair(new.case_id, new.account_id);
        if new.lifted_at is null and exists (
            select from cases_casestaff s
            where s.case_id = new.case_id and s.account_id = new.account_id
                and s.until_date > (new.at at time zone 'Europe/Stockholm')::date
        ) then
            raise exception 'the employee is still named on the case'
                using errcode = 'check_violation', constraint = 'denial_ends_namings';
        end if;
        return new;
    end $$;
    create constraint trigger denial_ends_namings after insert or update on cases_denial
        deferrable initially immediate for each row execute function denial_ends_namings();

    create function denial_only_lifted() returns trigger language plpgsql as $$
    begin
        if old.lifted_at is not null
            or (to_jsonb(new) - array['lifted_by_id', 'lifted_at'])
                is distinct from (to_jsonb(old) - array['lifted_by_id', 'lifted_at'])
        then
            raise exception 'a denial is lifted once, and changed in no other way'
                using errcode = 'check_violation', constraint = 'denial_only_lifted';
        end if;
        return new;
    end $$;
    create trigger denial_only_lifted before update on cases_denial
        for each row execute function denial_only_lifted()
"""
NO_TRIGGERS = """
    drop trigger denial_only_lifted on cases_denial;
    drop function denial_only_lifted();
    drop trigger denial_ends_namings on cases_denial;
    drop function denial_ends_namings();
    drop trigger on_call_opening_not_denied on cases_oncallopening;
    drop function on_call_opening_not_denied();
    drop trigger case_staff_not_denied on cases_casestaff;
    drop function case_staff_not_denied();
    drop function cases_hold_pair(uuid, uuid)
"""


def account(*, null: bool = False) -> models.ForeignKey[object, object]:
    """Link to an employee."""
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, null=null
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_opened_in_an_emergency"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(sql=END_THE_OPEN, reverse_sql=migrations.RunSQL.noop),
        migrations.RemoveConstraint("casestaff", "case_staff_from_before_until"),
        migrations.AlterField("casestaff", "until_date", models.DateField()),
        migrations.AddConstraint(
            "casestaff",
            models.CheckConstraint(condition=Q(from_date__lt=F("until_date")), name="case_staff_from_before_until"),
        ),
        migrations.AddField("casestaff", "granted_by", account(null=True)),
        migrations.CreateModel(
            name="Denial",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("ground", models.TextField()),
                ("at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="denials", to="cases.case"
                    ),
                ),
                ("account", account()),
                ("by", account()),
                ("lifted_by", account(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(ground__in=["KIN", "CONFLICT_OF_INTEREST", "OWN_REQUEST", "OTHER"]),
                        name="denial_ground_is_known",
                    ),
                    models.CheckConstraint(
                        condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                        | Q(lifted_at__gte=F("at"), lifted_at__isnull=False, lifted_by__isnull=False),
                        name="denial_lifted_by_somebody_afterwards",
                    ),
                    models.CheckConstraint(
                        condition=Q(lifted_by__isnull=True) | ~Q(lifted_by=F("account")),
                        name="denial_lifted_by_another",
                    ),
                    models.UniqueConstraint(
                        condition=Q(lifted_at__isnull=True), fields=("case", "account"), name="denial_once_at_a_time"
                    ),
                ],
            },
        ),
        migrations.RunSQL(sql=TRIGGERS, reverse_sql=NO_TRIGGERS),
    ]
