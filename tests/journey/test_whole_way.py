"""One case from the first contact to its end, by every role; each act leaves exactly its rows in the log."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.database import TestServer
from tests.journey import after_the_start as after
from tests.journey import before_the_start as before
from tests.journey.way import Way, given_way
from tests.log import trail
from utvag.cases.models import Case
from utvag.decisions.models import Notice
from utvag.documents.models import Document
from utvag.emergency.models import AddressDisclosed, DisclosedStep
from utvag.followup.queries import coming_of, work_of
from utvag.investigation.models import Investigation
from utvag.placement.models import Placement

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_case_goes_the_whole_way_and_each_act_leaves_its_rows(server: TestServer) -> None:
    way = given_way(server)
    goes_to_the_meeting(way)
    goes_to_the_move_in(way)
    goes_on_for_three_months(way)
    goes_through_the_night(way)
    goes_to_the_end(way)
    assert_nobody_went_back_in_time(way)


def goes_to_the_meeting(way: Way) -> None:
    before.is_taken_in(way)
    assert Case.objects.get(pk=way.case).state == "INTAKE"
    before.gets_its_household(way)
    assert Case.objects.get(pk=way.case).state == "WAITING"
    way.on(date(2026, 11, 24))
    before.is_consented_to(way)
    before.is_assessed_by_the_police(way)
    before.is_investigated(way)
    # Fourteen days after Tuesday the 24th of November.
    assert Investigation.objects.get().due_date == date(2026, 12, 8)
    way.on(date(2026, 11, 25))
    before.is_called_to_a_meeting(way)
    before.is_looked_up_by_the_police(way)
    way.on(date(2026, 11, 27), time(10))
    before.is_coordinated(way)


def goes_to_the_move_in(way: Way) -> None:
    way.on(date(2026, 11, 30))
    before.leaves_the_first_step(way)
    way.on(date(2026, 12, 1))
    before.is_bought(way)
    way.on(date(2026, 12, 3))
    before.is_decided(way)
    # Three weeks later is Christmas Eve, a Thursday; the first working day after it is Monday the 28th.
    assert Notice.objects.get().last_appeal_date == date(2026, 12, 28)
    before.is_planned(way)
    before.is_agreed(way, "placement")
    assert Case.objects.get(pk=way.case).state == "WAITING"
    way.on(date(2026, 12, 7))
    before.moves_in(way)
    assert Case.objects.get(pk=way.case).state == "PLACED"


def goes_on_for_three_months(way: Way) -> None:
    assert days_of(way, "Kontakt med personen")[:2] == [date(2026, 12, 14), date(2026, 12, 21)]
    way.on(date(2026, 12, 14))
    after.is_talked_with(way)
    # Nobody has talked with her since; a contact was due on each of the three Mondays before this one.
    way.on(date(2027, 1, 4))
    (late,) = work_of(actor=way.by("coordinator"), now=way.now)
    assert late.due_date == date(2026, 12, 21)
    after.is_talked_with(way)
    way.on(date(2027, 2, 15))
    # Three months after the seventh of December is a Sunday, so it is Friday the fifth.
    assert days_of(way, "Genomlysning av placeringen") == [date(2027, 3, 5)]
    after.is_visited(way)
    after.is_reviewed(way)
    after.is_prolonged(way)
    assert placed(way, "placement").until_date == date(2027, 6, 7)
    assert days_of(way, "Genomlysning av placeringen") == []


def goes_through_the_night(way: Way) -> None:
    way.on(date(2027, 3, 9), time(22))
    after.gets_reserves(way)
    # Wednesday at 22.40 in Sweden.
    way.on(date(2027, 3, 10), time(21, 40))
    after.is_disclosed_at_night(way)
    learned = datetime(2027, 3, 10, 21, 41, tzinfo=UTC)
    assert due(way, "POLICE_CONFIRMED") == learned + timedelta(hours=1)
    after.is_placed_at_night(way)
    # The household has lived there seven days at most on the seventeenth, and left the first home the same day.
    assert (placed(way, "acute").state, placed(way, "acute").until_date) == ("STANDING", date(2027, 3, 17))
    assert (placed(way, "placement").state, placed(way, "placement").until_date) == ("ENDED", date(2027, 3, 10))
    way.on(date(2027, 3, 11))
    after.is_known_to_the_police(way)
    after.is_gone_through_by_day(way)
    assert AddressDisclosed.objects.get().state == "CLOSED"


def goes_to_the_end(way: Way) -> None:
    way.on(date(2027, 3, 12))
    after.moves_on(way, date(2027, 3, 15))
    assert placed(way, "acute").state == "ENDED"
    assert days_of(way, "Kontakt med personen")[0] == date(2027, 3, 22)
    # Half a year after the first day nobody would see the case any more, the section head neither.
    way.on(date(2027, 5, 10))
    after.is_kept_by_its_staff(way, date(2027, 11, 10))
    way.on(date(2027, 6, 4))
    after.ends(way)
    assert (placed(way, "moved").state, placed(way, "moved").until_date) == ("ENDED", date(2027, 6, 5))
    assert Case.objects.get(pk=way.case).state == "CLOSED"
    assert Document.objects.filter(kind="FINAL_REPORT", subject=way.ids["moved"]).exists()


def assert_nobody_went_back_in_time(way: Way) -> None:
    moments = [datetime.fromisoformat(str(row[0])) for row in trail(way.server)]
    assert moments == sorted(moments)


def placed(way: Way, word: str) -> Placement:
    return Placement.objects.get(pk=way.ids[word])


def due(way: Way, kind: str) -> datetime:
    return DisclosedStep.objects.get(disclosed=way.ids["disclosed"], kind=kind).due_at


def days_of(way: Way, title: str) -> list[date]:
    rows = coming_of(case_ids=[way.case], today=way.today)
    return [row.day for row in rows if row.title == title]
