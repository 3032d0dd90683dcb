"""Cases: what their staff may read of them, for how long, and what is sealed."""

from datetime import timedelta

import pytest

from tests.givens import CASE, FRIEND, NOW, PERSON, TODAY, case_id, given_named, given_register, given_staff
from utvag.cases.models import Case, CaseStaff
from utvag.cases.operations import UnableToNameStaff, end_staff, name_staff, record_identity
from utvag.cases.queries import my_cases, open_case
from utvag.cases.rules import Purpose
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role
from utvag.people.models import Identity
from utvag.people.operations import UnableToRecordIdentity

pytestmark = pytest.mark.django_db

NUMBER = "19960417-2388"


@pytest.fixture
def coordinator() -> Actor:
    given_register()
    actor = given_staff("coordinator", Role.COORDINATOR)
    given_named(CASE, actor, Purpose.COORDINATION)
    return actor


def identify(actor: Actor, number: str | None) -> None:
    record_identity(
        actor=actor, case_id=case_id(), register_person=PERSON, name="Kanarina", personal_number=number, now=NOW
    )


def test_the_case_page_knows_the_household_and_the_staff(coordinator: Actor) -> None:
    identify(coordinator, NUMBER)
    case = open_case(actor=coordinator, case_id=case_id(), now=NOW)
    assert [(one.name, one.personal_number) for one in case.household] == [("Kanarina", "199604172388")]
    assert [one.staff.username for one in case.staff] == ["coordinator"]
    assert (case.lot, case.wanted, case.household_size) == ("C", ("day",), 1)


def test_nothing_secret_shows_when_a_case_is_printed(coordinator: Actor) -> None:
    identify(coordinator, NUMBER)
    printed = repr(open_case(actor=coordinator, case_id=case_id(), now=NOW))
    for secret in ("Kanarina", "2388", PERSON, "Namn coordinator"):
        assert secret not in printed


def test_neither_name_nor_number_is_stored_in_the_clear(coordinator: Actor) -> None:
    identify(coordinator, NUMBER)
    row = Identity.objects.get()
    stored = bytes(row.sealed) + bytes(row.number_index or b"")
    for secret in (b"Kanarina", b"2388", PERSON.encode()):
        assert secret not in stored


def test_it_refuses_what_is_no_number_without_repeating_it(coordinator: Actor) -> None:
    with pytest.raises(UnableToRecordIdentity) as refused:
        identify(coordinator, "19960417-2389")
    assert "2389" not in str(refused.value)
    assert not Identity.objects.exists()


@pytest.mark.parametrize(("days", "sees"), [(-1, False), (0, True), (9, True), (10, False)])
def test_a_naming_holds_from_its_first_day_until_its_last(coordinator: Actor, days: int, sees: bool) -> None:
    stand_in = given_staff("stand-in", Role.CASE_WORKER)
    name_staff(
        actor=OPERATOR,
        case_id=case_id(),
        account_id=stand_in.id,
        purpose=Purpose.CASE_WORK,
        from_date=TODAY,
        until_date=TODAY + timedelta(days=10),
        now=NOW,
    )
    moment = NOW + timedelta(days=days)
    assert bool(my_cases(actor=stand_in, now=moment)) is sees
    if not sees:
        with pytest.raises(NotVisible):
            open_case(actor=stand_in, case_id=case_id(), now=moment)


def test_nobody_is_named_twice_on_a_day(coordinator: Actor) -> None:
    with pytest.raises(UnableToNameStaff):
        given_named(CASE, coordinator, Purpose.DECISION)
    assert CaseStaff.objects.count() == 1


def test_one_whose_naming_is_ended_sees_nothing_from_that_moment(coordinator: Actor) -> None:
    CaseStaff.objects.update(from_date=TODAY - timedelta(days=30))
    end_staff(actor=OPERATOR, case_id=case_id(), account_id=coordinator.id, now=NOW)
    assert my_cases(actor=coordinator, now=NOW) == ()
    assert CaseStaff.objects.get().until_date == TODAY


def test_a_case_s_entry_is_sealed(coordinator: Actor) -> None:
    sealed = bytes(Case.objects.get(pk=case_id()).sealed)
    assert PERSON.encode() not in sealed
    assert FRIEND.encode() not in sealed
