"""One opens a case that is not hers for an hour; its staff are told; somebody else reviews it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from tests.database import TestServer
from tests.givens import CASE, NOW, TODAY, case_id, given_register, given_staff
from tests.log import log_rows
from tests.organisation.givens import SESSION, given_touch
from tests.personas import NAMES, Personas, given_personas, given_team_on
from utvag.break_glass import operations
from utvag.break_glass.access import Standing, review_draft
from utvag.break_glass.models import BreakGlass
from utvag.break_glass.operations import (
    UnableToBreakGlass,
    UnableToReview,
    break_glass,
    end_break_glass,
    end_what_has_run_out,
    review_break_glass,
)
from utvag.break_glass.queries import glass_of, happenings_of, open_review, standing_of, work_of
from utvag.break_glass.rules import Finding, Ground, Refusal
from utvag.cases.models import CaseStaff
from utvag.cases.queries import open_case
from utvag.foundation.actors import OPERATOR, WORKER, Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.operations import TouchNeeded, set_staffing
from utvag.organisation.rules import Role, Staffing

pytestmark = pytest.mark.django_db

HOUR = timedelta(minutes=60)


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture
def witnessed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The witnesses have signed: how is shown where they are real, in tests/witness and tests/audit."""
    monkeypatch.setattr(operations, "is_witnessed_to", lambda _moment: True)


def opened(actor: Actor, code_name: str = CASE) -> UUID:
    given_touch(actor)
    break_glass(
        actor=actor, session=SESSION, code_name=code_name, ground=Ground.LIFE, reason="Hon svarar inte.", now=NOW
    )
    return BreakGlass.objects.values_list("pk", flat=True).get(account=actor.id, ended_at=None)


def test_a_stranger_sees_the_case_for_an_hour_and_no_longer(personas: Personas) -> None:
    opened(personas.stranger)
    assert open_case(actor=personas.stranger, case_id=case_id(), now=NOW).purpose == "BREAK_GLASS"
    assert glass_of(actor=personas.stranger, now=NOW + HOUR) is None
    assert end_what_has_run_out(actor=WORKER, now=NOW + HOUR - timedelta(seconds=1)) == 0
    assert end_what_has_run_out(actor=personas.stranger, now=NOW + HOUR, account=personas.stranger.id) == 1
    with pytest.raises(NotVisible):
        open_case(actor=personas.stranger, case_id=case_id(), now=NOW + HOUR)


def test_one_who_is_named_already_stays_named_when_it_ends(personas: Personas) -> None:
    opened(personas.coordinator)
    assert open_case(actor=personas.coordinator, case_id=case_id(), now=NOW).purpose == "COORDINATION"
    assert end_what_has_run_out(actor=WORKER, now=NOW + HOUR) == 1
    open_case(actor=personas.coordinator, case_id=case_id(), now=NOW + HOUR)
    assert glass_of(actor=personas.coordinator, now=NOW + HOUR) is None


def test_she_can_end_it_herself(personas: Personas) -> None:
    opened(personas.stranger)
    end_break_glass(actor=personas.stranger, now=NOW + timedelta(minutes=5))
    with pytest.raises(NotVisible):
        open_case(actor=personas.stranger, case_id=case_id(), now=NOW + timedelta(minutes=5))
    assert CaseStaff.objects.filter(account=personas.stranger.id).count() == 0


def test_it_needs_a_fresh_touch_of_her_own_session(personas: Personas) -> None:
    given_touch(personas.coordinator)
    with pytest.raises(TouchNeeded):
        break_glass(actor=personas.stranger, session=SESSION, code_name=CASE, ground=Ground.LIFE, reason="Nu.", now=NOW)
    assert not BreakGlass.objects.exists()


@pytest.mark.parametrize("name", ["committee", "liaison"])
def test_a_role_that_helps_nobody_opens_nothing(personas: Personas, name: str) -> None:
    given_touch(personas.named(name))
    with pytest.raises(NotVisible):
        break_glass(
            actor=personas.named(name), session=SESSION, code_name=CASE, ground=Ground.LIFE, reason="Nu.", now=NOW
        )


