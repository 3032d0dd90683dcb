"""Load the demo's municipality through the product's own operations."""

from datetime import date, datetime, time
from uuid import UUID

from utvag.cases.models import Case
from utvag.cases.operations import name_staff, record_identity, register_contact, wait_with_contact
from utvag.cases.rules import usual_end
from utvag.config.demo_municipality.cases import EMERGENCY_CASE, MAIN_CASE, PROPOSED_CASE, PROPOSED_HOME, STAYS, WAITS
from utvag.config.demo_municipality.consents import given_consents
from utvag.config.demo_municipality.contacts import contacts
from utvag.config.demo_municipality.followups import (
    OLD,
    check_the_register,
    decide_long_ago,
    disclose,
    follow_the_stays,
)
from utvag.config.demo_municipality.homecomings import come_to_an_end, plan_a_stay, stand
from utvag.config.demo_municipality.homes import addresses
from utvag.config.demo_municipality.inquiries import (
    buy_outside,
    call_off,
    investigate_new,
    wait_for_a_decision,
    wait_for_the_committee,
)
from utvag.config.demo_municipality.leaves import go_on_leave
from utvag.config.demo_municipality.looks import look_where_one_should_not, open_in_an_emergency
from utvag.config.demo_municipality.nights import place_in_the_night
from utvag.config.demo_municipality.outsiders import let_outsiders_in
from utvag.config.demo_municipality.people import HOME_MUNICIPALITY, HOUSEHOLDS
from utvag.config.demo_municipality.register import register_document
from utvag.config.demo_municipality.staff import CASE_WORKER, COORDINATOR, LOGINS, NAMINGS, SECTION_HEAD, Login
from utvag.config.demo_municipality.team import Team
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.clock import day_of, moment_of
from utvag.organisation.operations import create_staff_account, set_up_municipality
from utvag.placement.imports import load_register
from utvag.placement.operations import choose_home
from utvag.providers.imports import take_in_addresses
from utvag.providers.queries import home_ids

NAME = "Demokommun"
PROPOSAL_REASON = (
    "Hemmet har program för livsstilsförändring och en plats ledig. Personen bor tillfälligt på vandrarhem "
    "och behöver flytta snart."
)
# The longest first, as they would have been made.
JOURNEYS = (
    come_to_an_end,
    stand,
    plan_a_stay,
    call_off,
    buy_outside,
    wait_for_a_decision,
    wait_for_the_committee,
    investigate_new,
)


def seed(now: datetime) -> None:
    """Fill an empty database: municipality, staff, register, who is named where, a proposal, and whole journeys."""
    began = moment_of(OLD, time(8))
    set_up_municipality(actor=OPERATOR, code=HOME_MUNICIPALITY, name=NAME, is_demo=True, now=began)
    accounts = {login: _account(login, began) for login in LOGINS}
    load_register(document=register_document(day_of(now)), actor=OPERATOR, now=now, staff=())
    take_in_addresses(rows=addresses(), actor=OPERATOR, now=now)
    cases = _cases_by_code()
    _name_staff(accounts, cases, began, usual_end(day_of(now)))
    _record_identities(cases, now)
    team = Team(accounts, now)
    decide_long_ago(team, cases)
    for travel in JOURNEYS:
        travel(team)
    follow_the_stays(team)
    place_in_the_night(team)
    given_consents(accounts, cases, now)
    check_the_register(team)
    choose_home(
        actor=Actor(accounts[COORDINATOR], COORDINATOR.kind),
        case_id=cases[PROPOSED_CASE],
        home_id=home_ids([PROPOSED_HOME])[PROPOSED_HOME],
        reason=PROPOSAL_REASON,
        now=now,
    )
    _register_contacts(accounts, now)
    disclose(team)
    let_outsiders_in(team)
    go_on_leave(team, cases)
    look_where_one_should_not(team, cases[MAIN_CASE])
    open_in_an_emergency(team, EMERGENCY_CASE, cases[EMERGENCY_CASE])


def _register_contacts(accounts: dict[Login, UUID], now: datetime) -> None:
    registrar = Actor(accounts[CASE_WORKER], CASE_WORKER.kind)
    head = Actor(accounts[SECTION_HEAD], SECTION_HEAD.kind)
    for contact in contacts(day_of(now)):
        contact_id = register_contact(actor=registrar, told=contact.told, now=now)
        if contact.waits_until is not None:
            wait_with_contact(actor=head, contact_id=contact_id, until_date=contact.waits_until, now=now)


def _account(login: Login, now: datetime) -> UUID:
    return create_staff_account(
        actor=OPERATOR,
        username=login.username,
        role=login.kind,
        display_name=login.display_name,
        unit=login.unit,
        now=now,
    )


def _cases_by_code() -> dict[str, UUID]:
    """Find the cases; a placement that came without one has a case called after the placement."""
    codes = [wait.code for wait in WAITS] + [f"P-{stay.code}" for stay in STAYS]
    return dict(Case.objects.filter(code_name__in=codes).values_list("code_name", "pk"))


def _name_staff(accounts: dict[Login, UUID], cases: dict[str, UUID], now: datetime, until: date) -> None:
    for naming in NAMINGS:
        for code in (*naming.cases, *(f"P-{placement}" for placement in naming.placements)):
            name_staff(
                actor=OPERATOR,
                case_id=cases[code],
                account_id=accounts[naming.login],
                purpose=naming.purpose,
                from_date=day_of(now),
                until_date=until,
                now=now,
            )


def _record_identities(cases: dict[str, UUID], now: datetime) -> None:
    persons = {person.code: person for person in HOUSEHOLDS}
    households = {wait.code: (wait.person, *wait.companions) for wait in WAITS}
    households |= {f"P-{stay.code}": (stay.person, *stay.companions) for stay in STAYS}
    for code, members in households.items():
        for member in members:
            record_identity(
                actor=OPERATOR,
                case_id=cases[code],
                register_person=member,
                name=persons[member].name,
                personal_number=persons[member].number,
                now=now,
            )
