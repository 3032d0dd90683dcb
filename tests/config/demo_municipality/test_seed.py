"""The loaded demo: nobody's desk is empty, and the visitor's experiment works."""

import pytest

from tests.givens import NOW
from utvag.assignments.queries import assignments_page, invoices_page, own_stays
from utvag.cases.models import Case
from utvag.cases.queries import contact_queue, my_cases, open_case
from utvag.cases.rules import ContactState
from utvag.config.demo_municipality.cases import EXPERIMENT, MAIN_CASE, PROPOSED_CASE
from utvag.config.demo_municipality.outsiders import RECEIVED
from utvag.config.demo_municipality.staff import (
    ADMINISTRATOR,
    AUDITOR,
    CASE_WORKER,
    CONTROLLER,
    COORDINATOR,
    LOGINS,
    ON_CALL,
    OTHER_COORDINATOR,
    POLICE_LIAISON,
    PROVIDER,
    REVIEWER,
    SECOND_CASE_WORKER,
    SECTION_HEAD,
    Login,
)
from utvag.desk.queries import liaison_page, my_day
from utvag.foundation.actors import Actor
from utvag.organisation.models import StaffAccount
from utvag.placement.tasks import recheck_if_due
from utvag.threats.operations import add_keep_apart
from utvag.threats.rules import Level

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.django_db]

# The on-call service has nothing before it until somebody calls; an auditor has pages to read, and an administrator
# accounts to keep; what a reviewer looks through is drawn by a job, which has not run. Two have one page for a day.
NO_WORK = (ON_CALL, AUDITOR, ADMINISTRATOR, REVIEWER, PROVIDER, CONTROLLER)


def actor(login: Login) -> Actor:
    return Actor(StaffAccount.objects.get(username=login.username).pk, login.kind)


def works(login: Login) -> set[tuple[str, str]]:
    return {(item.tag, item.code_name) for item in my_day(actor=actor(login), now=NOW).now}


@pytest.mark.parametrize("login", [one for one in LOGINS if one not in NO_WORK], ids=lambda login: login.username)
def test_it_gives_everybody_something_to_do(login: Login) -> None:
    assert works(login)


@pytest.mark.parametrize(
    "login",
    [COORDINATOR, CASE_WORKER, SECOND_CASE_WORKER, SECTION_HEAD, OTHER_COORDINATOR],
    ids=lambda login: login.username,
)
def test_it_gives_everybody_with_cases_duties_within_a_week(login: Login) -> None:
    assert my_day(actor=actor(login), now=NOW).dates
    assert my_cases(actor=actor(login), now=NOW)


def test_it_lets_three_outsiders_in_and_leaves_none_of_their_lists_empty() -> None:
    page = own_stays(actor=actor(PROVIDER), now=NOW)
    assert [line.code for line in page.stays] == [RECEIVED]
    assert len(page.unpaid) == 1
    costs = invoices_page(actor=actor(CONTROLLER), now=NOW)
    assert [row.deviation for row in costs.unpaid if row.deviation] == [
        "Fakturan gäller 7 dygn före placeringens första dag."
    ]
    assert costs.paid and costs.stays
    assert len(assignments_page(actor=actor(SECTION_HEAD), now=NOW).lines) == 3


def test_it_leaves_no_list_of_the_liaison_empty() -> None:
    page = liaison_page(actor=actor(POLICE_LIAISON), now=NOW)
    assert page.findings and page.waiting and page.links


def test_it_has_a_proposal_for_the_section_head() -> None:
    assert ("Väntar på ditt beslut", PROPOSED_CASE) in works(SECTION_HEAD)


def test_it_puts_the_person_first_in_the_identity_of_her_household() -> None:
    case = open_case(actor=actor(COORDINATOR), case_id=Case.objects.get(code_name=MAIN_CASE).pk, now=NOW)
    assert [one.name for one in case.household] == ["Tove Testsson", "Lova Testsson"]


def test_the_visitors_link_brings_two_collisions_to_two_desks() -> None:
    add_keep_apart(
        actor=actor(POLICE_LIAISON),
        between=EXPERIMENT,
        level=Level.CONCRETE,
        from_date=NOW.date(),
        until_date=None,
        now=NOW,
    )
    recheck_if_due(now=NOW)
    assert ("Krockar", "P-Sanddyn") in works(COORDINATOR)
    assert ("Krockar", "P-Bokdal") in works(OTHER_COORDINATOR)
    assert not {code for _, code in works(COORDINATOR)} & {code for _, code in works(OTHER_COORDINATOR)}


def test_it_has_a_contact_of_each_kind() -> None:
    new, waiting = contact_queue(actor=actor(SECTION_HEAD), now=NOW)
    assert (new.state, waiting.state) == (ContactState.NEW, ContactState.WAITING)
    assert ("Ny kontakt", new.receipt) in works(SECTION_HEAD)
    assert ("Ny kontakt", MAIN_CASE) in works(COORDINATOR)
