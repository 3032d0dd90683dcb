"""What a test of log review needs, on top of the small world."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import connection, transaction

from tests.audit.given_log import as_the_log
from tests.database import TestServer
from tests.givens import NOW, TODAY, case_id
from tests.personas import Personas
from utvag.audit.operations import add_leaves
from utvag.cases.queries import open_case
from utvag.foundation.actors import OPERATOR, Actor
from utvag.gateways.postgres.roles import REVIEW_ROLE
from utvag.log_review.models import Alarm, Item
from utvag.log_review.operations import Said, ask_about_look, judge_access
from utvag.log_review.rules import AlarmKind, Judged
from utvag.log_review.tasks import Watch
from utvag.organisation.operations import create_staff_account
from utvag.organisation.rules import Role

LATER = NOW + timedelta(hours=1)
QUESTION = "Frågekanarie: varför läste hon det här?"
ANSWER = "Svarskanarie: hon har visat kallelsen."


def given_look(actor: Actor, at: datetime = NOW) -> None:
    """Let somebody who may open the case."""
    open_case(actor=actor, case_id=case_id(), now=at)


def given_looks(personas: Personas) -> None:
    """Let the three who are named open the case."""
    for actor in (personas.coordinator, personas.case_worker, personas.section_head):
        given_look(actor)


def given_reviewer(username: str = "reviewer", unit: str = "Kvalitet") -> Actor:
    """Make a reviewer, outside the unit that all others of the small world are in."""
    account = create_staff_account(
        actor=OPERATOR,
        username=username,
        role=Role.REVIEWER,
        display_name=f"Namn {username}",
        unit=unit,
        now=NOW,
    )
    return Actor(account, Role.REVIEWER)


def given_flag(about: Actor, by: Actor) -> UUID:
    """Let one who holds the case ask about somebody who has looked; give the flag."""
    given_look(about)
    return ask_about_look(actor=by, case_id=case_id(), account_id=about.id, text=QUESTION, now=LATER)


def given_item(about: Actor, by: Actor) -> UUID:
    """Let somebody be asked about, and give the access that the reviewer is to judge."""
    return Item.objects.values_list("pk", flat=True).get(flag=given_flag(about, by))


def given_alarm(about: UUID | None = None) -> UUID:
    """Let an address have been refused, as the review's process tells of it; give the alarm."""
    row = Alarm(kind=AlarmKind.LOCATION_BUDGET.value, account_id=about, entry=uuid4(), at=NOW)
    with be_the_review():
        row.save(force_insert=True)
    return row.pk


def given_judged(
    reviewer: Actor, item_id: UUID, outcome: Judged = Judged.ATTESTED, *, until: date | None = None
) -> UUID:
    """Let the reviewer say something of an access."""
    day = until or (TODAY + timedelta(days=7) if outcome.leaves_open else None)
    return judge_access(actor=reviewer, item_id=item_id, said=Said(outcome, ANSWER, day), now=LATER)


@contextmanager
def be_the_review() -> Iterator[None]:
    """Be the role that reviews the log for one transaction, on the test's own connection."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"set local role {REVIEW_ROLE}")
        yield
        cursor.execute("reset role")


def watched(server: TestServer, watch: Watch | None = None, *, at: datetime = LATER) -> None:
    """Let the log's keeper give leaves, and the review look once."""
    with as_the_log(server):
        add_leaves()
    with as_the_review(server):
        (watch or Watch(quorum=0)).look(at)


@contextmanager
def as_the_review(server: TestServer) -> Iterator[None]:
    """Connect as the role that reviews the log while the block lasts."""
    kept = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(server.login(REVIEW_ROLE))
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(kept)
