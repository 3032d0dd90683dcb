"""Three who know nothing of each other agree on who sees a case: our rule, the database's policies, and Cedar.

A hundred thousand situations, drawn by lot: employees of every role, cases, days, namings that touch and lapse, on-call
openings, stand-ins (a naming like any other), and employees who are kept out, also where a naming wrongly stands.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

import cedarpy
import psycopg
import pytest

from tests.database import TEST_DATABASE, TestServer
from utvag.audit.operations.acting import SETTINGS
from utvag.cases.access import visible_to
from utvag.cases.rules import NamedDays, Purpose, sees_case
from utvag.foundation.actors import Actor
from utvag.gateways.postgres.roles import APP_ROLE
from utvag.organisation.rules import Role

pytestmark = pytest.mark.django_db(transaction=True)

ACCOUNTS, CASES, DAYS = 40, 50, 50
FIRST = date(2026, 2, 1)

# Written by itself, from the words of the law and not from our code: nobody but the named, never the denied, and no
# administrator.
POLICIES = """
permit (principal is Employee, action == Action::"open", resource is Case)
when { resource.named.contains({who: principal, day: context.day}) };

forbid (principal is Employee, action, resource is Case)
when { resource.keptOut.contains(principal) };

forbid (principal is Employee, action, resource is Case)
when { context.role == "administrator" };
"""


@dataclass(frozen=True, slots=True)
class World:
    """Who is named where and when, and who is kept out of what."""

    roles: Mapping[UUID, Role]
    cases: tuple[UUID, ...]
    namings: Mapping[tuple[UUID, UUID], tuple[NamedDays, ...]]
    kept_out: frozenset[tuple[UUID, UUID]]
    lifted: frozenset[tuple[UUID, UUID]]

    @property
    def days(self) -> list[date]:
        return [FIRST + timedelta(days=number) for number in range(DAYS)]

    @property
    def accounts(self) -> list[Actor]:
        return [Actor(each, role) for each, role in self.roles.items()]


def drawn(lot: random.Random) -> World:
    """Draw a world: most pairs have nothing, some one naming, some several that touch or leave a gap."""
    roles = {UUID(int=lot.getrandbits(128)): lot.choice(list(Role)) for _ in range(ACCOUNTS)}
    cases = tuple(UUID(int=lot.getrandbits(128)) for _ in range(CASES))
    pairs = [(case, account) for case in cases for account in roles]
    namings = {pair: tuple(_spells(lot)) for pair in pairs if lot.random() < 0.5}
    kept_out = frozenset(pair for pair in pairs if lot.random() < 0.12)
    lifted = frozenset(pair for pair in pairs if pair not in kept_out and lot.random() < 0.1)
    return World(roles, cases, namings, kept_out, lifted)


def _spells(lot: random.Random) -> Iterator[NamedDays]:
    day = FIRST + timedelta(days=lot.randint(-20, DAYS))
    for _ in range(lot.choice([1, 1, 2, 3])):
        until = day + timedelta(days=lot.choice([1, 2, 7, 30, 180]))
        yield NamedDays(day, until)
        day = until + timedelta(days=lot.choice([0, 1, 10]))


def written(world: World, admin: psycopg.Connection[tuple[object, ...]]) -> None:
    """Write the world past every operation and trigger, so that also what ought not to be there is judged."""
    admin.execute("set session_replication_role = replica")
    unit = uuid4()
    with admin.cursor() as cursor:
        cursor.executemany(
            "insert into organisation_staffaccount"
            " select (jsonb_populate_record(null::organisation_staffaccount, %s)).*",
            [(_account(each, role, unit),) for each, role in world.roles.items()],
        )
        cursor.executemany(
            "insert into cases_case (id, code_name, state, origin, start_date, created_at, sealed)"
            " values (%s, %s, 'INTAKE', 'OPENED', '2026-01-01', now(), '')",
            [(each, f"Lott-{number}") for number, each in enumerate(world.cases)],
        )
        author = uuid4()
        lifted = dict.fromkeys(world.lifted, (author, "2026-01-02"))
        cursor.executemany(
            "insert into cases_toldversion (id, case_id, revision, written_at, written_by_id, sealed)"
            " values (gen_random_uuid(), %s, 1, now(), %s, '')",
            [(each, author) for each in world.cases],
        )
        cursor.executemany(
            "insert into cases_casestaff (id, case_id, account_id, purpose, from_date, until_date)"
            " values (gen_random_uuid(), %s, %s, %s, %s, %s)",
            [
                (*pair, lot_purpose(one), one.from_date, one.until_date)
                for pair, spells in world.namings.items()
                for one in spells
            ],
        )
        cursor.executemany(
            "insert into cases_denial (id, case_id, account_id, ground, by_id, at, lifted_by_id, lifted_at, sealed)"
            " values (gen_random_uuid(), %s, %s, 'KIN', %s, '2026-01-01', %s, %s, '')",
            [(*pair, author, *lifted.get(pair, (None, None))) for pair in (*world.kept_out, *world.lifted)],
        )


def lot_purpose(one: NamedDays) -> str:
    """Give every other naming another purpose: an opening on call is a naming like the others."""
    return list(Purpose)[one.from_date.toordinal() % len(Purpose)].value


def _account(account: UUID, role: Role, unit: UUID) -> str:
    return json.dumps(
        {
            "id": str(account),
            "username": account.hex[:16],
            "password": "",
            "role": role.value,
            "unit_id": str(unit),
            "is_active": True,
            "sealed": "\\x00",
            "created_at": "2026-01-01T00:00:00Z",
            "demo_login": False,
        }
    )


Answer = frozenset[tuple[UUID, date, UUID]]


def by_the_rule(world: World) -> Answer:
    """Ask the pure function."""
    return frozenset(
        (account, day, case)
        for case in world.cases
        for account, role in world.roles.items()
        for day in world.days
        if sees_case(
            world.namings.get((case, account), ()), role=role, is_denied=(case, account) in world.kept_out, today=day
        )
    )


def by_the_database(world: World, app: psycopg.Connection[tuple[object, ...]]) -> Answer:
    """Ask the role that runs the product, which row of each case it is shown."""
    tell = "select " + ", ".join(f"set_config('{name}', %s, false)" for name in SETTINGS)
    found: set[tuple[UUID, date, UUID]] = set()
    for actor in world.accounts:
        for day in world.days:
            app.execute(tell, [str(actor.id), str(actor.role), day.isoformat(), ""])
            rows = app.execute("select case_id from cases_toldversion").fetchall()
            found |= {(actor.id, day, UUID(str(case))) for (case,) in rows}
    return frozenset(found)


def by_access(world: World) -> Answer:
    """Ask the query that every page asks, by itself: the connection of the test sees every row."""
    return frozenset(
        (actor.id, day, case)
        for actor in world.accounts
        for day in world.days
        for case in visible_to(actor, day).values_list("pk", flat=True)
    )


def by_cedar(world: World) -> Answer:
    """Ask the independent engine, which is told of days one by one."""
    named = defaultdict[UUID, list[object]](list)
    for (case, account), spells in world.namings.items():
        for one in spells:
            for number in range((one.until_date - one.from_date).days):
                day = one.from_date + timedelta(days=number)
                if FIRST <= day < FIRST + timedelta(days=DAYS):
                    named[case].append({"who": _cedar("Employee", account), "day": day.toordinal()})
    kept_out = defaultdict[UUID, list[object]](list)
    for case, account in world.kept_out:
        kept_out[case].append(_cedar("Employee", account))
    policies = cedarpy.PolicySet.from_str(POLICIES)
    found: set[tuple[UUID, date, UUID]] = set()
    for case in world.cases:
        entity = {
            "uid": {"type": "Case", "id": str(case)},
            "attrs": {"named": named[case], "keptOut": kept_out[case]},
            "parents": [],
        }
        entities = cedarpy.Entities.from_json_str(json.dumps([entity]))
        asked = [(account, day) for account in world.roles for day in world.days]
        requests = [
            {
                "principal": {"type": "Employee", "id": str(account)},
                "action": {"type": "Action", "id": "open"},
                "resource": {"type": "Case", "id": str(case)},
                "context": {"day": day.toordinal(), "role": world.roles[account].value.lower()},
            }
            for account, day in asked
        ]
        answers = cedarpy.is_authorized_batch(requests, policies, entities)
        assert not any(answer.diagnostics.errors for answer in answers)
        found |= {(*one, case) for one, answer in zip(asked, answers, strict=True) if answer.allowed}
    return frozenset(found)


def _cedar(kind: str, one: UUID) -> dict[str, object]:
    return {"__entity": {"type": kind, "id": str(one)}}


def test_rule_database_and_an_independent_engine_agree_in_a_hundred_thousand_situations(server: TestServer) -> None:
    world = drawn(random.Random(17))  # a lot for a test
    assert len(world.roles) * len(world.cases) * len(world.days) == 100_000
    with server.connect_as_admin(TEST_DATABASE) as admin:
        written(world, admin)
    with server.connect(APP_ROLE) as app:
        shown = by_the_database(world, app)
    rule, cedar, access = by_the_rule(world), by_cedar(world), by_access(world)
    assert 5_000 < len(rule) < 60_000
    assert {"database": rule ^ shown, "cedar": rule ^ cedar, "access": rule ^ access} == dict.fromkeys(
        ("database", "cedar", "access"), frozenset()
    )


def test_where_nobody_is_told_no_row_is_there_and_none_can_be_written(server: TestServer) -> None:
    world = drawn(random.Random(18))  # a lot for a test
    with server.connect_as_admin(TEST_DATABASE) as admin:
        written(world, admin)
    with server.connect(APP_ROLE) as app:
        for table in ("cases_case", "cases_casestaff", "cases_toldversion", "cases_denial"):
            assert app.execute(f"select count(*) from {table}").fetchone() == (0,)
        with app.transaction():
            app.execute("select set_config('utvag.actor', %s, true)", [str(next(iter(world.roles)))])
        # The setting has ended and is '' now, not null: still nobody.
        assert app.execute("select count(*) from cases_case").fetchone() == (0,)
        assert app.execute("update cases_case set state = 'CLOSED'").rowcount == 0
        assert app.execute("delete from cases_casestaff").rowcount == 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            app.execute(
                "insert into cases_toldversion (id, case_id, revision, written_at, written_by_id, sealed)"
                " values (gen_random_uuid(), %s, 2, now(), %s, '')",
                [world.cases[0], next(iter(world.roles))],
            )
