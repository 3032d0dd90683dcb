"""The reviewer judges what is flagged and drawn: never her own accesses, never those of her own unit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from tests.alarms.givens import told
from tests.givens import CASE, NOW, TODAY, given_register
from tests.log_review.givens import ANSWER, LATER, QUESTION, given_alarm, given_item, given_judged, given_reviewer
from tests.pages import moment, opened, signed_in, status_of
from tests.personas import NAMES, Personas, given_personas, given_team_on
from utvag.alarms.models import KeyAlarm
from utvag.alarms.operations import note_alarms, take_alarm
from utvag.documents.queries import open_pdf
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.errors import NotVisible
from utvag.log_review.models import Alarm, Canary, Judgement, Minutes
from utvag.log_review.operations import (
    Said,
    UnableToReview,
    end_canary,
    judge_access,
    make_minutes,
    mark_canary,
    see_alarm,
)
from utvag.log_review.queries import (
    alarms,
    around_item,
    item_shape,
    marked_canaries,
    minutes_made,
    review_page,
    work_of,
)
from utvag.log_review.rules import AlarmKind, Judged, Refusal, Rule
from utvag.organisation.operations import set_staffing
from utvag.organisation.rules import Staffing

__all__ = ["moment"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas(db: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture
def reviewer(personas: Personas) -> Actor:
    return given_reviewer()


@pytest.fixture
def item(personas: Personas, reviewer: Actor) -> UUID:
    return given_item(personas.case_worker, personas.coordinator)


def test_an_owners_question_is_laid_before_the_reviewer_with_its_words(item: UUID, reviewer: Actor) -> None:
    (line,) = review_page(actor=reviewer, now=LATER).flagged
    assert (line.id, line.rule, line.name, line.code_name) == (item, Rule.OWNER_ASKS, "Namn case-worker", CASE)
    shape = item_shape(actor=reviewer, item_id=item, now=LATER)
    assert (shape.question, shape.line.words) == (QUESTION, "Öppnade ärendet")
    assert shape.choices == (Judged.ATTESTED, Judged.ASKED_MANAGER, Judged.FINDING)


def test_what_is_attested_is_done_with(item: UUID, reviewer: Actor) -> None:
    given_judged(reviewer, item)
    page = review_page(actor=reviewer, now=LATER)
    assert (page.flagged, [line.id for line in page.done]) == ((), [item])
    shape = item_shape(actor=reviewer, item_id=item, now=LATER)
    assert [(one.number, one.text) for one in shape.judgements] == [(1, ANSWER)]
    assert shape.choices == ()
    assert refused(reviewer, item, Judged.FINDING) is Refusal.ALREADY_JUDGED


def test_a_finding_is_followed_up_and_closed(item: UUID, reviewer: Actor) -> None:
    given_judged(reviewer, item, Judged.FINDING)
    (line,) = review_page(actor=reviewer, now=LATER).followed
    assert (line.follow_up_date, line.is_late) == (TODAY + timedelta(days=7), False)
    (late,) = review_page(actor=reviewer, now=LATER + timedelta(days=9)).followed
    assert late.is_late
    given_judged(reviewer, item, Judged.CLOSED)
    assert [one.number for one in item_shape(actor=reviewer, item_id=item, now=LATER).judgements] == [1, 2]


def refused(actor: Actor, item: UUID, outcome: Judged, *, text: str = ANSWER, days: int | None = 7) -> Refusal:
    day = None if days is None else TODAY + timedelta(days=days)
    with pytest.raises(UnableToReview) as error:
        judge_access(actor=actor, item_id=item, said=Said(outcome, text, day), now=LATER)
    return Refusal(error.value.refusal)


def test_a_judgement_has_words_and_a_coming_day_where_it_leaves_something(item: UUID, reviewer: Actor) -> None:
    assert refused(reviewer, item, Judged.ATTESTED, text=" ") is Refusal.TEXT_MISSING
    assert refused(reviewer, item, Judged.ASKED_MANAGER, days=None) is Refusal.DAY_MISSING
    assert refused(reviewer, item, Judged.FINDING, days=0) is Refusal.DAY_NOT_LATER
    assert refused(reviewer, item, Judged.CLOSED) is Refusal.ALREADY_JUDGED


def test_a_reviewer_of_the_same_unit_does_not_find_it(item: UUID, personas: Personas) -> None:
    colleague = given_reviewer("colleague", unit="Enheten")
    page = review_page(actor=colleague, now=LATER)
    assert (page.flagged, page.own_unit) == ((), 1)
    for act in (
        lambda: item_shape(actor=colleague, item_id=item, now=LATER),
        lambda: around_item(actor=colleague, item_id=item, now=LATER),
        lambda: given_judged(colleague, item),
    ):
        with pytest.raises(NotVisible):
            act()


def test_the_days_around_are_read_in_words_and_by_code_name(item: UUID, reviewer: Actor) -> None:
    line, rows = around_item(actor=reviewer, item_id=item, now=LATER)
    assert line.name == "Namn case-worker"
    assert ("Öppnade ärendet", CASE, "Handläggning") in [(row.words, row.code_name, row.purpose) for row in rows]


JUDGE = """
    insert into log_review_judgement
        (id, item_id, number, account_id, reviewer_id, outcome, at, follow_up_date, sealed)
    values (gen_random_uuid(), %s, %s, %s, %s, %s, now(), %s, '')
