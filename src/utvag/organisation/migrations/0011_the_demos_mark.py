"""The demo's mark: what the running role may only read, and what a municipality must have to call itself a demo."""

from django.db import migrations, models

ONLY_WHERE_MARKED = """
    create function municipality_is_demo_only_where_marked() returns trigger language plpgsql as $$
    begin
        if new.is_demo and not exists (select from organisation_demomark) then
            raise exception 'the database is not marked as a demo'
                using errcode = 'check_violation', constraint = 'municipality_is_demo_only_where_marked';
        end if;
        return new;
    end $$;
    create trigger municipality_is_demo_only_where_marked before insert or update on organisation_municipality
        for each row execute function municipality_is_demo_only_where_marked()
"""
ANYWHERE = """
    drop trigger municipality_is_demo_only_where_marked on organisation_municipality;
    drop function municipality_is_demo_only_where_marked()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0010_changes_that_need_two"),
    ]

    operations = [
        migrations.CreateModel(
            name="DemoMark",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="demo_mark_is_one_row")],
            },
        ),
        migrations.RunSQL(ONLY_WHERE_MARKED, ANYWHERE),
    ]
