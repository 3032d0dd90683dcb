"""The second wall: every table of a case stands behind it, and it holds where the first one is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection, transaction
from django.urls import reverse

from tests.cases.givens import given_denied
from tests.database import TEST_DATABASE, TestServer
from tests.givens import CASE, NOW, TODAY, case_id, given_chosen, given_contact, given_register
from tests.pages import moment, signed_in
from tests.personas import Personas, given_personas, given_team_on
from utvag.audit.operations import as_engine, one_act, one_look, reach_case
from utvag.cases.models import Case, CaseStaff, FirstContact
from utvag.config.row_security import POLICIES, UNCOVERED
from utvag.foundation.actors import ENGINE, NOBODY, OPERATOR, WORKER, Actor
from utvag.foundation.errors import NotVisible
from utvag.people.models import Identity
from utvag.placement.models import Placement

__all__ = ["moment"]

pytestmark = pytest.mark.django_db

#: Every table that has a case, or that hangs on a row of one that has.
OF_A_CASE = """
    with recursive of_a_case as (
        select c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relkind = 'r' and a.attname in ('case_id', 'case') and not a.attisdropped
        union
        select c.oid from pg_class c where c.oid = 'cases_case'::regclass
        union
        select k.conrelid from pg_constraint k join of_a_case o on o.oid = k.confrelid where k.contype = 'f'
    )
    select n.nspname || '.' || c.relname
    from of_a_case join pg_class c using (oid) join pg_namespace n on n.oid = c.relnamespace
"""
WALLED = """
    select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relrowsecurity and c.relforcerowsecurity
"""


@pytest.fixture
def personas() -> Personas:
    """A case with its three, a contact and a placement."""
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    given_contact(personas.on_call, number=None)
    given_chosen(personas.coordinator)
    return personas


@contextmanager
def nobody() -> Iterator[None]:
    """Take away what the tests' own connection is told from the start."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('utvag.actor', '', true), set_config('utvag.role', '', true)")
        yield
        cursor.execute(
            "select set_config('utvag.actor', %s, true), set_config('utvag.role', 'OPERATOR', true)", [str(NOBODY)]
        )


def test_every_table_of_a_case_is_behind_it_or_says_why_not() -> None:
    with connection.cursor() as cursor:
        cursor.execute(OF_A_CASE)
        of_a_case = {str(name) for (name,) in cursor.fetchall()}
        cursor.execute(WALLED)
        walled = {str(name) for (name,) in cursor.fetchall()}
    assert of_a_case - set(POLICIES) - set(UNCOVERED) == set(), "add its line to config/row_security.py"
    assert walled == set(POLICIES)
    assert set(UNCOVERED) & set(POLICIES) == set()
    assert all(UNCOVERED.values())