@pytest.mark.parametrize(
    ("who", "code_name", "reason", "refusal"),
    [
        ("stranger", "FINNSEJ-9", "Nu.", Refusal.NO_SUCH_CASE),
        ("stranger", CASE, "  ", Refusal.NO_REASON),
    ],
)
def test_it_says_why_it_cannot(personas: Personas, who: str, code_name: str, reason: str, refusal: Refusal) -> None:
    given_touch(personas.named(who))
    with pytest.raises(UnableToBreakGlass) as refused:
        break_glass(
            actor=personas.named(who),
            session=SESSION,
            code_name=code_name,
            ground=Ground.CHILD,
            reason=reason,
            now=NOW,
        )
    assert refused.value.refusal is refusal


def test_a_second_case_must_wait_for_the_first(personas: Personas) -> None:
    opened(personas.stranger)
    given_touch(personas.stranger)
    with pytest.raises(UnableToBreakGlass) as refused:
        break_glass(
            actor=personas.stranger,
            session=SESSION,
            code_name="P-PL-RESIDENT",
            ground=Ground.MOVE,
            reason="Nu.",
            now=NOW,
        )
    assert refused.value.refusal is Refusal.ONE_AT_A_TIME


def test_the_staff_are_told_at_once_and_the_head_must_review(personas: Personas) -> None:
    opened(personas.stranger)
    pages = {name: [row.page for row in work_of(actor=personas.named(name), now=NOW)] for name in NAMES}
    assert pages["coordinator"] == pages["case_worker"] == ["desk:case"]
    assert pages["section_head"] == ["break_glass:review"]
    assert pages["stranger"] == pages["liaison"] == pages["committee"] == pages["on_call"] == []
    assert [one.title for one in happenings_of(case_id=case_id())] == ["Ärendet nödöppnades"]


def test_a_review_closes_it_and_is_said_once(personas: Personas, witnessed: None) -> None:
    opening = opened(personas.stranger)
    end_break_glass(actor=personas.stranger, now=NOW)
    told = {"glass_id": opening, "finding": Finding.IN_ORDER, "text": "Jag ringde.", "now": NOW + HOUR}
    review_break_glass(actor=personas.section_head, **told)  # type: ignore[arg-type]  # by name
    shape = open_review(actor=personas.section_head, glass_id=opening, now=NOW + HOUR)
    assert (shape.finding, shape.review, shape.reason) == (Finding.IN_ORDER, "Jag ringde.", "Hon svarar inte.")
    with pytest.raises(UnableToReview) as refused:
        review_break_glass(actor=personas.section_head, **told)  # type: ignore[arg-type]  # by name
    assert refused.value.refusal is Refusal.REVIEWED
    assert work_of(actor=personas.section_head, now=NOW + HOUR) == ()


def test_it_is_not_reviewed_before_it_has_ended_or_is_witnessed(personas: Personas) -> None:
    opening = opened(personas.stranger)
    for expected in (Refusal.STILL_OPEN, Refusal.NOT_WITNESSED):
        with pytest.raises(UnableToReview) as refused:
            review_break_glass(
                actor=personas.section_head, glass_id=opening, finding=Finding.IN_ORDER, text="Ja.", now=NOW + HOUR
            )
        assert refused.value.refusal is expected
        end_break_glass(actor=personas.stranger, now=NOW)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"section_head"}))
def test_nobody_else_reads_or_reviews_it(personas: Personas, name: str) -> None:
    opening, actor = opened(personas.stranger), personas.named(name)
    for act in (
        lambda: open_review(actor=actor, glass_id=opening, now=NOW),
        lambda: review_draft(actor, opening, TODAY),
        lambda: review_break_glass(actor=actor, glass_id=opening, finding=Finding.IN_ORDER, text="Ja.", now=NOW + HOUR),
    ):
        with pytest.raises(NotVisible):
            act()


def test_in_a_small_municipality_a_colleague_reviews_what_the_section_head_opened(
    personas: Personas, witnessed: None
) -> None:
    head = given_staff("chef-2", Role.SECTION_HEAD)
    opening = opened(head)
    end_break_glass(actor=head, now=NOW)
    with pytest.raises(NotVisible):
        open_review(actor=personas.coordinator, glass_id=opening, now=NOW)
    set_staffing(actor=OPERATOR, staffing=Staffing.SMALL, now=NOW)
    with pytest.raises(NotVisible):
        open_review(actor=personas.stranger, glass_id=opening, now=NOW)
    assert "break_glass:review" in [row.page for row in work_of(actor=personas.coordinator, now=NOW)]
    review_break_glass(
        actor=personas.coordinator, glass_id=opening, finding=Finding.IN_ORDER, text="Ja.", now=NOW + HOUR
    )
    assert BreakGlass.objects.get(pk=opening).reviewed_by_id == personas.coordinator.id


