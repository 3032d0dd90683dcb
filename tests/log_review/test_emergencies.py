"""Each case opened in an emergency is flagged, comes to the reviewer, and is judged once: by the review that it has."""

from __future__ import annotations

from dataclasses import astuple
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError
from django.urls import reverse

from tests.database import TestServer
from tests.givens import CASE, NOW, TODAY, case_id, given_register
from tests.log_review.givens import LATER, be_the_review, given_item, given_judged, given_look, given_reviewer, watched
from tests.organisation.givens import SESSION, given_touch
from tests.pages import moment, opened
from tests.personas import Personas, given_personas, given_team_on
from utvag.break_glass import operations
from utvag.break_glass.models import BreakGlass
from utvag.break_glass.operations import break_glass, end_break_glass, review_break_glass
from utvag.break_glass.rules import Finding, Ground
from utvag.documents.queries import open_document
from utvag.foundation.actors import Actor
from utvag.log_review.models import Flag, Item, OtherLook
from utvag.log_review.operations import make_minutes
from utvag.log_review.queries import review_page, work_of

__all__ = ["moment"]
pytestmark = pytest.mark.django_db(transaction=True)
REASON = "Nödkanarie: barnet är borta."


@pytest.fixture
def personas(db: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture
def reviewer(personas: Personas) -> Actor:
    return given_reviewer()


def emergency(actor: Actor, at: datetime = NOW) -> UUID:
    """Open the case in an emergency, read it, and end it; give the opening."""
    given_touch(actor, now=at)
    break_glass(actor=actor, session=SESSION, code_name=CASE, ground=Ground.CHILD, reason=REASON, now=at)
    given_look(actor, at + timedelta(minutes=1))
    end_break_glass(actor=actor, now=at + timedelta(minutes=5))
    return BreakGlass.objects.order_by("-opened_at").values_list("pk", flat=True)[0]


def reviewed(by: Actor, glass_id: UUID, finding: Finding) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "is_witnessed_to", lambda _moment: True)
        review_break_glass(actor=by, glass_id=glass_id, finding=finding, text="Ja.", now=LATER)


def test_each_is_flagged_at_once_also_two_of_one_day(server: TestServer, personas: Personas) -> None:
    first = emergency(personas.stranger)
    watched(server)
    second = emergency(personas.stranger, NOW + timedelta(minutes=10))
    watched(server)
    watched(server)
    flags = Flag.objects.filter(rule="BREAK_GLASS", account=personas.stranger.id, case=case_id())
    assert set(flags.values_list("opening", flat=True)) == {first, second}


def test_it_is_not_judged_a_second_time(server: TestServer, personas: Personas, reviewer: Actor) -> None:
    emergency(personas.stranger)
    watched(server, at=NOW + timedelta(days=40))
    assert not Item.objects.filter(account=personas.stranger.id, flag__isnull=False).exists()
    assert set(Flag.objects.filter(account=personas.stranger.id).values_list("rule", flat=True)) == {"BREAK_GLASS"}
    assert work_of(actor=reviewer, now=LATER) == ()
    # The case's staff have a row of their own about it.
    assert not OtherLook.objects.filter(account=personas.stranger.id).exists()
    assert work_of(actor=personas.coordinator, now=LATER) == ()


def test_the_reviewer_sees_that_it_was_and_what_its_review_came_to(
    server: TestServer, personas: Personas, reviewer: Actor, moment: None
) -> None:
    glass = emergency(personas.stranger)
    watched(server)
    (line,) = review_page(actor=reviewer, now=LATER).emergencies
    assert (line.id, line.code_name, line.finding, line.is_late) == (glass, CASE, None, False)
    path = reverse("log_review:review")
    shown = opened(reviewer, path)
    assert reverse("break_glass:review", args=[glass]) in shown
    assert "Väntar" in shown and "Inte bevittnad än" in shown and "Nödkanarie" not in shown
    reviewed(personas.section_head, glass, Finding.NOT_IN_ORDER)
    assert "Inte i sin ordning" in opened(reviewer, path)
    assert review_page(actor=reviewer, now=LATER).emergencies[0].reviewed_at == LATER


def test_the_log_of_it_is_countersigned_when_witnesses_have_signed_to_its_end(
    server: TestServer, personas: Personas, reviewer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    emergency(personas.stranger)
    watched(server)
    end = BreakGlass.objects.get().ended_at
    assert end is not None
    for signed_at, is_witnessed in ((None, False), (end, False), (end + timedelta(seconds=5), True)):
        monkeypatch.setattr("utvag.break_glass.queries._signed_at", lambda signed_at=signed_at: signed_at)
        assert review_page(actor=reviewer, now=LATER).emergencies[0].is_witnessed is is_witnessed


def test_one_that_nobody_reviews_in_time_is_late_and_stands_first(
    server: TestServer, personas: Personas, reviewer: Actor
) -> None:
    late = emergency(personas.stranger)
    done = emergency(personas.on_call, NOW + timedelta(minutes=10))
    watched(server)
    reviewed(personas.section_head, done, Finding.IN_ORDER)
    found = review_page(actor=reviewer, now=NOW + timedelta(days=8)).emergencies
    assert [(line.id, line.is_late) for line in found] == [(late, True), (done, False)]


def minutes_say(reviewer: Actor) -> str:
    document_id = make_minutes(actor=reviewer, now=LATER)
    return str(astuple(open_document(actor=reviewer, document_id=document_id, now=LATER).sheet))


def test_the_minutes_of_the_week_name_it(server: TestServer, personas: Personas, reviewer: Actor) -> None:
    given_judged(reviewer, given_item(personas.case_worker, personas.coordinator))
    assert "Nödöppningar i veckan" not in minutes_say(reviewer)
    emergency(personas.stranger)
    watched(server)
    said = minutes_say(reviewer)
    assert "Nödöppningar i veckan" in said and "Väntar, senast" in said and "Nödkanarie" not in said


def test_the_database_takes_no_flag_of_an_emergency_that_names_none_nor_one_twice(personas: Personas) -> None:
    opening = uuid4()
    told = {"account_id": personas.stranger.id, "case_id": case_id(), "day": TODAY, "made_at": NOW}
    for rule, named in (("BREAK_GLASS", None), ("SWEEP", opening)):
        with pytest.raises(IntegrityError, match="log_flag_of_an_emergency_names_it"), be_the_review():
            Flag.objects.create(rule=rule, opening=named, entries=[uuid4()], **told)
    with be_the_review():
        Flag.objects.create(rule="BREAK_GLASS", opening=opening, entries=[uuid4()], **told)
    with pytest.raises(IntegrityError, match="opening"), be_the_review():
        Flag.objects.create(rule="BREAK_GLASS", opening=opening, entries=[uuid4()], **told)