def test_the_role_that_runs_the_product_can_neither_pass_by_it_nor_take_it_away(server: TestServer) -> None:
    with server.connect_as_admin(TEST_DATABASE) as admin:
        flags = admin.execute("select rolsuper, rolbypassrls from pg_roles where rolname = 'utvag_app'").fetchone()
        owned = admin.execute("select count(*) from pg_class where relowner = 'utvag_app'::regrole").fetchone()
    assert (flags, owned) == ((False, False), (0,))
    for statement in ("alter table cases_case disable row level security", "drop policy of_the_case on cases_case"):
        with pytest.raises(Exception, match="must be owner"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize("table", sorted(POLICIES))
def test_where_nobody_is_told_there_is_no_row(personas: Personas, table: str) -> None:
    with nobody(), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")  # the names of the page
        assert cursor.fetchone() == (0,)


def test_where_nobody_is_told_nothing_is_changed_or_made(personas: Personas) -> None:
    with nobody(), connection.cursor() as cursor:
        cursor.execute("update cases_case set state = 'CLOSED'")
        assert cursor.rowcount == 0
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            cursor.execute(
                "insert into cases_case (id, code_name, state, origin, start_date, created_at, sealed)"
                " values (gen_random_uuid(), 'Ny', 'INTAKE', 'OPENED', '2026-11-22', now(), '')"
            )


def seen_by(actor: Actor) -> dict[str, int]:
    with one_look(actor=actor, now=NOW):
        kinds = (Case, CaseStaff, Placement, Identity, FirstContact)
        return {kind.__name__: kind.objects.count() for kind in kinds}


def test_a_query_that_forgot_to_ask_gives_each_only_her_own(personas: Personas) -> None:
    assert seen_by(personas.coordinator)["Case"] == 1
    assert seen_by(personas.coordinator)["CaseStaff"] == 3
    nothing = {"Case": 0, "CaseStaff": 0, "Placement": 0, "Identity": 0, "FirstContact": 0}
    assert seen_by(personas.stranger) == nothing
    assert seen_by(personas.committee) == nothing
    # An open contact is every section head's, and its receipt hers who registered it.
    assert seen_by(personas.section_head)["FirstContact"] == 1
    assert seen_by(personas.on_call) == nothing | {"FirstContact": 1}
    assert seen_by(personas.liaison)["Case"] == Case.objects.count() > 1


def test_who_is_denied_has_no_row_by_any_way(personas: Personas) -> None:
    case = case_id()
    for one in (personas.coordinator, personas.liaison):
        given_denied(personas.section_head, case, one)
        with one_look(actor=one, now=NOW):
            assert not Case.objects.filter(pk=case).exists()
        assert seen_by(one)["Placement"] == Placement.objects.exclude(case=case_id()).count() * (
            one == personas.liaison
        )


def test_an_act_may_not_write_into_another_s_case(personas: Personas) -> None:
    case = case_id()
    with pytest.raises(Exception, match="row-level security"), one_act(actor=personas.stranger, now=NOW):
        CaseStaff.objects.create(
            case_id=case,
            account_id=personas.stranger.id,
            purpose="COORDINATION",
            from_date=TODAY,
            until_date="2027-01-01",
        )


def test_a_way_to_a_case_is_for_the_roles_that_help_and_never_for_one_who_is_denied(personas: Personas) -> None:
    case = case_id()
    given_denied(personas.section_head, case, personas.case_worker)
    expected = ((personas.committee, False), (personas.on_call, True), (personas.case_worker, False))
    for one, is_there in expected:
        with one_act(actor=one, now=NOW):
            reach_case(case)
            assert Case.objects.filter(pk=case).exists() is is_there


@pytest.mark.parametrize("system", [OPERATOR, WORKER, ENGINE])
def test_the_product_itself_sees_all_but_nobody_with_an_account_becomes_it(personas: Personas, system: Actor) -> None:
    with one_look(actor=system, now=NOW):
        assert Case.objects.exists()
    assert seen_by(Actor(personas.stranger.id, system.role))["Case"] == 0


def test_a_check_over_everybody_gives_the_word_back(personas: Personas) -> None:
    with one_look(actor=personas.stranger, now=NOW):
        with as_engine():
            assert Case.objects.exists()
        assert not Case.objects.exists()
        with pytest.raises(NotVisible), as_engine():
            raise NotVisible("TEST", "CASE", None)
        assert not Case.objects.exists()


def test_a_page_that_forgot_the_wall_would_show_nothing(
    personas: Personas, moment: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first wall is taken away: every case is in the list of everybody, as far as the query knows."""
    monkeypatch.setattr("utvag.cases.queries.cases.named_today", lambda *_: CaseStaff.objects.all())
    assert CASE in signed_in(personas.coordinator).get(reverse("desk:cases")).content.decode()
    assert CASE not in signed_in(personas.stranger).get(reverse("desk:cases")).content.decode()


def test_what_a_request_told_is_forgotten_after_it(personas: Personas, moment: None) -> None:
    signed_in(personas.stranger).get("/")
    assert Case.objects.exists()


def test_the_connection_of_a_process_begins_with_nobody(server: TestServer) -> None:
    with server.connect("utvag_app") as app:
        assert isinstance(app, psycopg.Connection)
        assert app.execute("select coalesce(utvag_actor()::text, 'nobody'), utvag_is_system()").fetchone() == (
            "nobody",
            False,
        )
