"""The review's own process: flags what cannot wait at once, looks back each night, draws the sample, tells owners."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from tests.audit.given_log import as_the_log, kept_log
from tests.database import TestServer
from tests.givens import CASE, NOW, case_id, given_named, given_register
from tests.log import log_rows
from tests.log_review.givens import LATER, as_the_review, given_look, given_reviewer, watched
from tests.personas import Personas, given_personas, given_team_on
from utvag.audit.models import Checkpoint, LogEntry, Outcome
from utvag.audit.operations import Subject, record
from utvag.cases.operations import record_identity
from utvag.cases.queries import open_case
from utvag.cases.rules import Purpose
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.errors import NotVisible
from utvag.gateways.postgres.roles import REVIEW_ROLE
from utvag.log_review.models import Alarm, Flag, Item, OtherLook, Sample
from utvag.log_review.operations import mark_canary
from utvag.log_review.operations.sampling import draw_sample
from utvag.log_review.queries import work_of
from utvag.log_review.queries.history import accesses_in
from utvag.log_review.rules import opens_a_person
from utvag.log_review.tasks import Watch
from utvag.organisation.operations import create_staff_account
from utvag.organisation.rules import Role
from utvag.secrecy.envelope import keystore

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


@pytest.fixture
def personas(db: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def tried(actor: Actor) -> None:
    with suppress(NotVisible):
        open_case(actor=actor, case_id=case_id(), now=NOW)


def flags() -> set[tuple[str, UUID]]:
    return set(Flag.objects.values_list("rule", "account"))


def test_one_who_was_never_named_is_flagged_at_once_and_the_owner_told(server: TestServer, personas: Personas) -> None:
    tried(personas.stranger)
    watched(server)
    assert ("NEVER_ASSIGNED", personas.stranger.id) in flags()
    assert OtherLook.objects.filter(account=personas.stranger.id, case=case_id()).exists()
    assert Item.objects.filter(account=personas.stranger.id, flag__rule="NEVER_ASSIGNED", is_denied=True).exists()
    rows = work_of(actor=personas.coordinator, now=LATER)
    assert [(row.tag, row.code_name) for row in rows] == [("Någon har tittat", CASE)]


def test_what_is_flagged_is_flagged_once_also_by_a_process_that_began_anew(
    server: TestServer, personas: Personas
) -> None:
    tried(personas.stranger)
    watched(server)
    before = Flag.objects.count()
    watched(server)
    assert Flag.objects.count() == before


def test_whoever_opens_a_canary_is_flagged_at_once_and_no_owner_is_told(server: TestServer, personas: Personas) -> None:
    mark_canary(actor=given_reviewer(), code_name=CASE, now=NOW - DAY)
    given_look(personas.case_worker)
    watched(server)
    assert ("CANARY", personas.case_worker.id) in flags()
    assert work_of(actor=personas.coordinator, now=LATER) == ()


def test_the_same_surname_is_found_and_kept_nowhere(server: TestServer, personas: Personas) -> None:
    record_identity(
        actor=OPERATOR,
        case_id=case_id(),
        register_person="person-canary-1",
        name="Anna Kanarieström-Berg",
        personal_number=None,
        now=NOW,
    )
    account = create_staff_account(
        actor=OPERATOR,
        username="kin",
        role=Role.CASE_WORKER,
        display_name="Bo Kanarieström",
        unit="Enheten",
        now=NOW,
    )
    kin = Actor(account, Role.CASE_WORKER)
    given_named(CASE, kin, Purpose.CASE_WORK)
    given_look(kin)
    given_look(personas.case_worker)
    watched(server)
    assert {who for rule, who in flags() if rule == "SAME_NAME"} == {account}
    assert [row[1] for row in log_rows(server, "COMPARE_NAMES")] == ["LOG_REVIEW"]
    with server.connect_as_admin("utvag_test") as admin:
        for table in ("log_review_flag", "log_review_item", "audit.audit_logentry"):
            assert "kanarie" not in str(admin.execute(f"select t::text from {table} t").fetchall()).lower()


def test_a_case_whose_key_was_destroyed_stops_no_review_of_the_others(server: TestServer, personas: Personas) -> None:
    record_identity(
        actor=OPERATOR,
        case_id=case_id(),
        register_person="person-canary-1",
        name="Anna Kanarieström",
        personal_number=None,
        now=NOW,
    )
    given_look(personas.case_worker)
    tried(personas.stranger)
    keystore().destroy("case", [case_id()])
    watched(server)
    assert {rule for rule, _ in flags()} == {"NEVER_ASSIGNED"}


def test_each_night_it_looks_back_and_says_so_in_the_log(server: TestServer, personas: Personas) -> None:
    given_look(personas.case_worker)
    watched(server, at=NOW + timedelta(days=20))
    assert ("NO_LATER_ACTION", personas.case_worker.id) in flags()
    assert len(log_rows(server, "REVIEW_LOG")) == 1


def test_it_looks_back_once_a_night(server: TestServer, personas: Personas) -> None:
    watch = Watch(quorum=0)
    for at in (LATER, LATER + timedelta(hours=2), LATER + DAY):
        watched(server, watch, at=at)
    assert len(log_rows(server, "REVIEW_LOG")) == 2


def test_an_address_that_was_refused_by_its_budget_is_an_alarm(server: TestServer, personas: Personas) -> None:
    for verdict in ("HOUR_SPENT", "NOT_WITNESSED", "NO_ADDRESS"):
        record(
            actor=personas.case_worker,
            action="REVEAL_ADDRESS",
            subject=Subject("CASE", case_id(), case_id()),
            purpose="VISIT",
            now=NOW,
            verdict=verdict,
            outcome=Outcome.DENIED,
        )
    watched(server)
    assert sorted(Alarm.objects.values_list("kind", flat=True)) == ["LOCATION_BUDGET", "LOCATION_UNWITNESSED"]


def test_the_sample_is_drawn_by_a_witnessed_root_and_can_be_drawn_again(
    server: TestServer, personas: Personas, tmp_path: Path
) -> None:
    for minute in range(45):
        given_look(personas.case_worker, NOW + timedelta(minutes=minute))
    given_look(personas.section_head)
    after = NOW + timedelta(days=7)
    with as_the_review(server):
        assert draw_sample(quorum=2, now=after) is None
    with as_the_log(server), kept_log(tmp_path) as log:
        log.keep(after)
    with as_the_review(server):
        drawn = draw_sample(quorum=2, now=after)
        assert draw_sample(quorum=2, now=after) is None
        sample = Sample.objects.get()
        rows = list(LogEntry.objects.filter(actor__isnull=False))
        entries = {one.id: one for one in accesses_in(rows) if opens_a_person(one.action)}
        root = bytes(Checkpoint.objects.get(size=sample.checkpoint).root)
    assert drawn == sample.drawn >= len(entries) / 20
    by_account: dict[UUID, list[UUID]] = {}
    for entry in sorted(entries, key=lambda one: sha256(root + one.bytes).digest()):
        by_account.setdefault(entries[entry].account, []).append(entry)
    again = {entry for its in by_account.values() for entry in its[: (len(its) + 19) // 20]}
    assert set(Item.objects.values_list("entry", flat=True)) == again
    assert {personas.case_worker.id, personas.section_head.id} <= set(Item.objects.values_list("account", flat=True))


REFUSED = (
    "select 1 from threat_register.threats_registerentry",
    "select 1 from cases_firstcontact",
    "select 1 from providers_home",
    "select 1 from documents_document",
    "select 1 from journal_journalnote",
    "select 1 from django_session",
    "update audit.audit_logentry set action = 'X'",
    "delete from log_review_flag",
    "update log_review_item set account_id = account_id",
    "insert into log_review_judgement select * from log_review_judgement",
    "update cases_case set state = state",
    "create table public.mine (id int)",
)


@pytest.mark.parametrize("statement", REFUSED)
def test_its_role_sees_and_changes_nothing_else(server: TestServer, statement: str) -> None:
    with server.connect(REVIEW_ROLE) as review, pytest.raises(psycopg.errors.InsufficientPrivilege):
        review.execute(statement)
