"""Reserve homes are made by night, sealed, and opened only when there is a ground."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from tests.database import TestServer
from tests.emergency.givens import given_disclosed, given_home_for, given_reserves
from tests.givens import (
    CASE,
    ENEMY,
    NOW,
    RESIDENT,
    STAY,
    circle,
    given_loaded,
    given_named,
    given_register,
    given_staff,
    home_id,
    placement_id,
    small_register,
)
from tests.log import log_rows
from tests.personas import Personas, given_personas, given_team_on
from utvag.cases.rules import Purpose
from utvag.emergency.models import DisclosedStep, OpeningNotice, ReserveSet
from utvag.emergency.operations import UnableToOpen, acknowledge_opening, open_reserves
from utvag.emergency.operations import reserves as making
from utvag.emergency.queries import reserve_line, reserves_of, work_of
from utvag.emergency.rules import OpeningGround, Refusal, ReserveStanding, StepKind
from utvag.emergency.tasks import make_reserves_if_due
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role
from utvag.placement.queries.asking import ask_engine

pytestmark = pytest.mark.django_db

TOMORROW = NOW + timedelta(days=1)
HEAD = {key: small_register()[key] for key in ("format", "as_of", "municipality")}


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture
def placement(personas: Personas) -> UUID:
    return given_home_for(personas)


def opened(personas: Personas, placement: UUID, name: str = "coordinator") -> dict[str, bool]:
    actor = personas.named(name)
    open_reserves(actor=actor, placement_id=placement, ground=OpeningGround.ACUTE, reason="Bråttom.", now=NOW)
    opening = reserves_of(actor=actor, placement_id=placement, now=NOW).opening
    return {one.home.code: one.is_clear for one in opening.homes} if opening else {}


def test_every_standing_placement_has_up_to_three_that_are_clear_and_not_its_own(
    personas: Personas, placement: UUID
) -> None:
    assert given_reserves() == 2
    # The enemy's area is nearer than 50 km to H-NEAR, and H-FULL is full.
    assert opened(personas, placement) == {"H-SECOND": True}
    line = reserve_line(placement_id=placement, now=NOW)
    assert (line.standing, line.count) == (ReserveStanding.READY, 1)


def test_the_same_night_is_not_made_twice(placement: UUID) -> None:
    assert given_reserves() == 2
    assert given_reserves(NOW + timedelta(minutes=5)) == 0
    assert given_reserves(TOMORROW) == 2
    assert ReserveSet.objects.count() == 4


def test_a_worker_that_is_killed_half_way_leaves_nothing_and_goes_on(
    placement: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[object] = []
    write = making._write_set

    def killed(*args: object, **kwargs: object) -> None:
        if written:
            raise KeyboardInterrupt
        written.append(args)
        write(*args, **kwargs)  # type: ignore[arg-type]  # passed on as it came

    with monkeypatch.context() as once:
        once.setattr(making, "_write_set", killed)
        with pytest.raises(KeyboardInterrupt):
            given_reserves()
    assert ReserveSet.objects.count() == 0
    assert make_reserves_if_due(now=NOW) == 2


def test_nothing_is_made_before_the_placements_are_checked_again(placement: UUID) -> None:
    assert make_reserves_if_due(now=NOW) == 0
    assert reserve_line(placement_id=placement, now=NOW).standing is ReserveStanding.NOT_CHECKED


def test_the_engine_is_asked_once_for_all(placement: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def counted(*args: object) -> object:
        asked.append(1)
        return ask_engine(*args)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(making, "ask_engine", counted)
    given_reserves()
    assert len(asked) == 1


def test_one_that_collides_gets_a_new_set_at_once(personas: Personas) -> None:
    given_reserves()
    enemy = {"id": ENEMY, "born": "1990-01-01", "whereabouts": [circle(60.67, 17.14)]}
    given_loaded(HEAD | {"persons": [enemy], "threats": [{"by": ENEMY, "against": RESIDENT, "level": "concrete"}]})
    later = NOW + timedelta(minutes=1)
    # The file says that it was found at NOW: the re-check a minute later finds the collision.
    assert given_reserves(later) == 1
    assert given_reserves(later + timedelta(minutes=1)) == 0
    latest = ReserveSet.objects.filter(placement=placement_id(STAY)).latest("made_at")
    assert latest.cause == "COLLISION"


def test_a_household_that_cannot_be_checked_has_none_and_says_so() -> None:
    given_register(assessed=False)
    personas = given_personas()
    given_team_on(CASE, personas)
    placement = given_home_for(personas)
    given_reserves()
    line = reserve_line(placement_id=placement, now=NOW)
    assert (line.standing, line.count) == (ReserveStanding.NOT_CHECKED, 0)


def test_which_homes_they_are_stands_nowhere_in_the_clear(placement: UUID) -> None:
    given_reserves()
    codes = [b"H-SECOND", b"H-CLEAR", b"H-NEAR", *(home_id(code).bytes for code in ("H-SECOND", "H-NEAR"))]
    with connection.cursor() as cursor:
        for table in ("emergency_reserveset", "emergency_reserveopening"):
            cursor.execute(f"select * from {table}")
            cells = [bytes(c) if isinstance(c, memoryview) else str(c).encode() for row in cursor for c in row]
            assert not [cell for cell in cells for code in codes if code in cell]


def test_a_home_that_has_become_too_near_is_gone_without_a_why(personas: Personas, placement: UUID) -> None:
    given_reserves()
    enemy = {"id": ENEMY, "born": "1990-01-01", "whereabouts": [circle(62.40, 17.31)]}
    given_loaded(HEAD | {"persons": [enemy]})
    assert opened(personas, placement) == {"H-SECOND": False}


def test_the_last_bed_is_not_shown_to_two_at_once(personas: Personas, placement: UUID) -> None:
    """The resident's first is another than H-SECOND, but both have it in their set."""
    given_named("P-PL-RESIDENT", personas.stranger, Purpose.COORDINATION)
    given_reserves()
    stay = placement_id(STAY)
    assert opened(personas, placement)["H-SECOND"]
    assert opened(personas, stay, "stranger")["H-SECOND"] is False
    # The same case sees it still.
    assert opened(personas, placement, "case_worker")["H-SECOND"]
    later = NOW + timedelta(hours=2, minutes=1)
    open_reserves(actor=personas.stranger, placement_id=stay, ground=OpeningGround.ACUTE, reason="Nu.", now=later)
    shape = reserves_of(actor=personas.stranger, placement_id=stay, now=later).opening
    assert shape is not None
    assert {one.home.code for one in shape.homes if one.is_clear} >= {"H-SECOND"}


