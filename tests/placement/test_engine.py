"""What the engine tells whom: to those it reads itself are named, so much and no more, and no place to anybody."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from tests.database import TestServer
from tests.disclosure.givens import given_consent
from tests.engine import as_the_engine
from tests.givens import (
    CASE,
    CLEAR_HOME,
    NEAR_HOME,
    NOW,
    SECOND_HOME,
    case_id,
    given_chosen,
    given_register,
    home_id,
)
from tests.log import log_rows
from tests.personas import Personas, given_personas, given_team_on
from utvag.cases.models import Case, CaseStaff
from utvag.foundation.clock import now
from utvag.foundation.periods import Period, nights_from
from utvag.gateways.engine import (
    AreaTold,
    EngineSilent,
    ForCase,
    HomesAnswer,
    InFull,
    SealAreas,
    SealedAnswer,
    ask,
)
from utvag.gateways.engine.frames import FrameBroken
from utvag.organisation.models import StaffAccount
from utvag.placement.models import AskedQuestion, Check, RegisterSnapshot
from utvag.placement.operations import check_homes, match_in_full
from utvag.placement.operations.checking import Asked, ask_about
from utvag.placement.queries import QuestionsSpent, RegisterUnusable
from utvag.placement.queries.asking import ask_engine, head_of
from utvag.placement.rules import Verdict
from utvag.placement.rules.limits import PER_ACCOUNT_AN_HOUR, PER_CASE_A_DAY, may_ask_again
from utvag.threats.models import RegisterEntry

pytestmark = pytest.mark.django_db

REASON = "Det ligger långt från allt och har dagverksamhet."
STAY = nights_from(NOW.date() + timedelta(days=9), 90)


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def asked(personas: Personas, home: str | None = CLEAR_HOME, period: Period = STAY, name: str = "coordinator") -> Asked:
    case = Case.objects.get(pk=case_id())
    return ask_about(personas.named(name), case, home, period, now=NOW)


def questions() -> int:
    with as_the_engine():
        return AskedQuestion.objects.count()


def days(number: int) -> Period:
    return nights_from(NOW.date() + timedelta(days=9), 30 + number)


def test_one_who_is_named_gets_a_verdict(personas: Personas) -> None:
    assert [asked(personas, home).verdict for home in (CLEAR_HOME, NEAR_HOME)] == [Verdict.CLEAR, Verdict.EXCLUDED]


@pytest.mark.parametrize("name", ["stranger", "liaison", "on_call"])
def test_one_who_is_not_named_gets_none_whatever_the_web_says(personas: Personas, name: str) -> None:
    with pytest.raises(RegisterUnusable, match="REFUSED"):
        asked(personas, name=name)
    with pytest.raises(RegisterUnusable, match="REFUSED"):
        ask_engine(ForCase(head_of(NOW), personas.named(name).id, case_id()), HomesAnswer)
    assert questions() == 0


def test_one_whose_naming_has_ended_gets_none(personas: Personas) -> None:
    CaseStaff.objects.filter(account=personas.coordinator.id).update(
        until_date=NOW.date(), from_date=NOW.date() - timedelta(days=3)
    )
    with pytest.raises(RegisterUnusable, match="REFUSED"):
        asked(personas)


def test_one_who_may_not_sign_in_any_more_gets_none(personas: Personas) -> None:
    StaffAccount.objects.filter(pk=personas.coordinator.id).update(is_active=False)
    with pytest.raises(RegisterUnusable, match="REFUSED"):
        asked(personas)


def test_a_case_that_does_not_exist_is_refused_in_the_same_words(personas: Personas) -> None:
    with pytest.raises(RegisterUnusable, match="REFUSED"):
        ask_engine(ForCase(head_of(NOW), personas.coordinator.id, uuid4()), HomesAnswer)


def test_nothing_separates_taken_from_too_near(personas: Personas) -> None:
    _, answer = ask_engine(ForCase(head_of(NOW), personas.coordinator.id, case_id()), HomesAnswer)
    assert {one.home for one in answer.candidates} == {CLEAR_HOME, SECOND_HOME}
    # Neither the home that is full nor the one that is near stands anywhere.
    assert answer.excluded == ()
    assert [asked(personas, home).shown.as_json()["excluded"] for home in ("H-FULL", NEAR_HOME)] == [[], []]


def test_more_different_questions_than_work_needs_are_not_answered(personas: Personas) -> None:
    for number in range(PER_CASE_A_DAY):
        asked(personas, period=days(number))
    with pytest.raises(QuestionsSpent) as spent:
        asked(personas, period=days(PER_CASE_A_DAY))
    assert spent.value.until == NOW + timedelta(days=1)
    # What has been asked can be asked again, and another case is another matter.
    assert asked(personas, period=days(3)).verdict is Verdict.CLEAR
    assert questions() == PER_CASE_A_DAY


@pytest.mark.django_db(transaction=True)
def test_that_somebody_was_stopped_stays_in_the_log(personas: Personas, server: TestServer) -> None:
    for number in range(PER_CASE_A_DAY):
        asked(personas, period=days(number))
    with pytest.raises(QuestionsSpent):
        check_homes(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert [row[:3] for row in log_rows(server, "ASK_TOO_MUCH")] == [(personas.coordinator.id, "COORDINATOR", "DENIED")]
    assert log_rows(server, "CHECK_HOMES") == []


def test_another_on_the_same_case_does_not_get_further(personas: Personas) -> None:
    for number in range(PER_CASE_A_DAY):
        asked(personas, period=days(number))
    with pytest.raises(QuestionsSpent):
        asked(personas, period=days(PER_CASE_A_DAY), name="case_worker")


def test_a_home_beside_the_list_is_a_question_of_its_own(personas: Personas) -> None:
    case = Case.objects.get(pk=case_id())
    for home in (CLEAR_HOME, SECOND_HOME, NEAR_HOME):
        ask_about(personas.coordinator, case, home, STAY, now=NOW, was_shown=True)
    assert questions() == 3


def test_what_was_asked_cannot_be_read_from_the_count(personas: Personas) -> None:
    asked(personas)
    with as_the_engine(), connection.cursor() as cursor:
        cursor.execute("select question_index, account::text, case_id::text from placement_askedquestion")
        ((index, account, case),) = cursor.fetchall()
    assert (account, case) == (str(personas.coordinator.id), str(case_id()))
    assert len(bytes(index)) == 32


def test_the_web_can_neither_write_nor_take_away_what_was_counted(personas: Personas) -> None:
    asked(personas)
    for statement in (
        "select 1 from placement_askedquestion",
        "delete from placement_askedquestion",
        "update placement_askedquestion set asked_at = now() - interval '2 days'",
        "insert into placement_registersnapshot (id) values (gen_random_uuid())",
    ):
        with pytest.raises(ProgrammingError) as refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_the_engines_role_changes_nothing(personas: Personas) -> None:
    asked(personas)
    for statement in (
        "update cases_casestaff set until_date = null",
        "delete from placement_askedquestion",
        "update placement_placement set until_date = null",
        "select 1 from journal_journalnote",
        "select 1 from drafts_draft",
        "select 1 from audit.audit_logentry",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), as_the_engine(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_web_gets_the_kept_registers_id_and_the_engine_can_open_it(personas: Personas) -> None:
    given_chosen(personas.coordinator)
    check = Check.objects.get()
    assert check.snapshot_id == RegisterSnapshot.objects.values_list("pk", flat=True).get()


def test_looking_and_a_home_that_cannot_be_used_keep_nothing(personas: Personas) -> None:
    check_homes(actor=personas.coordinator, case_id=case_id(), now=NOW)
    asked(personas, NEAR_HOME)
    asked(personas, None)
    assert not RegisterSnapshot.objects.exists()


def test_the_liaison_gets_reasons_only_of_a_case_that_is_open_to_the_police(personas: Personas) -> None:
    question = InFull(head_of(NOW), personas.liaison.id, case_id())
    with pytest.raises(RegisterUnusable, match="REFUSED"):
        ask_engine(question, HomesAnswer)
    assert match_in_full(actor=personas.liaison, case_id=case_id(), now=NOW) is None
    given_consent(personas.coordinator)
    match = match_in_full(actor=personas.liaison, case_id=case_id(), now=NOW)
    assert match is not None
    assert "threat_near" in {str(why) for one in match.excluded for why in one.reasons}
    with pytest.raises(RegisterUnusable, match="REFUSED"):
        ask_engine(InFull(head_of(NOW), personas.coordinator.id, case_id()), HomesAnswer)


def test_areas_are_sealed_for_the_liaison_alone_and_for_new_entries_alone(personas: Personas) -> None:
    areas = (AreaTold(57.7, 11.9, 5.0, None),)

    def sealed(actor: UUID, entry: UUID) -> bytes:
        question = SealAreas(head_of(NOW), actor, entry, areas)
        return ask(settings.UTVAG_ENGINE, question, SealedAnswer, day=NOW.date())[1].sealed

    assert len(sealed(personas.liaison.id, uuid4())) > 64
    with pytest.raises(EngineSilent):
        sealed(personas.coordinator.id, uuid4())
    with pytest.raises(EngineSilent):
        sealed(personas.liaison.id, _old_entry())


def test_an_engine_that_is_behind_says_so(personas: Personas) -> None:
    head = head_of(NOW)
    for other in (replace(head, number=head.number + 1), replace(head, stamp=uuid4())):
        with pytest.raises(RegisterUnusable, match="NOT_CHECKED"):
            ask_engine(ForCase(other, personas.coordinator.id, case_id()), HomesAnswer)


def test_a_register_that_is_faulty_is_not_checked(personas: Personas) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update providers_home set sealed_place = sealed where code = %s", [CLEAR_HOME])
        cursor.execute("update foundation_factversion set stamp = gen_random_uuid()")
    with pytest.raises(RegisterUnusable, match="NOT_CHECKED"):
        asked(personas)


def test_the_page_says_that_nothing_is_checked_and_gives_no_home_to_choose(
    personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    client.force_login(StaffAccount.objects.get(pk=personas.coordinator.id))
    monkeypatch.setattr("utvag.gateways.engine.client.exchange", _away)
    page = client.get(reverse("desk:case", args=[case_id()])).content.decode()
    assert "kontrollen svarar inte" in page and "utvag-unchecked" in page
    assert CLEAR_HOME not in page
    sent = client.post(reverse("placement:choose", args=[case_id(), home_id(CLEAR_HOME)]), {"reason": REASON})
    assert "Kontrollen går inte att göra just nu" in sent.content.decode()
    assert not Check.objects.exists()


def test_the_page_says_that_too_much_has_been_asked_and_what_to_do(personas: Personas) -> None:
    moment = now()
    case = Case.objects.get(pk=case_id())
    for number in range(PER_CASE_A_DAY):
        ask_about(personas.coordinator, case, None, days(number), now=moment)
    client = Client()
    client.force_login(StaffAccount.objects.get(pk=personas.coordinator.id))
    page = client.get(reverse("desk:case", args=[case_id()])).content.decode()
    assert "för många olika frågor" in page and "öppna reservhemmen" in page
    assert CLEAR_HOME not in page
    sent = client.post(reverse("placement:choose", args=[case_id(), home_id(CLEAR_HOME)]), {"reason": REASON})
    assert "svarar inte på fler olika frågor" in sent.content.decode()


def test_the_limits_let_go_by_themselves() -> None:
    moments = [NOW - timedelta(minutes=59 - number) for number in range(PER_ACCOUNT_AN_HOUR)]
    assert may_ask_again(moments, [], NOW) == moments[0] + timedelta(hours=1)
    assert may_ask_again(moments[1:], [], NOW) is None
    assert may_ask_again(moments, [], NOW + timedelta(minutes=1, seconds=1)) is None


def _away(*_args: object) -> bytes:
    raise FrameBroken("away")


def _old_entry() -> UUID:
    return RegisterEntry.objects.values_list("pk", flat=True)[0]
