"""What the running role cannot get past in the database, whatever SQL it sends."""

import threading
import time
from datetime import date, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import Error, OperationalError, connection, transaction

from tests.audit.given_log import KeptLog, as_the_log
from tests.database import TEST_DATABASE, TestServer
from tests.givens import NOW, STAY, TODAY, case_id, given_named, given_staff, placement_id
from tests.location.givens import asked, given_lived_in, given_row, insert, let_time_pass
from tests.organisation.givens import SESSION, given_touch
from tests.personas import Personas
from utvag.cases.models import CaseStaff
from utvag.cases.rules import Purpose
from utvag.foundation.actors import Actor
from utvag.location.models import Reveal, RevealNotice
from utvag.location.operations import UnableToReveal, ask_for_address
from utvag.location.rules import IN_A_DAY, IN_AN_HOUR, RevealReason
from utvag.organisation.operations import TouchNeeded
from utvag.organisation.rules import Role
from utvag.placement.models import Placement

pytestmark = pytest.mark.django_db

THREADS = 50


def refused(statement: str, *values: str | date | UUID) -> str:
    """Send a statement as the running role; give the name of what refused it."""
    with pytest.raises(Error) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, list(values))
    cause = error.value.__cause__
    assert isinstance(cause, psycopg.Error)
    return str(cause.diag.constraint_name or type(cause).__name__)


def refused_insert(actor: Actor, placement: UUID, entry: UUID | None = None, **other: object) -> str:
    with pytest.raises(Error) as error, transaction.atomic():
        insert(actor, placement, entry or given_row(actor, placement), **other)
    cause = error.value.__cause__
    assert isinstance(cause, psycopg.Error)
    return str(cause.diag.constraint_name)


def spend(actor: Actor, placement: UUID, count: int) -> None:
    for _ in range(count):
        insert(actor, placement, given_row(actor, placement))


def test_the_sixth_in_an_hour_is_refused(personas: Personas) -> None:
    placement = given_lived_in(personas)
    spend(personas.coordinator, placement, IN_AN_HOUR)
    assert refused_insert(personas.coordinator, placement) == "reveal_five_an_hour"


def test_the_moment_that_the_writer_gives_does_not_count(personas: Personas) -> None:
    placement = given_lived_in(personas)
    spend(personas.coordinator, placement, IN_AN_HOUR)
    old = NOW - timedelta(hours=5)
    assert refused_insert(personas.coordinator, placement, spent_at=old, at=NOW) == "reveal_five_an_hour"


def given_other_case(personas: Personas) -> UUID:
    """Let her handle one case more, whose household lives somewhere else; give that placement."""
    other = Placement.objects.select_related("case").get(pk=placement_id(STAY))
    given_named(other.case.code_name, personas.coordinator, Purpose.COORDINATION)
    return other.pk


def test_while_one_case_is_waited_for_no_other_is_asked_for(personas: Personas) -> None:
    placement, other = given_lived_in(personas), given_other_case(personas)
    one = insert(personas.coordinator, placement, given_row(personas.coordinator, placement))
    assert refused_insert(personas.coordinator, other) == "reveal_one_case_at_a_time"
    insert(personas.coordinator, placement, given_row(personas.coordinator, placement))
    Reveal.objects.filter(account=personas.coordinator.id).update(state="REFUSED", answered_at=NOW)
    insert(personas.coordinator, other, given_row(personas.coordinator, other))
    assert Reveal.objects.get(pk=one).state == "REFUSED"


@pytest.mark.django_db(transaction=True)
def test_a_try_that_was_never_answered_holds_nobody_back_for_long(personas: Personas, server: TestServer) -> None:
    placement, other = given_lived_in(personas), given_other_case(personas)
    insert(personas.coordinator, placement, given_row(personas.coordinator, placement))
    let_time_pass(server, 0.01)
    insert(personas.coordinator, other, given_row(personas.coordinator, other))


def test_many_in_one_statement_are_counted_one_by_one(personas: Personas) -> None:
    placement = given_lived_in(personas)
    for _ in range(8):
        given_row(personas.coordinator, placement)
    rows = ", ".join("(%s, %s, %s, %s, 'VISIT', %s, %s, 'ASKED')" for _ in range(8))
    values: list[str | date | UUID] = []
    for _ in range(8):
        entry = given_row(personas.coordinator, placement)
        values += [uuid4(), personas.coordinator.id, case_id(), placement, NOW, entry]
    columns = "id, account_id, case_id, placement_id, reason, at, entry_id, state"
    assert refused(f"insert into location_reveal ({columns}) values {rows}", *values) == "reveal_five_an_hour"
    assert Reveal.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_sixteenth_in_a_day_is_refused_though_the_hours_are_not_full(
    personas: Personas, server: TestServer
) -> None:
    placement = given_lived_in(personas)
    for _ in range(3):
        spend(personas.coordinator, placement, IN_AN_HOUR)
        let_time_pass(server, 2)
    assert Reveal.objects.count() == IN_A_DAY
    assert refused_insert(personas.coordinator, placement) == "reveal_fifteen_a_day"
    let_time_pass(server, 18.5)
    spend(personas.coordinator, placement, IN_AN_HOUR)