def test_also_there_a_colleagues_own_opening_is_the_section_heads_to_review(personas: Personas) -> None:
    opening = opened(personas.stranger)
    set_staffing(actor=OPERATOR, staffing=Staffing.SMALL, now=NOW)
    for name in ("coordinator", "stranger"):
        with pytest.raises(NotVisible):
            open_review(actor=personas.named(name), glass_id=opening, now=NOW)


def test_how_an_account_stands_is_one_question(
    personas: Personas, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    opened(personas.stranger)
    for later, expected in (
        (HOUR - timedelta(seconds=1), Standing(has_run_out=False, is_locked=False)),
        (HOUR, Standing(has_run_out=True, is_locked=False)),
        (timedelta(days=2), Standing(has_run_out=True, is_locked=True)),
    ):
        with django_assert_num_queries(1):
            assert standing_of(actor=personas.stranger, now=NOW + later) == expected


def test_an_unreviewed_opening_locks_the_account_until_it_is_reviewed(personas: Personas, witnessed: None) -> None:
    opening = opened(personas.stranger)
    end_break_glass(actor=personas.stranger, now=NOW)
    # The opening is a Sunday's; the Monday after it is the last day.
    assert not standing_of(actor=personas.stranger, now=NOW + timedelta(days=1)).is_locked
    late = NOW + timedelta(days=2)
    assert standing_of(actor=personas.stranger, now=late).is_locked
    assert not standing_of(actor=personas.coordinator, now=late).is_locked
    review_break_glass(
        actor=personas.section_head, glass_id=opening, finding=Finding.NOT_IN_ORDER, text="Nej.", now=late
    )
    assert not standing_of(actor=personas.stranger, now=late).is_locked


@pytest.mark.django_db(transaction=True)
def test_each_act_leaves_its_row(personas: Personas, witnessed: None, server: TestServer) -> None:
    opening = opened(personas.stranger)
    end_break_glass(actor=personas.stranger, now=NOW)
    review_break_glass(
        actor=personas.section_head, glass_id=opening, finding=Finding.IN_ORDER, text="Ja.", now=NOW + HOUR
    )
    by = {
        action: [row[0] for row in log_rows(server, action)]
        for action in ("OPEN_BREAK_GLASS", "END_BREAK_GLASS", "REVIEW_BREAK_GLASS")
    }
    assert by == {
        "OPEN_BREAK_GLASS": [personas.stranger.id],
        "END_BREAK_GLASS": [personas.stranger.id],
        "REVIEW_BREAK_GLASS": [personas.section_head.id],
    }


REFUSED = {
    "break_glass_an_hour_at_most": """insert into break_glass_breakglass (id, case_id, account_id, ground, opened_at,
        until_at, review_date, sealed) select gen_random_uuid(), case_id, account_id, ground,
        opened_at + interval '1 day', until_at + interval '1 day 1 minute', review_date, sealed
        from break_glass_breakglass""",
    "break_glass_is_ended_and_reviewed_once": "update break_glass_breakglass set review_date = review_date + 7",
    "break_glass_ended_in_its_time": "update break_glass_breakglass set ended_at = until_at + interval '1 second'",
    "break_glass_reviewed_by_another": """update break_glass_breakglass set ended_at = opened_at,
        reviewed_by_id = account_id, reviewed_at = until_at, finding = 'IN_ORDER', review = 'x'""",
    "break_glass_reviewed_whole_and_after": "update break_glass_breakglass set finding = 'IN_ORDER'",
    "break_glass_one_case_at_a_time": """insert into break_glass_breakglass (id, case_id, account_id, ground, opened_at,
        until_at, review_date, sealed) select gen_random_uuid(), case_id, account_id, ground,
        opened_at + interval '59 minutes', until_at + interval '59 minutes', review_date, sealed
        from break_glass_breakglass""",
}


@pytest.mark.parametrize("constraint", sorted(REFUSED))
def test_the_database_refuses(personas: Personas, constraint: str) -> None:
    opened(personas.stranger)
    said = REFUSED[constraint]
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(said)
    cause = refused.value.__cause__
    assert isinstance(cause, psycopg.Error)
    assert cause.diag.constraint_name == constraint
