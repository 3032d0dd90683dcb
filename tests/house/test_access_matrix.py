"""Every cell of the access matrix is asked of the running product: what is let is answered, the rest is not there.

What is expected is read from `docs/access-matrix.csv`, where each cell stands; that the code decides the same is held
by `test_addresses.py`. The database is asked as well, past every page.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from tests.assignments.givens import given_assignment
from tests.givens import NOW, TODAY, case_id, given_staff
from tests.house.taking_back import taken_back
from tests.house.test_addresses import ALL, OPEN, WITH_AN_ID, address, personas, real_ids
from tests.pages import moment, signed_in
from tests.personas import Personas
from tests.stand_in.givens import given_standing_in
from utvag.assignments.rules import OUTSIDERS
from utvag.audit.operations import one_look
from utvag.cases.models import Case, CaseStaff, Denial
from utvag.config.row_security import POLICIES
from utvag.desk.queries.matrix import DAYS, Position, Relation, positions
from utvag.foundation.actors import Actor
from utvag.foundation.http import is_posted_only
from utvag.organisation.rules import Role

__all__ = ["moment", "personas", "real_ids"]

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WRITTEN: Final = Path(__file__).parents[2] / "docs" / "access-matrix.csv"
#: Not there, or not asked so: a refusal either way.
REFUSED: Final = {404, 405}

#: Let, but of something that the world of this test does not hold: only the refusals are asked.
NOT_IN_THIS_WORLD: Final[Mapping[str, str]] = MappingProxyType(
    {
        "call_off:ask": "the home is not at the step that the call-off has come to",
        "cases:acknowledge-contact": "the contact is of no case",
        "cases:correct-member": "the person is written as one who came with the case",
        "cases:lift-denial": "nobody else is denied",
        "decisions:committee-decision": "no decision waits for the committee",
        "decisions:committee-document": "no decision waits for the committee",
        "decisions:committee-enter": "no decision waits for the committee",
        "decisions:committee-notice": "no decision waits for the committee",
        "desk:liaison-case": "the consent has been withdrawn",
        **{f"disposal:{name}": "the case is not over" for name in ("case", "decide", "propose", "refuse")},
        "log_review:around": "the reviewer is of the unit whose access it is",
        "log_review:item": "the reviewer is of the unit whose access it is",
        "organisation:touch-in-demo": "this is no demo",
        **{
            f"investigation:{name}": "the investigation is closed"
            for name in (
                "assessment", "children", "housing", "late", "motivation", "needs", "precondition", "receptiveness",
                "risks", "stop",
            )
        },
    }
)  # fmt: skip

#: One sees that one was named, or is kept out, and nothing else of the case.
OF_A_RELATION: Final[Mapping[Relation, frozenset[str]]] = MappingProxyType(
    {
        Relation.TO_COME: frozenset({"public.cases_casestaff"}),
        Relation.ENDED: frozenset({"public.cases_casestaff"}),
        Relation.DENIED: frozenset({"public.cases_denial"}),
    }
)
#: Who is named on no case: of which tables the database shows her rows of one that she is not denied.
OF_A_ROLE: Final[Mapping[Role, frozenset[str]]] = MappingProxyType(
    {
        Role.POLICE_LIAISON: frozenset(
            {
                "public.cases_case",
                "public.disclosure_consent",
                "public.disclosure_disclosure",
                "public.emergency_addressdisclosed",
                "public.meetings_meeting",
                "public.people_identity",
                "public.placement_placement",
                "threat_register.threats_registercheck",
            }
        ),
        # While a decision of the case is proposed, whoever is to take it; which she reaches is asked in access.py.
        Role.COMMITTEE: frozenset(
            {
                "public.cases_case",
                "public.decisions_appeal",
                "public.decisions_decision",
                "public.decisions_notice",
                "public.documents_document",
                "public.people_identity",
            }
        ),
        # Code names and what happened to them; she has no key that opens more.
        Role.REVIEWER: frozenset(
            {"public.break_glass_breakglass", "public.cases_case", "public.log_review_flag", "public.log_review_item"}
        ),
    }
)
#: Hers alone who writes, or who reviews.
NOT_BY_CASE: Final = {"public.drafts_draft", "public.log_review_judgement"}


def written() -> Iterator[tuple[Position, str, str, str]]:
    """Give every cell that is written: position, name of the address, way of asking, answer."""
    with WRITTEN.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter=";"):
            name, asked = line.pop("address"), line.pop("asked")
            for position, said in line.items():
                role, relation = position.split("/")
                yield Position(Role(role), Relation(relation)), name, asked, said


def standing(position: Position, personas: Personas) -> Actor:
    """Make somebody who stands so to every case there is."""
    actor = given_staff("in-the-matrix", position.role)
    if position.role in OUTSIDERS:
        given_assignment(actor)
    if position.relation is Relation.STAND_IN:
        given_standing_in(actor, list(Case.objects.values_list("pk", flat=True)), *DAYS[position.relation])
        return actor
    for case in Case.objects.values_list("pk", flat=True):
        if position.purpose is not None:
            first, until = (TODAY + timedelta(days=days) for days in DAYS[position.relation])
            CaseStaff.objects.create(
                case_id=case, account_id=actor.id, purpose=position.purpose, from_date=first, until_date=until
            )
        if position.relation is Relation.DENIED:
            by = personas.section_head.id
            Denial.objects.create(case_id=case, account_id=actor.id, ground="KIN", by_id=by, at=NOW, sealed=b"why")
    return actor


def is_asked(position: Position, name: str, method: str, said: str) -> bool:
    """Leave out what is open to all, what this world does not hold, and what no relation to a case can change."""
    if name in OPEN or (said == "yes" and name in NOT_IN_THIS_WORLD):
        return False
    is_of_a_thing = name in WITH_AN_ID and not (method == "GET" and is_posted_only(ALL[name].callback))
    return is_of_a_thing or position.relation is Relation.SAME_UNIT


def test_every_cell_is_answered_as_it_is_written(
    real_ids: dict[str, UUID], personas: Personas, moment: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What a page says is tested elsewhere; who gets one is decided before it is drawn.
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *_: "")
    cells, wrong, asked = list(written()), [], 0
    for position in positions():
        with taken_back():
            cookies = signed_in(standing(position, personas)).cookies
            for _, name, method, said in (cell for cell in cells if cell[0] == position):
                if not is_asked(position, name, method, said):
                    continue
                asked += 1
                client = Client()
                client.cookies.load({key: cookie.value for key, cookie in cookies.items()})
                with taken_back():
                    status = getattr(client, method.lower())(address(name, real_ids)).status_code
                if (status not in REFUSED) is not (said == "yes"):
                    wrong.append((str(position), name, method, said, status))
    assert wrong == []
    assert asked >= 2_000


def test_what_is_written_is_large_and_leaves_no_address_out() -> None:
    cells = list(written())
    assert len(cells) >= 2_000
    assert {name for _, name, _, _ in cells} == set(ALL)
    assert {position for position, *_ in cells} == set(positions())
    let = sum(said == "yes" for *_, said in cells)
    assert 2_000 < let < len(cells) - 2_000, "both ways"
    assert set(NOT_IN_THIS_WORLD) <= set(ALL)
    assert len(NOT_IN_THIS_WORLD) < len(ALL) / 6


def test_by_the_address_of_a_case_nobody_comes_in_but_the_named_and_two_who_are_let_in() -> None:
    through = {(p.role, name) for p, name, _, said in written() if said == "yes" and name in WITH_AN_ID and not p.sees}
    # A case that is over: nobody is named on it any more.
    of_the_files = {(role, name) for role, name in through if name.startswith("disposal:")}
    assert {role for role, _ in of_the_files} == {Role.COORDINATOR, Role.SECTION_HEAD}
    through -= of_the_files
    by_role = {role for role, _ in through}
    assert by_role == {Role.POLICE_LIAISON, Role.COMMITTEE, Role.SECTION_HEAD, Role.ADMINISTRATOR, Role.REVIEWER} | {
        Role.CONTROLLER
    }
    assert {name for role, name in through if role is Role.CONTROLLER} == {"assignments:paid"}
    of_administrator = {name for role, name in through if role is Role.ADMINISTRATOR}
    assert of_administrator == {"alarms:take", "organisation:change-account", "organisation:decide-change"}
    of_reviewer = {name for role, name in through if role is Role.REVIEWER and not name.startswith("log_review:")}
    assert of_reviewer == {"alarms:take", "break_glass:review"}
    of_head = {name for role, name in through if role is Role.SECTION_HEAD}
    assert of_head == {
        "alarms:take", "assignments:end", "cases:contact", "cases:take-contact", "cases:wait-with-contact",
        "cases:close-contact", "organisation:decide-change",
    }  # fmt: skip


def shown_by_the_database(actor: Actor, case: UUID, tables: list[str]) -> frozenset[str]:
    with one_look(actor=actor, now=NOW), connection.cursor() as cursor:
        found = set()
        for table in tables:
            column = "id" if table == "public.cases_case" else "case_id"
            cursor.execute(f"select exists (select from {table} where {column} = %s)", [case])
            if cursor.fetchone() == (True,):
                found.add(table)
    return frozenset(found)


def let_past_the_case(position: Position) -> frozenset[str]:
    """Give the tables whose rows one who does not see the case is shown all the same."""
    of_relation = OF_A_RELATION.get(position.relation, frozenset())
    return of_relation or OF_A_ROLE.get(position.role, frozenset())


def test_the_database_shows_rows_of_the_case_to_the_same(real_ids: dict[str, UUID], personas: Personas) -> None:
    case = case_id()
    with connection.cursor() as cursor:
        cursor.execute(
            "select n.nspname || '.' || c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid"
            " join pg_namespace n on n.oid = c.relnamespace where a.attname = 'case_id' and c.relkind = 'r'"
        )
        having = {name for (name,) in cursor.fetchall()} & set(POLICIES) - NOT_BY_CASE | {"public.cases_case"}
    tables = sorted(shown_by_the_database(Actor(personas.coordinator.id, "OPERATOR"), case, sorted(having)))
    wrong = {}
    for position in positions():
        with taken_back():
            actor = standing(position, personas)
            shown = shown_by_the_database(actor, case, tables)
        expected = frozenset(tables) if position.sees else let_past_the_case(position) & set(tables)
        if shown != expected:
            wrong[str(position)] = sorted(shown ^ expected)
    assert wrong == {}
    assert len(tables) * len(positions()) >= 700