def test_an_event_that_is_not_there_opens_nothing(personas: Personas, placement: UUID) -> None:
    given_reserves()
    with pytest.raises(UnableToOpen) as refused:
        open_reserves(
            actor=personas.coordinator,
            placement_id=placement,
            ground=OpeningGround.ADDRESS_DISCLOSED,
            reason="Röjd.",
            now=NOW,
        )
    assert refused.value.refusal is Refusal.NOTHING_DISCLOSED


@pytest.mark.parametrize(("reason", "refusal"), [(" ", Refusal.REASON_MISSING), ("Bråttom.", Refusal.NO_RESERVES)])
def test_without_a_reason_or_a_set_nothing_is_opened(
    personas: Personas, placement: UUID, reason: str, refusal: Refusal
) -> None:
    with pytest.raises(UnableToOpen) as refused:
        open_reserves(
            actor=personas.coordinator, placement_id=placement, ground=OpeningGround.ACUTE, reason=reason, now=NOW
        )
    assert refused.value.refusal is refusal


@pytest.mark.django_db(transaction=True)
def test_opening_for_a_disclosed_address_is_a_step_done_and_stands_in_the_log(
    personas: Personas, placement: UUID, server: TestServer
) -> None:
    given_reserves()
    disclosed = given_disclosed(personas.coordinator, placement)
    open_reserves(
        actor=personas.coordinator,
        placement_id=placement,
        ground=OpeningGround.ADDRESS_DISCLOSED,
        reason="Röjd.",
        now=NOW,
    )
    step = DisclosedStep.objects.get(disclosed=disclosed, kind=StepKind.RESERVES_OPENED.value)
    assert step.done_by == personas.coordinator.id
    assert [row[0] for row in log_rows(server, "OPEN_RESERVES")] == [personas.coordinator.id]


def test_the_others_on_the_case_are_told_until_they_have_read_it(personas: Personas, placement: UUID) -> None:
    given_reserves()
    opened(personas, placement)
    told = {row.account_id for row in OpeningNotice.objects.all()}
    assert told == {personas.case_worker.id, personas.section_head.id}
    (work,) = [one for one in work_of(actor=personas.case_worker, now=NOW) if one.tag == "Reservhem öppnade"]
    assert work.ids == {"placement_id": placement}
    opening = OpeningNotice.objects.values_list("opening", flat=True).first()
    assert opening is not None
    acknowledge_opening(actor=personas.case_worker, opening_id=opening, now=NOW)
    assert work_of(actor=personas.case_worker, now=NOW) == ()
    assert work_of(actor=personas.coordinator, now=NOW) == ()


def test_one_who_is_not_named_opens_nothing(personas: Personas, placement: UUID) -> None:
    given_reserves()
    other = given_staff("other", Role.ON_CALL)
    with pytest.raises(NotVisible):
        open_reserves(actor=other, placement_id=placement, ground=OpeningGround.ACUTE, reason="Nu.", now=NOW)


def test_a_household_is_not_sent_to_the_building_of_another_disclosed_address(personas: Personas) -> None:
    """Somebody knows H-SECOND; until it is known who, nobody is sent there from another home."""
    first = given_home_for(personas, "H-SECOND")
    given_named("P-PL-RESIDENT", personas.stranger, Purpose.COORDINATION)
    given_disclosed(personas.coordinator, first)
    given_reserves()
    assert "H-SECOND" not in opened(personas, placement_id(STAY), "stranger")
