"""What must never be false of a placement on its way, within this package."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

SQL = """
    alter table placement_placement
        add constraint placement_days_of_its_check
            foreign key (check_id, from_date, agreed_until, step)
            references placement_check (id, from_date, until_date, step) deferrable initially immediate,
        add constraint placement_begins_where_it_moved_from
            foreign key (moves_from_id, moves_on)
            references placement_placement (id, until_date) deferrable initially immediate,
        add constraint placement_extended_by_its_extension
            foreign key (extension_id, id, extended_until)
            references placement_extension (id, placement_id, to_until) deferrable initially immediate;
    alter table placement_extension
        add constraint extension_on_a_review_of_the_placement
            foreign key (review_id, placement_id, review_held_date)
            references placement_review (id, placement_id, held_date) deferrable initially immediate,
        add constraint extension_of_the_placements_case
            foreign key (placement_id, case_id)
            references placement_placement (id, case_id) deferrable initially immediate,
        add constraint extension_on_a_fresh_review
            check (made_date <= (review_held_date + interval '3 months')::date);
    alter table placement_review
        add constraint review_of_the_placements_case
            foreign key (placement_id, case_id)
            references placement_placement (id, case_id) deferrable initially immediate;
    alter table placement_placementsafetyplan
        add constraint safety_plan_of_the_placements_case
            foreign key (placement_id, case_id)
            references placement_placement (id, case_id) deferrable initially immediate;

    -- The one thing that keys cannot say: rows must be counted.
    create function placement_everybody_has_a_safety_plan() returns trigger language plpgsql as $$
    declare
        held placement_placement;
        plans integer;
    begin
        if tg_table_name = 'placement_placement' then
            select * into held from placement_placement where id = new.id;
        else
            select * into held from placement_placement where id = old.placement_id;
        end if;
        select count(*) into plans from placement_placementsafetyplan where placement_id = held.id;
        if held.state in ('STANDING', 'ENDED') and held.origin <> 'IMPORTED'
            and held.agreement_document_id is not null and plans < held.household_size
        then
            raise exception 'placement_everybody_has_a_safety_plan: % of %', plans, held.household_size
                using errcode = 'check_violation', constraint = 'placement_everybody_has_a_safety_plan';
        end if;
        return null;
    end $$;
    create constraint trigger placement_everybody_has_a_safety_plan
        after insert or update on placement_placement deferrable initially immediate
        for each row execute function placement_everybody_has_a_safety_plan();
    create constraint trigger placement_keeps_its_safety_plans
        after update or delete on placement_placementsafetyplan deferrable initially immediate
        for each row execute function placement_everybody_has_a_safety_plan();
"""
BACK = """
    drop trigger placement_keeps_its_safety_plans on placement_placementsafetyplan;
    drop trigger placement_everybody_has_a_safety_plan on placement_placement;
    drop function placement_everybody_has_a_safety_plan();
    alter table placement_placementsafetyplan drop constraint safety_plan_of_the_placements_case;
    alter table placement_review drop constraint review_of_the_placements_case;
    alter table placement_extension
        drop constraint extension_on_a_fresh_review,
        drop constraint extension_of_the_placements_case,
        drop constraint extension_on_a_review_of_the_placement;
    alter table placement_placement
        drop constraint placement_extended_by_its_extension,
        drop constraint placement_begins_where_it_moved_from,
        drop constraint placement_days_of_its_check;
