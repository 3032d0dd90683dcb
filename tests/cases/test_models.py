"""What must never be false of a first contact, the database itself refuses."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests.givens import CASE, case_id, given_contact, given_register
from tests.personas import given_personas, given_team_on

pytestmark = pytest.mark.django_db

REFUSED = [
    # Several refuse it; PostgreSQL names the first.
    ("first_contact_", "state = 'LOST'"),
    ("first_contact_receipt_has_form", "receipt = 'K-0O1IL'"),
    ("first_contact_receipt_has_form", "receipt = 'Anna Andersson'"),
    ("first_contact_waits_until_a_day", "state = 'WAITING', handled_at = now(), handled_by_id = registered_by_id"),
    ("first_contact_waits_until_a_day", "waiting_until = '2028-02-29'"),
    ("first_contact_case_when_taken_or_linked", "state = 'LINKED'"),
    ("first_contact_case_when_taken_or_linked", "case_id = %(case)s"),
    (
        "first_contact_case_when_taken_or_linked",
        "state = 'TAKEN', handled_at = now(), handled_by_id = registered_by_id",
    ),
    ("first_contact_closed_for_a_reason", "state = 'CLOSED', handled_at = now(), handled_by_id = registered_by_id"),
    ("first_contact_closed_for_a_reason", "close_reason = 'NOT_REACHED'"),
    (
        "first_contact_closed_for_a_reason",
        "state = 'CLOSED', close_reason = 'BORED', handled_at = now(), handled_by_id = registered_by_id",
    ),
    ("first_contact_handled_by_somebody_at_a_time", "state = 'LINKED', case_id = %(case)s, handled_at = now()"),
    ("first_contact_handled_unless_new", "state = 'TAKEN', case_id = %(case)s"),
    ("first_contact_handled_unless_new", "state = 'CLOSED', close_reason = 'NOT_REACHED'"),
    ("first_contact_handled_unless_new", "handled_at = now(), handled_by_id = registered_by_id"),
]


@pytest.mark.parametrize(("constraint", "change"), REFUSED)
def test_it_refuses(constraint: str, change: str) -> None:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    given_contact(personas.coordinator)
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update cases_firstcontact set {change}", {"case": case_id()})
    assert constraint in str(refused.value)


def test_no_two_contacts_have_the_same_receipt() -> None:
    given_register()
    personas = given_personas()
    given_contact(personas.coordinator)
    given_contact(personas.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update cases_firstcontact set receipt = 'K-7F3Q9'")
