"""Questions to the log: each answers about one case, one account or one list of rows, and is a row of the log itself.

The role that the product runs as cannot read the log. These functions read it with the owner's rights, and write who
asks before they answer, so that whoever calls them, in whatever way, leaves the row.
"""

from django.db import migrations, models

COLUMNS = """
    id uuid, at timestamptz, actor uuid, actor_role text, action text, outcome text, subject_kind text, subject uuid,
    "case" uuid, purpose text
"""
CHOSEN = """
    e.id, e.at, e.actor, e.actor_role, e.action, e.outcome, e.subject_kind, e.subject, e."case", e.purpose
"""

# Who asks, and why; nothing is answered to nobody.
ASK = """
create function audit.note_question(
    asker uuid, asker_role text, why text, asked_at timestamptz, asked text, kind text, about uuid, about_case uuid
) returns void language plpgsql security definer set search_path = audit, pg_temp as $$
begin
    if asker is null or about is null or asked_at is null
        or coalesce(asker_role, '') = '' or coalesce(why, '') = '' then
        raise exception 'a question to the log says who asks, why, and about what' using errcode = 'check_violation';
    end if;
    insert into audit_logentry
        (id, at, actor, actor_role, action, outcome, subject_kind, subject, "case", register_version, verdict, purpose)
    values (gen_random_uuid(), asked_at, asker, asker_role, asked, 'DONE', kind, about, about_case, null, '', why);
end
$$;
"""

# Of a case: the rows that name it, and what was refused of things that are known to be of it. A home or an employee
# may stand in the rows of many cases, so a refusal about one of them says nothing of this case.
WHO_LOOKED = f"""
create function audit.who_looked(
    asker uuid, asker_role text, why text, asked_at timestamptz,
    of_case uuid, from_at timestamptz, until_at timestamptz
) returns table ({COLUMNS}) language plpgsql security definer set search_path = audit, pg_temp as $$
#variable_conflict use_column
begin
    perform audit.note_question(asker, asker_role, why, asked_at, 'WHO_LOOKED', 'CASE', of_case, of_case);
    return query
        select {CHOSEN} from audit_logentry e
        where e."case" = of_case and e.at >= from_at and e.at < until_at
        union all
        select {CHOSEN} from audit_logentry e
        where e.outcome = 'DENIED' and e."case" is null and e.at >= from_at and e.at < until_at
            and e.subject_kind not in ('HOME', 'STAFF_ACCOUNT')
            and (e.subject = of_case
                or exists (select 1 from audit_logentry known where known."case" = of_case
                    and known.subject = e.subject and known.subject_kind = e.subject_kind))
        order by 2, 1;
end
$$;
"""

DONE_BY = f"""
create function audit.done_by(
    asker uuid, asker_role text, why text, asked_at timestamptz,
    of_account uuid, from_at timestamptz, until_at timestamptz
) returns table ({COLUMNS}) language plpgsql security definer set search_path = audit, pg_temp as $$
#variable_conflict use_column
begin
    if until_at - from_at > interval '8 days' then
        raise exception 'what one account has done is asked for a week at a time' using errcode = 'check_violation';
    end if;
    perform audit.note_question(
        asker, asker_role, why, asked_at, 'ASK_WHAT_WAS_DONE', 'STAFF_ACCOUNT', of_account, null
    );
    return query
        select {CHOSEN} from audit_logentry e
        where e.actor = of_account and e.at >= from_at and e.at < until_at order by 2, 1;
end
$$;
"""

ALL = (
    "who_looked(uuid, text, text, timestamptz, uuid, timestamptz, timestamptz)",
    "done_by(uuid, text, text, timestamptz, uuid, timestamptz, timestamptz)",
    "note_question(uuid, text, text, timestamptz, text, text, uuid, uuid)",
)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_tree")]

    operations = [
        migrations.AddIndex(
            "logentry",
            models.Index(fields=["subject"], name="log_entry_refused", condition=models.Q(("outcome", "DENIED"))),
        ),
        migrations.RunSQL(
            sql=(ASK, WHO_LOOKED, DONE_BY, *(f"revoke all on function audit.{each} from public" for each in ALL)),
            reverse_sql=tuple(f"drop function audit.{each}" for each in ALL),
        ),
    ]
