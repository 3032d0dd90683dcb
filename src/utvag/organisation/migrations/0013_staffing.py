"""A small municipality says so, by the operator; what it keeps more weakly asks `utvag_is_small()`."""

from django.db import migrations, models

HELD = """
    create function utvag_is_small() returns boolean
        language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select from organisation_municipality where staffing = 'SMALL')
    $$;

    create function municipality_staffing_is_the_operators() returns trigger language plpgsql as $$
    begin
        if not utvag_is_system() then
            raise exception 'only the operator says how many there are'
                using errcode = 'check_violation', constraint = 'municipality_staffing_is_the_operators';
        end if;
        return new;
    end $$;
    create trigger municipality_staffing_is_the_operators before update on organisation_municipality
        for each row when (new.staffing is distinct from old.staffing
            or new.staffing_since is distinct from old.staffing_since)
        execute function municipality_staffing_is_the_operators()
"""
LET_GO = """
    drop trigger municipality_staffing_is_the_operators on organisation_municipality;
    drop function municipality_staffing_is_the_operators();
    drop function utvag_is_small()
"""


class Migration(migrations.Migration):
    """The municipality's own line, and what holds it."""

    dependencies = (
        ("organisation", "0012_roles_of_outsiders"),
        ("cases", "0012_a_new_role_ends_namings"),
    )
    operations = (
        migrations.AddField("municipality", "staffing", models.TextField(db_default="FULL", default="FULL")),
        migrations.AddField("municipality", "staffing_since", models.DateField(null=True)),
        migrations.AddConstraint(
            "municipality",
            models.CheckConstraint(
                condition=models.Q(("staffing__in", ["FULL", "SMALL"])), name="municipality_staffing_is_known"
            ),
        ),
        migrations.AddConstraint(
            "municipality",
            models.CheckConstraint(
                condition=models.Q(("staffing", "FULL"), ("staffing_since__isnull", False), _connector="OR"),
                name="municipality_is_small_since_a_day",
            ),
        ),
        migrations.RunSQL(HELD, LET_GO),
    )
