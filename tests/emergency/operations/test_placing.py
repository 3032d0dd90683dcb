"""At 22.40 one person decides and places, in a home that is clear at that moment, and nowhere else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import cast
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from tests.cases.givens import household_of
from tests.emergency.givens import given_disclosed, given_home_for, given_set, step_id
from tests.givens import (
    CASE,
    CLEAR_HOME,
    ENEMY,
    FRIEND,
    NEAR_HOME,
    SECOND_HOME,
    Entry,
    assessment,
    case_id,
    circle,
    given_contact,
    given_loaded,
    given_named,
    given_register,
    given_staff,
    home_id,
    small_register,
)
from tests.investigation.givens import given_completed
from tests.personas import Personas, given_personas, given_team_on
from tests.placement.lawful import given_person
from utvag.cases.models import Case
from utvag.cases.operations import Member, open_case_on_call, open_from_contact_on_call, record_member, state_needs
from utvag.cases.rules import Needs, Purpose
from utvag.decisions.models import Decision
from utvag.documents.models import Document
from utvag.emergency.models import DisclosedStep
from utvag.emergency.operations import UnableToPlaceAcutely, open_reserves, place_at_once
from utvag.emergency.queries import acute_choice, acute_placement, work_of
from utvag.emergency.rules import MissingKind, MissingState, OpeningGround, Refusal, StepKind
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role
from utvag.people.operations import write_identity
from utvag.placement.models import Placement
from utvag.threats.operations import record_assessment

pytestmark = pytest.mark.django_db

# Sunday at 22.40, and Monday at noon.
NIGHT = datetime(2026, 11, 22, 21, 40, tzinfo=UTC)
MIDDAY = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
TONIGHT = NIGHT.date()
HEAD: Entry = {key: small_register()[key] for key in ("format", "as_of", "municipality")}


@pytest.fixture
def personas() -> Personas:
    return given_world()


def given_world() -> Personas:
    """Make the small world, with the case open to one on call."""
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    given_person()
    open_case_on_call(actor=personas.on_call, code_name=CASE, reason="Akut.", now=NIGHT)
    return personas


def placed(actor: Actor, home: str = CLEAR_HOME, *, now: datetime = NIGHT, **other: object) -> UUID:
    told: dict[str, object] = {"case_id": case_id(), "reason": "Hotad i kväll.", "ground": OpeningGround.ACUTE} | other
    return place_at_once(actor=actor, home_id=home_id(home), now=now, **told)  # type: ignore[arg-type]  # by name


def refusal(actor: Actor, home: str = CLEAR_HOME, **other: object) -> object:
    before = (Decision.objects.count(), Document.objects.count(), Placement.objects.count())
    with pytest.raises(UnableToPlaceAcutely) as refused:
        placed(actor, home, **other)  # type: ignore[arg-type]  # by name
    assert (Decision.objects.count(), Document.objects.count(), Placement.objects.count()) == before
    return refused.value.refusal


def decision_of(row: Placement) -> Decision:
    assert row.decision_id is not None
    return Decision.objects.get(pk=row.decision_id)


def test_from_an_unknown_contact_to_a_standing_placement_in_one_night(personas: Personas) -> None:
    jour = personas.on_call
    contact = given_contact(jour)
    case = open_from_contact_on_call(actor=jour, contact_id=contact, code_name="Nattskog", reason="Akut", now=NIGHT)
    assert acute_choice(actor=jour, case_id=case, now=NIGHT).refusal is Refusal.CASE_NOT_WAITING
    state_needs(actor=jour, case_id=case, needs=Needs(start_date=TONIGHT, nights=7), now=NIGHT)
    choice = acute_choice(actor=jour, case_id=case, now=NIGHT)
    assert (choice.homes, choice.not_checked > 0, bool(choice.unchecked)) == ((), True, True)
    assert refusal(jour, case_id=case) is Refusal.HOME_NOT_CHECKED
    (main,) = [one for one in household_of(case).values() if not one.relation]
    record_assessment(
        actor=personas.liaison, person=main.register_person, from_date=TONIGHT, until_date=None, forbidden=(), now=NIGHT
    )
    assert acute_choice(actor=jour, case_id=case, now=NIGHT).unchecked == ("origin_unknown",)
    record_member(
        actor=jour,
        case_id=case,
        member=Member(None, main.name, main.personal_number or "", None, "Malmö", district="Hyllie"),
        identity_id=main.id,
        now=NIGHT,
    )
    chosen = acute_choice(actor=jour, case_id=case, now=NIGHT).homes[0]
    stay = placed(jour, chosen.code, case_id=case)

    row = Placement.objects.get(pk=stay)
    assert (row.state, row.origin, row.from_date, row.until_date) == (
        "STANDING",
        "ACUTE",
        TONIGHT,
        TONIGHT + timedelta(days=7),
    )
    decision = decision_of(row)
    assert (decision.state, decision.decided_role, decision.is_out_of_hours) == ("TAKEN", "ON_CALL", True)
    assert decision.document_id is not None
    page = acute_placement(actor=personas.section_head, placement_id=stay, now=NIGHT)
    assert page is not None
    assert {one.kind for one in page.missing} == set(MissingKind)
    assert {one.kind for one in page.missing if one.state is MissingState.TODAY} == {MissingKind.SAFETY_PLAN}
    assert "Akut placering" in [work.tag for work in work_of(actor=personas.section_head, now=NIGHT)]
    assert Case.objects.get(pk=case).state == "PLACED"


def test_by_day_one_on_call_is_sent_to_the_section_head(personas: Personas) -> None:
    assert acute_choice(actor=personas.on_call, case_id=case_id(), now=MIDDAY).refusal is Refusal.OFFICE_HOURS
    assert refusal(personas.on_call, now=MIDDAY) is Refusal.OFFICE_HOURS


@pytest.mark.parametrize("now", [NIGHT, MIDDAY])
def test_the_section_head_places_at_once_by_day_and_by_night(personas: Personas, now: datetime) -> None:
    row = Placement.objects.get(pk=placed(personas.section_head, now=now))
    assert decision_of(row).decided_role == "SECTION_HEAD"


@pytest.mark.parametrize("name", ["coordinator", "case_worker", "liaison", "stranger"])
def test_it_is_for_nobody_else(personas: Personas, name: str) -> None:
    with pytest.raises(NotVisible):
        placed(personas.named(name))
    with pytest.raises(NotVisible):
        acute_choice(actor=personas.named(name), case_id=case_id(), now=NIGHT)


def test_one_on_call_who_is_not_named_sees_nothing(personas: Personas) -> None:
    other = given_staff("on-call-2", Role.ON_CALL)
    with pytest.raises(NotVisible):
        placed(other)


def test_a_home_that_is_not_clear_is_refused_and_nothing_is_left_behind(personas: Personas) -> None:
    assert refusal(personas.on_call, NEAR_HOME) is Refusal.HOME_NOT_AVAILABLE


def test_a_reason_is_asked_for(personas: Personas) -> None:
    assert refusal(personas.on_call, reason=" ") is Refusal.REASON_MISSING


def test_twice_is_a_move_and_never_two_homes(personas: Personas) -> None:
    first = placed(personas.on_call)
    assert refusal(personas.on_call) is Refusal.HOME_NOT_AVAILABLE
    second = placed(personas.on_call, SECOND_HOME)
    rows = {row.pk: row for row in Placement.objects.filter(case=case_id())}
    assert rows[first].until_date == rows[second].from_date
    assert (rows[first].state, rows[second].state) == ("ENDED", "STANDING")


def test_what_is_claimed_as_disclosed_must_be(personas: Personas) -> None:
    assert refusal(personas.on_call, ground=OpeningGround.ADDRESS_DISCLOSED) is Refusal.NOTHING_DISCLOSED


def test_a_disclosed_address_is_left_the_same_night(personas: Personas) -> None:
    left = given_home_for(personas)
    event = given_disclosed(personas.on_call, left, NIGHT)
    choice = acute_choice(actor=personas.on_call, case_id=case_id(), now=NIGHT)
    assert choice.ground is OpeningGround.ADDRESS_DISCLOSED
    assert CLEAR_HOME not in [home.code for home in choice.homes]
    stay = placed(personas.on_call, SECOND_HOME, ground=OpeningGround.ADDRESS_DISCLOSED)
    old, new = Placement.objects.get(pk=left), Placement.objects.get(pk=stay)
    assert (old.state, old.until_date, new.from_date, new.state) == ("ENDED", TONIGHT, TONIGHT, "STANDING")
    step = DisclosedStep.objects.get(pk=step_id(event, StepKind.NEW_PLACEMENT))
    assert (step.done_at, step.done_by) == (NIGHT, personas.on_call.id)


def test_nobody_is_moved_within_the_same_building(personas: Personas) -> None:
    given_home_for(personas)
    assert refusal(personas.on_call) is Refusal.HOME_NOT_AVAILABLE


def test_an_opened_reserve_home_is_taken_though_it_is_not_among_the_first(personas: Personas) -> None:
    left = given_home_for(personas)
    given_set(left, SECOND_HOME)
    given_loaded(HEAD | {"parameters": {"shortlist": 0}})
    assert acute_choice(actor=personas.on_call, case_id=case_id(), now=NIGHT).homes == ()
    assert refusal(personas.on_call, SECOND_HOME) is Refusal.HOME_NOT_AVAILABLE
    given_opened(personas, left)
    assert [home.code for home in acute_choice(actor=personas.on_call, case_id=case_id(), now=NIGHT).homes] == [
        SECOND_HOME
    ]
    assert Placement.objects.get(pk=placed(personas.on_call, SECOND_HOME)).home_id == home_id(SECOND_HOME)


def test_a_reserve_home_that_is_no_longer_clear_is_refused(personas: Personas) -> None:
    left = given_home_for(personas)
    given_set(left, SECOND_HOME)
    given_opened(personas, left)
    enemy = {"id": ENEMY, "born": "1990-01-01", "whereabouts": [circle(62.40, 17.31)]}
    given_loaded(HEAD | {"persons": [enemy]})
    assert refusal(personas.on_call, SECOND_HOME) is Refusal.HOME_NOT_AVAILABLE


def given_opened(personas: Personas, left: UUID) -> None:
    open_reserves(
        actor=personas.on_call, placement_id=left, ground=OpeningGround.ACUTE, reason="Hotad i kväll.", now=NIGHT
    )


@pytest.mark.parametrize(
    "change",
    [
        "until_date = until_date + 1, agreed_until = agreed_until + 1",
        "acute_max_days = 6",
        "acute_max_days = null",
        "decision_id = null",
    ],
)
def test_the_database_refuses_an_acute_stay_beyond_its_days(personas: Personas, change: str) -> None:
    stay = placed(personas.on_call)
    statement = f"update placement_placement set {change} where id = %s"
    with pytest.raises(IntegrityError, match="placement_started_on_its_papers"), transaction.atomic():
        connection.cursor().execute(statement, [stay])


def test_an_investigation_that_is_completed_is_no_longer_missing(personas: Personas) -> None:
    stay = placed(personas.on_call)
    assert is_missing(personas, stay, MissingKind.INVESTIGATION)
    given_completed(personas.coordinator, case=case_id())
    assert not is_missing(personas, stay, MissingKind.INVESTIGATION)


def is_missing(personas: Personas, stay: UUID, kind: MissingKind) -> bool:
    page = acute_placement(actor=personas.section_head, placement_id=stay, now=NIGHT)
    assert page is not None
    (found,) = [one for one in page.missing if one.kind is kind]
    return found.state is not MissingState.DONE


@pytest.mark.django_db(transaction=True)
def test_of_two_on_call_who_want_the_last_bed_one_gets_it() -> None:
    actors = given_two_at_night()
    barrier = Barrier(len(actors))

    def place(code: str) -> object:
        try:
            barrier.wait(timeout=20)
            placed(actors[code], case_id=case_id(code))
        except UnableToPlaceAcutely as refused:
            return refused.refusal
        finally:
            connection.close()
        return "placed"

    with ThreadPoolExecutor(len(actors)) as pool:
        outcomes = list(pool.map(place, actors))
    assert sorted(map(str, outcomes)) == sorted(["placed", str(Refusal.HOME_NOT_AVAILABLE)])
    assert Placement.objects.filter(home=home_id(CLEAR_HOME), state="STANDING").count() == 1
    assert Decision.objects.count() == 1


def given_two_at_night() -> dict[str, Actor]:
    register = small_register()
    first = cast("list[Entry]", register["cases"])[0]
    persons = cast("list[Entry]", register["persons"])
    persons[1]["origin"] = {"municipality": "0180", "district": "Annan stadsdel"}
    cast("list[Entry]", register["police_assessments"]).append(assessment(FRIEND))
    given_loaded(register | {"cases": [first, first | {"id": "GRAN-03", "person": FRIEND}]})
    given_person()
    write_identity(
        case_id=case_id("GRAN-03"), register_person=FRIEND, name="Vännamn", personal_number=None, today=TONIGHT,
        born=datetime(1997, 1, 1, tzinfo=UTC).date(),
    )  # fmt: skip
    actors = {code: given_staff(f"jour-{code}", Role.ON_CALL) for code in (CASE, "GRAN-03")}
    for code, actor in actors.items():
        given_named(code, actor, Purpose.ON_CALL)
    return actors
