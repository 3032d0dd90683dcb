"""The administrator and the database, in a municipality where every table of a case has rows."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection

from tests.givens import TODAY
from utvag.config.demo_municipality.staff import ADMINISTRATOR, COORDINATOR
from utvag.config.row_security import POLICIES
from utvag.organisation.models import StaffAccount
from utvag.organisation.rules import Role

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.django_db]


def rows(actor: UUID, role: str) -> dict[str, int]:
    """Count with raw SQL, as the role that runs the product, what the database shows of each table."""
    counted = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('utvag.actor', %s, true), set_config('utvag.role', %s, true),"
            " set_config('utvag.day', %s, true), set_config('utvag.way', '', true)",
            [str(actor), role, TODAY.isoformat()],
        )
        for table in POLICIES:
            cursor.execute(f"select count(*) from {table}")  # the names of the page
            counted[table] = int(cursor.fetchone()[0])
    return counted


def test_the_database_shows_an_administrator_no_row_of_any_case() -> None:
    ids = dict(StaffAccount.objects.values_list("username", "pk"))
    everything = rows(UUID(int=0), "OPERATOR")
    assert sum(count > 0 for count in everything.values()) > len(POLICIES) / 2
    hers = rows(ids[COORDINATOR.username], Role.COORDINATOR)
    assert sum(hers.values()) > 0
    nothing = dict.fromkeys(POLICIES, 0)
    assert rows(ids[ADMINISTRATOR.username], Role.ADMINISTRATOR) == nothing
    # Also one who is named on many cases, and has become an administrator.
    assert rows(ids[COORDINATOR.username], Role.ADMINISTRATOR) == nothing


def test_the_database_lets_an_administrator_write_nothing_of_a_case() -> None:
    one = StaffAccount.objects.get(username=ADMINISTRATOR.username)
    rows(one.pk, Role.ADMINISTRATOR)
    with connection.cursor() as cursor:
        cursor.execute("update cases_case set state = 'CLOSED'")
        assert cursor.rowcount == 0
        with pytest.raises(Exception, match="row-level security"):
            cursor.execute(
                "insert into cases_casestaff (id, case_id, account_id, purpose, from_date, until_date)"
                " values (gen_random_uuid(), gen_random_uuid(), %s, 'COORDINATION', '2026-11-22', '2027-01-01')",
                [one.pk],
            )