"""


class Migration(migrations.Migration):
    dependencies = [("placement", "0004_chosen_is_planned")]

    operations = [
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["PROPOSED", "PLANNED", "STANDING", "ENDED", "DECLINED", "WITHDRAWN"])
                ),
                name="placement_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["IMPORTED", "CHOSEN", "ACUTE"])), name="placement_origin_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("origin", "IMPORTED"),
                    models.Q(
                        ("agreed_until__isnull", False),
                        ("check_made__isnull", False),
                        ("proposed_at__isnull", False),
                        ("proposed_by__isnull", False),
                        ("verdict__in", ["CLEAR", "NOT_CHECKED"]),
                        ("verdict__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="placement_chosen_was_checked",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("origin", "IMPORTED"),
                    models.Q(("state__in", ("PLANNED", "STANDING", "ENDED")), _negated=True),
                    ("verdict", "CLEAR"),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        ("verdict", "NOT_CHECKED"),
                        models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="placement_clear_or_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("origin", "IMPORTED"),
                    models.Q(("state__in", ("STANDING", "ENDED")), _negated=True),
                    models.Q(
                        ("started_at__isnull", False),
                        ("started_by__isnull", False),
                        models.Q(
                            models.Q(
                                ("agreement_document_id__isnull", False),
                                ("call_off_id__isnull", False),
                                ("care_plan_document_id__isnull", False),
                                ("decision_id__isnull", False),
                                ("household_size__isnull", False),
                                ("step__isnull", False),
                                models.Q(
                                    ("step", 1),
                                    models.Q(("enquiry_id__isnull", False), ("purchase_decision_id__isnull", False)),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("acute_max_days__isnull", False),
                                ("decision_id__isnull", False),
                                ("origin", "ACUTE"),
                                ("until_date__isnull", False),
                                (
                                    "until_date__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("from_date"), "+", models.F("acute_max_days")
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="placement_started_on_its_papers",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("acute_max_days__isnull", True),
                    models.Q(("acute_max_days__gte", 1), ("acute_max_days__lte", 31)),
                    _connector="OR",
                ),
                name="placement_acute_days_in_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("step__isnull", True), ("step__in", [1, 2, 3]), _connector="OR"),
                name="placement_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("household_size__isnull", True), ("household_size__gte", 1), _connector="OR"),
                name="placement_has_a_household",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("origin", "IMPORTED"),
                    models.Q(
                        ("extended_until__isnull", True),
                        ("until_date__isnull", False),
                        ("until_date__lte", models.F("agreed_until")),
                    ),
                    models.Q(
                        ("extended_until__isnull", False),
                        ("until_date__isnull", False),
                        ("until_date__lte", models.F("extended_until")),
                    ),
                    _connector="OR",
                ),
                name="placement_no_longer_than_agreed_or_extended",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("extended_until__isnull", True), ("extension_id__isnull", True)),
                    models.Q(("extended_until__isnull", False), ("extension_id__isnull", False)),
                    _connector="OR",
                ),
                name="placement_extended_by_an_extension",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ENDED"), _negated=True),
                    ("origin", "IMPORTED"),
                    models.Q(
                        ("end_reason__isnull", False),
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        ("initiator__isnull", False),
                        ("until_date__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="placement_ended_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end_reason__isnull", True),
                    (
                        "end_reason__in",
                        [
                            "GOAL_REACHED",
                            "BROKE_CONDITION_CRIME",
                            "BROKE_CONDITION_SECURITY",
                            "PERSONS_WISH",
                            "PROVIDERS_NOTICE",
                            "THREAT_CHANGED",
                            "IN_CUSTODY",
                            "DECEASED",
                            "MOVED",
                        ],
                    ),
                    _connector="OR",
                ),
                name="placement_end_reason_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("initiator__isnull", True),
                    ("initiator__in", ["PERSON", "SOCIAL_SERVICES", "PROVIDER", "POLICE"]),
                    _connector="OR",
                ),
                name="placement_initiator_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ending_decision_id__isnull", False),
                    models.Q(
                        ("is_against_will", False),
                        models.Q(
                            ("end_reason__isnull", True),
                            models.Q(
                                ("end_reason__in", ["BROKE_CONDITION_CRIME", "BROKE_CONDITION_SECURITY"]), _negated=True
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="placement_ended_against_will_by_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state__in", ["PROPOSED", "PLANNED", "STANDING", "ENDED"])),
                expressions=[
                    ("case", "="),
                    (
                        models.Func(
                            "from_date",
                            "until_date",
                            models.Value("[)"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="placement_one_home_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.UniqueConstraint(fields=("id", "case"), name="placement_of_its_case"),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.UniqueConstraint(fields=("id", "until_date"), name="placement_with_its_last_day"),
        ),
        migrations.AddConstraint(
            model_name="registersnapshot",
            constraint=models.UniqueConstraint(fields=("stamp", "as_of"), name="snapshot_one_of_each_state_and_day"),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.UniqueConstraint(
                fields=("id", "from_date", "until_date", "step"), name="check_with_its_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_until__lt", models.F("to_until"))), name="extension_is_longer"
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(("review_held_date__lte", models.F("made_date"))), name="extension_after_its_review"
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.UniqueConstraint(
                fields=("id", "placement", "to_until"), name="extension_with_its_last_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="placementsafetyplan",
            constraint=models.UniqueConstraint(fields=("placement", "person"), name="placement_one_safety_plan_each"),
        ),
        migrations.AddConstraint(
            model_name="placementsafetyplan",
            constraint=models.UniqueConstraint(
                fields=("placement", "document_id"), name="placement_safety_plan_of_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("abstains_from_crime__in", ["YES", "NO", "NOT_KNOWN"]),
                    ("keeps_security__in", ["YES", "NO", "NOT_KNOWN"]),
                ),
                name="review_conditions_are_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("proposal__in", ["PROLONG", "CHANGE", "END"])), name="review_proposal_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(fields=("id", "placement", "held_date"), name="review_with_its_day"),
        ),
        migrations.RunSQL(sql=SQL, reverse_sql=BACK),
    ]
