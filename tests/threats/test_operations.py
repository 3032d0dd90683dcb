"""The police liaison enters facts; nobody else may, and every fact is announced."""

from datetime import date

import pytest

from tests.givens import ENEMY, NETWORK, NOW, PERSON, RIVALS, TODAY, given_register, given_staff
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.errors import NotVisible
from utvag.foundation.facts import current_version
from utvag.organisation.rules import Role
from utvag.placement.imports import export_register
from utvag.threats.models import RegisterEntry
from utvag.threats.operations import UnableToRecord, add_keep_apart, end_keep_apart, record_assessment
from utvag.threats.queries import keep_apart_links, parties
from utvag.threats.rules import Circle, Level, Refusal, WholeMunicipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def liaison() -> Actor:
    given_register()
    return given_staff("liaison", Role.POLICE_LIAISON)


def add(actor: Actor, first: str, second: str, from_date: date | None = None, until_date: date | None = None) -> object:
    return add_keep_apart(
        actor=actor, between=(first, second), level=Level.CONCRETE, from_date=from_date, until_date=until_date, now=NOW
    )


def refusal(actor: Actor, first: str, second: str, **dates: date) -> Refusal:
    with pytest.raises(UnableToRecord) as refused:
        add(actor, first, second, **dates)
    return Refusal(refused.value.refusal)


def conflicts() -> object:
    return export_register(actor=OPERATOR, now=NOW).get("conflicts")


def test_a_link_is_a_conflict_of_the_register(liaison: Actor) -> None:
    add(liaison, PERSON, RIVALS, from_date=TODAY)
    assert conflicts() == [{"between": [PERSON, RIVALS], "level": "concrete", "from": TODAY.isoformat()}]
    (link,) = keep_apart_links(actor=liaison, now=NOW)
    assert (link.between, link.level, link.from_date) == ((PERSON, RIVALS), Level.CONCRETE, TODAY)


def test_each_fact_is_announced(liaison: Actor) -> None:
    before = current_version()
    add(liaison, PERSON, ENEMY)
    record_assessment(
        actor=liaison,
        person=PERSON,
        from_date=TODAY,
        until_date=None,
        forbidden=[WholeMunicipality("2480"), Circle(59.3, 18.1, 10)],
        now=NOW,
    )
    after = current_version()
    assert after.number == before.number + 2
    assert after.stamp != before.stamp


def test_it_refuses_what_no_link_can_say(liaison: Actor) -> None:
    assert refusal(liaison, PERSON, PERSON) is Refusal.SAME_PARTY
    assert refusal(liaison, PERSON, "nobody") is Refusal.UNKNOWN_PARTY
    assert refusal(liaison, PERSON, ENEMY, from_date=TODAY, until_date=TODAY) is Refusal.DATES_REVERSED


@pytest.mark.parametrize(
    ("person", "code", "refused"),
    [(NETWORK, "2480", Refusal.UNKNOWN_PARTY), (PERSON, "9999", Refusal.UNKNOWN_AREA)],
)
def test_it_refuses_an_assessment_of_nobody_or_nowhere(
    liaison: Actor, person: str, code: str, refused: Refusal
) -> None:
    with pytest.raises(UnableToRecord) as error:
        record_assessment(
            actor=liaison,
            person=person,
            from_date=TODAY,
            until_date=None,
            forbidden=[WholeMunicipality(code)],
            now=NOW,
        )
    assert error.value.refusal is refused


def test_the_later_of_two_assessments_stands_later_in_the_list(liaison: Actor) -> None:
    for code in ("2480", "2281"):
        record_assessment(
            actor=liaison,
            person=PERSON,
            from_date=TODAY,
            until_date=None,
            forbidden=[WholeMunicipality(code)],
            now=NOW,
        )
    entries = export_register(actor=OPERATOR, now=NOW)["police_assessments"]
    assert isinstance(entries, list)
    assert [entry["forbidden"] for entry in entries[-2:]] == [[{"municipality": "2480"}], [{"municipality": "2281"}]]


def test_an_ended_link_keeps_its_past_and_one_that_never_began_is_withdrawn(liaison: Actor) -> None:
    add(liaison, PERSON, ENEMY, from_date=date(2026, 1, 1))
    (link,) = keep_apart_links(actor=liaison, now=NOW)
    end_keep_apart(actor=liaison, link_id=link.id, until_date=TODAY, now=NOW)
    (link,) = keep_apart_links(actor=liaison, now=NOW)
    assert link.until_date == TODAY
    end_keep_apart(actor=liaison, link_id=link.id, until_date=date(2025, 1, 1), now=NOW)
    assert keep_apart_links(actor=liaison, now=NOW) == ()
    assert RegisterEntry.objects.filter(list_name="conflicts", withdrawn_at=NOW).count() == 1


def test_a_link_that_is_not_there_cannot_be_ended(liaison: Actor) -> None:
    with pytest.raises(NotVisible):
        end_keep_apart(actor=liaison, link_id=liaison.id, until_date=TODAY, now=NOW)


def test_the_parties_are_named_by_code(liaison: Actor) -> None:
    known = parties(actor=liaison, now=NOW)
    assert PERSON in known.persons
    assert set(known.networks) == {NETWORK, RIVALS}
    assert PERSON not in repr(known)