@pytest.mark.django_db(transaction=True)
def test_of_fifty_at_once_five_get_through(personas: Personas) -> None:
    placement = given_lived_in(personas)
    for _ in range(THREADS):
        given_touch(personas.coordinator)
    outcomes: list[str] = []
    start = threading.Barrier(THREADS)

    def ask() -> None:
        start.wait()
        while True:
            try:
                outcomes.append(_asked(personas.coordinator, placement))
            except (OperationalError, TouchNeeded):
                # The server has no room for fifty at once, or another took the same touch: again.
                time.sleep(0.05)
            else:
                break
            finally:
                connection.close()

    threads = [threading.Thread(target=ask) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["ASKED"] * IN_AN_HOUR + ["HOUR_SPENT"] * (THREADS - IN_AN_HOUR)
    assert Reveal.objects.count() == IN_AN_HOUR


def _asked(actor: Actor, placement: UUID) -> str:
    try:
        ask_for_address(
            actor=actor, session=SESSION, placement_id=placement, reason=RevealReason.VISIT, note="", now=NOW
        )
    except UnableToReveal as no:
        return str(no.refusal)
    return "ASKED"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("level", ["read committed", "repeatable read", "serializable"])
def test_two_at_once_do_not_overspend_at_any_isolation(personas: Personas, server: TestServer, level: str) -> None:
    placement = given_lived_in(personas)
    spend(personas.coordinator, placement, IN_AN_HOUR - 1)
    entries = [given_row(personas.coordinator, placement) for _ in range(2)]
    login = connection.settings_dict
    columns = "id, account_id, case_id, placement_id, reason, at, entry_id, state"
    first, second = (
        psycopg.connect(
            host=login["HOST"], port=login["PORT"], user=login["USER"], password=login["PASSWORD"], dbname=TEST_DATABASE
        )
        for _ in range(2)
    )
    statement = f"insert into location_reveal ({columns}) values (%s, %s, %s, %s, 'VISIT', %s, %s, 'ASKED')"
    with first, second:
        for one in (first, second):
            one.execute(f"set transaction isolation level {level}")
            # Who takes over the running role says who acts as the product does: the policies are not what holds here.
            one.execute(
                "select set_config('utvag.actor', %s, true), set_config('utvag.role', %s, true),"
                " set_config('utvag.day', %s, true)",
                [str(personas.coordinator.id), personas.coordinator.role, TODAY.isoformat()],
            )
            one.execute("select count(*) from location_reveal")
        values = [(uuid4(), personas.coordinator.id, case_id(), placement, NOW, entry) for entry in entries]
        first.execute(statement, values[0])
        failed: list[psycopg.Error] = []

        def insert_too() -> None:
            try:
                second.execute(statement, values[1])
                second.commit()
            except psycopg.Error as error:
                failed.append(error)
                second.rollback()

        waiting = threading.Thread(target=insert_too)
        waiting.start()
        first.commit()
        waiting.join()
    assert len(failed) == 1
    assert Reveal.objects.count() == IN_AN_HOUR


@pytest.mark.parametrize("name", ["section_head", "on_call", "committee", "liaison", "stranger"])
def test_who_does_not_handle_the_case_is_refused(personas: Personas, name: str) -> None:
    placement = given_lived_in(personas)
    assert refused_insert(personas.named(name), placement) == "reveal_to_who_handles_the_case"


def test_the_other_department_is_refused(personas: Personas) -> None:
    placement = given_lived_in(personas)
    other = given_staff("finance", Role.CASE_WORKER)
    given_named("TALL-07", other, Purpose.HOUSING_AND_FINANCE)
    assert refused_insert(other, placement) == "reveal_to_who_handles_the_case"


def test_who_is_not_named_any_longer_is_refused(personas: Personas) -> None:
    placement = given_lived_in(personas)
    CaseStaff.objects.filter(account=personas.coordinator.id).update(
        from_date=NOW.date() - timedelta(days=9), until_date=NOW.date()
    )
    assert refused_insert(personas.coordinator, placement) == "reveal_to_who_handles_the_case"


def test_a_home_that_nobody_lives_in_any_longer_is_refused(personas: Personas) -> None:
    placement = given_lived_in(personas)
    Placement.objects.filter(pk=placement).update(state="ENDED", until_date=NOW.date())
    assert refused_insert(personas.coordinator, placement) == "reveal_to_who_handles_the_case"


def test_a_try_without_its_own_log_row_is_refused(personas: Personas) -> None:
    placement = given_lived_in(personas)
    for entry in (uuid4(), given_row(personas.case_worker, placement)):
        assert refused_insert(personas.coordinator, placement, entry) == "reveal_has_its_own_log_row"
    for_another_reason = given_row(personas.coordinator, placement, RevealReason.ACUTE)
    assert refused_insert(personas.coordinator, placement, for_another_reason) == "reveal_has_its_own_log_row"


def test_one_log_row_is_one_try(personas: Personas) -> None:
    placement = given_lived_in(personas)
    entry = given_row(personas.coordinator, placement)
    insert(personas.coordinator, placement, entry)
    assert refused_insert(personas.coordinator, placement, entry) == "location_reveal_entry_id_key"


def test_nothing_is_shown_before_it_is_witnessed(personas: Personas) -> None:
    placement = given_lived_in(personas)
    insert(personas.coordinator, placement, given_row(personas.coordinator, placement))
    assert refused("update location_reveal set state = 'SHOWN'") == "reveal_shown_when_witnessed"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_shown_on_the_word_of_one_witness(personas: Personas, server: TestServer, log: KeptLog) -> None:
    placement = given_lived_in(personas)
    asked(personas.coordinator, placement)
    with as_the_log(server):
        KeptLog(log.signer, log.witnesses[:1]).keep(NOW)
    assert refused("update location_reveal set state = 'SHOWN'") == "reveal_shown_when_witnessed"
    with as_the_log(server):
        log.keep(NOW)
    Reveal.objects.update(state="SHOWN")


@pytest.mark.django_db(transaction=True)
def test_a_late_answer_shows_nothing(personas: Personas, server: TestServer, log: KeptLog) -> None:
    placement = given_lived_in(personas)
    asked(personas.coordinator, placement)
    with as_the_log(server):
        log.keep(NOW)
    let_time_pass(server, 1 / 60)
    assert refused("update location_reveal set state = 'SHOWN'") == "reveal_shown_at_once"


def test_a_try_that_was_refused_is_never_shown_and_nothing_else_of_it_changes(personas: Personas) -> None:
    placement = given_lived_in(personas)
    insert(personas.coordinator, placement, given_row(personas.coordinator, placement))
    for change in ("reason = 'ACUTE'", "spent_at = spent_at - interval '1 day'", "account_id = gen_random_uuid()"):
        assert refused(f"update location_reveal set {change}, state = 'REFUSED'") == "reveal_answered_once"
    Reveal.objects.update(state="REFUSED")
    assert refused("update location_reveal set state = 'SHOWN'") == "reveal_answered_once"


def test_no_try_is_taken_away_and_no_budget_touched(personas: Personas) -> None:
    given_lived_in(personas)
    for statement in (
        "delete from location_reveal",
        "truncate location_reveal",
        "select * from location_revealbudget",
        "update location_revealbudget set tries = 0",
        "delete from location_revealnotice",
        "insert into location_revealnotice (id) values (gen_random_uuid())",
    ):
        assert refused(statement) == "InsufficientPrivilege", statement


def test_the_others_are_told_whoever_writes_it(personas: Personas) -> None:
    placement = given_lived_in(personas)
    insert(personas.coordinator, placement, given_row(personas.coordinator, placement))
    told = set(RevealNotice.objects.values_list("account", flat=True))
    assert told == {personas.case_worker.id, personas.section_head.id}


def test_a_notice_is_read_once_and_stays(personas: Personas) -> None:
    placement = given_lived_in(personas)
    insert(personas.coordinator, placement, given_row(personas.coordinator, placement))
    RevealNotice.objects.update(read_at=NOW)
    assert refused("update location_revealnotice set read_at = null") == "reveal_notice_read_once"


def test_another_reason_is_in_words_and_only_that(personas: Personas) -> None:
    placement = given_lived_in(personas)
    assert refused_insert(personas.coordinator, placement, sealed=b"x") == "reveal_other_reason_in_words"
    entry = given_row(personas.coordinator, placement, RevealReason.OTHER)
    assert refused_insert(personas.coordinator, placement, entry, reason="OTHER") == "reveal_other_reason_in_words"