"""


def refused_by(*values: Any) -> str:
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(JUDGE, list(values))
    return str(error.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


def test_the_database_refuses_a_judgement_of_oneself_ones_unit_and_by_another_role(
    item: UUID, personas: Personas, reviewer: Actor
) -> None:
    about, colleague = personas.case_worker.id, given_reviewer("colleague", unit="Enheten")
    assert refused_by(item, 1, about, colleague.id, "ATTESTED", None) == "judgement_outside_the_unit"
    assert refused_by(item, 1, about, personas.stranger.id, "ATTESTED", None) == "judgement_by_a_reviewer"
    assert refused_by(item, 1, personas.liaison.id, reviewer.id, "ATTESTED", None) == ("judgement_of_the_items_account")
    assert refused_by(item, 1, about, reviewer.id, "FINDING", None) == "judgement_is_followed_up_on_a_day"
    assert refused_by(item, 1, about, reviewer.id, "CLOSED", None) == "judgement_while_it_is_open"


def test_the_database_refuses_her_own_access_and_more_words_about_what_is_done_with(
    item: UUID, personas: Personas, reviewer: Actor
) -> None:
    given_judged(reviewer, item)
    about = personas.case_worker.id
    assert refused_by(item, 2, about, reviewer.id, "ATTESTED", None) == "judgement_while_it_is_open"
    assert refused_by(item, 2, reviewer.id, reviewer.id, "ATTESTED", None) in {
        "judgement_outside_the_unit",
        "judgement_of_another_than_oneself",
    }


def test_in_a_small_municipality_her_own_unit_is_judged_and_never_herself(item: UUID, personas: Personas) -> None:
    colleague = given_reviewer("colleague", unit="Enheten")
    set_staffing(actor=OPERATOR, staffing=Staffing.SMALL, now=NOW)
    assert len(review_page(actor=colleague, now=LATER).flagged) == 1
    assert refused_by(item, 1, colleague.id, colleague.id, "ATTESTED", None) == "judgement_of_another_than_oneself"
    given_judged(colleague, item)


@pytest.mark.parametrize("table", ["judgement", "minutes", "flag", "item", "lookover"])
def test_the_running_role_changes_nothing_that_is_said(table: str) -> None:
    for statement in (f"update log_review_{table} set id = id", f"delete from log_review_{table}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_canary_is_marked_by_code_name_and_the_database_does_not_say_which(reviewer: Actor) -> None:
    canary = mark_canary(actor=reviewer, code_name=f" {CASE.lower()} ", now=LATER)
    assert [line.code_name for line in marked_canaries(actor=reviewer, now=LATER)] == [CASE]
    row = Canary.objects.values().get()
    assert CASE not in str({name: value for name, value in row.items() if name != "sealed"})
    end_canary(actor=reviewer, canary_id=canary, now=LATER)
    assert marked_canaries(actor=reviewer, now=LATER) == ()
    with pytest.raises(UnableToReview):
        mark_canary(actor=reviewer, code_name="FINNS-INTE", now=LATER)


def test_an_alarm_is_seen_by_another_than_whom_it_is_about(reviewer: Actor) -> None:
    mine, alarm = given_alarm(reviewer.id), given_alarm()
    assert [line.id for line in alarms(actor=reviewer, now=LATER)] == [alarm]
    see_alarm(actor=reviewer, alarm_id=alarm, now=LATER)
    assert Alarm.objects.get(pk=alarm).seen_by_id == reviewer.id
    for hidden in (mine, uuid4()):
        with pytest.raises(NotVisible):
            see_alarm(actor=reviewer, alarm_id=hidden, now=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        Alarm.objects.filter(pk=mine).update(seen_by=reviewer.id, seen_at=LATER)


def test_what_the_key_service_refused_has_one_row_and_her_page_leads_to_it(reviewer: Actor, moment: None) -> None:
    path = reverse("log_review:alarms")
    assert "Inget larm där väntar" in opened(reviewer, path)
    note_alarms([told()], now=LATER)
    assert "larm från nyckeltjänsten" in opened(reviewer, path).lower()
    assert f'href="{reverse("alarms:keys")}"' in opened(reviewer, path)
    assert not Alarm.objects.exists()
    take_alarm(actor=reviewer, alarm_id=KeyAlarm.objects.get().pk, now=LATER)
    assert "Inget larm där väntar" in opened(reviewer, path)


def test_the_web_raises_no_alarm_of_the_log_by_itself(reviewer: Actor) -> None:
    row = Alarm(kind=AlarmKind.LOCATION_BUDGET.value, entry=uuid4(), at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save(force_insert=True)


def test_the_minutes_of_a_week_are_frozen_and_read_by_reviewers_only(
    item: UUID, personas: Personas, reviewer: Actor
) -> None:
    with pytest.raises(UnableToReview):
        make_minutes(actor=reviewer, now=LATER)
    given_judged(reviewer, item)
    document = make_minutes(actor=reviewer, now=LATER)
    assert [line.document_id for line in minutes_made(actor=reviewer)] == [document]
    assert open_pdf(actor=reviewer, document_id=document, now=LATER)
    assert Minutes.objects.get().week.isoweekday() == 1
    for name in NAMES:
        with pytest.raises(NotVisible):
            open_pdf(actor=personas.named(name), document_id=document, now=LATER)


def test_her_desk_says_what_waits_and_names_nobody(item: UUID, reviewer: Actor) -> None:
    given_alarm()
    rows = work_of(actor=reviewer, now=LATER)
    assert [row.tag for row in rows] == ["Larm", "Flaggat"]
    assert "Namn" not in str(rows)
    given_judged(reviewer, item, Judged.FINDING)
    assert [row.tag for row in work_of(actor=reviewer, now=LATER + timedelta(days=8))] == ["Larm", "Följ upp"]


PAGES = ("log_review:review", "log_review:canaries", "log_review:alarms")


def test_her_pages_show_code_names_and_no_person(item: UUID, reviewer: Actor, moment: None) -> None:
    pages = [reverse(name) for name in PAGES]
    pages += [reverse(f"log_review:{name}", args=[item]) for name in ("item", "around")]
    for path in (*pages, "/"):
        text = opened(reviewer, path)
        assert "person-canary" not in text and "Kanarie" not in text
    assert CASE in opened(reviewer, pages[0])


@pytest.mark.parametrize("name", NAMES)
def test_nobody_else_finds_them(item: UUID, personas: Personas, moment: None, name: str) -> None:
    for page in PAGES:
        assert status_of(personas.named(name), reverse(page)) == 404
    assert status_of(personas.named(name), reverse("log_review:item", args=[item])) == 404


def test_a_judgement_is_typed_saved_as_a_draft_and_sent(item: UUID, reviewer: Actor, moment: None) -> None:
    client, url = signed_in(reviewer), reverse("log_review:item", args=[item])
    client.post(url, {"utkast": "spara", "text": ANSWER, "utkast_revision": "0"})
    assert ANSWER in opened(reviewer, url)
    bad = client.post(url, {"outcome": "FINDING", "text": ANSWER, "follow_up_date": ""})
    assert "Skriv vilken dag du följer upp." in bad.content.decode() and ANSWER in bad.content.decode()
    done = client.post(url, {"outcome": "ATTESTED", "text": ANSWER, "follow_up_date": ""})
    assert done.status_code == 302
    assert Judgement.objects.get().outcome == "ATTESTED"
    assert "Läsningen är bedömd" in opened(reviewer, url)


def test_she_marks_a_canary_and_writes_minutes_by_buttons(item: UUID, reviewer: Actor, moment: None) -> None:
    client = signed_in(reviewer)
    assert (
        "Inget ärende har det kodnamnet"
        in client.post(reverse("log_review:canaries"), {"code_name": "X"}).content.decode()
    )
    client.post(reverse("log_review:canaries"), {"code_name": CASE})
    assert Canary.objects.count() == 1
    nothing = client.post(reverse("log_review:write-minutes"))
    assert "Ingen läsning är bedömd" in opened(reviewer, nothing.headers["Location"])
    given_judged(reviewer, item)
    made = client.post(reverse("log_review:write-minutes"))
    assert status_of(reviewer, made.headers["Location"]) == 200
