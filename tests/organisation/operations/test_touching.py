"""One touch is one act, of one session, within two minutes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, transaction

from tests.database import TestServer
from tests.givens import NOW, given_staff
from tests.log import log_rows
from tests.organisation.givens import SESSION, given_touch, refused_by
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.models import StaffAccount
from utvag.organisation.operations import TouchNeeded, note_touch, use_touch
from utvag.organisation.queries import has_fresh_touch
from utvag.organisation.rules import TOUCH_IS_FRESH, Role

OTHER_SESSION = "0b" * 32
JUST_TOO_LATE = NOW + TOUCH_IS_FRESH + timedelta(microseconds=1)


def given_siv() -> Actor:
    return given_staff("siv", Role.COORDINATOR)


def used(actor: Actor, session: str = SESSION, now: datetime = NOW) -> bool:
    try:
        with transaction.atomic():
            use_touch(actor=actor, session=session, used_for="TEST", now=now)
    except TouchNeeded:
        return False
    return True


@pytest.mark.django_db
def test_a_touch_is_used_once() -> None:
    siv = given_siv()
    assert not used(siv)
    given_touch(siv)
    assert has_fresh_touch(actor=siv, session=SESSION, now=NOW)
    assert [used(siv), used(siv)] == [True, False]
    assert not has_fresh_touch(actor=siv, session=SESSION, now=NOW)


@pytest.mark.django_db
def test_it_counts_for_two_minutes_and_not_before_it_was_shown() -> None:
    siv = given_siv()
    given_touch(siv)
    assert not used(siv, now=JUST_TOO_LATE)
    assert not used(siv, now=NOW - timedelta(seconds=1))
    assert used(siv, now=NOW + TOUCH_IS_FRESH)


@pytest.mark.django_db
def test_it_counts_in_its_own_session_and_for_its_own_account_only() -> None:
    siv, ulla = given_siv(), given_staff("ulla", Role.COORDINATOR)
    given_touch(siv)
    assert not used(siv, session=OTHER_SESSION)
    assert not used(ulla)
    assert used(siv)


@pytest.mark.django_db
def test_what_is_undone_gives_the_touch_back() -> None:
    siv = given_siv()
    given_touch(siv)
    with transaction.atomic():
        use_touch(actor=siv, session=SESSION, used_for="TEST", now=NOW)
        transaction.set_rollback(True)
    assert used(siv)


@pytest.mark.django_db
def test_one_without_an_active_account_shows_nothing() -> None:
    siv = given_siv()
    StaffAccount.objects.filter(pk=siv.id).update(is_active=False)
    for actor in (siv, Actor(uuid4(), Role.COORDINATOR)):
        with pytest.raises(NotVisible):
            note_touch(actor=actor, session=SESSION, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_two_acts_at_once_one_gets_the_touch() -> None:
    siv = given_siv()
    given_touch(siv)
    barrier = Barrier(2)

    def act(_number: int) -> bool:
        try:
            barrier.wait(timeout=20)
            return used(siv)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(act, range(2))) == [False, True]


@pytest.mark.django_db(transaction=True)
def test_showing_the_key_is_in_the_log(server: TestServer) -> None:
    siv = given_siv()
    given_touch(siv)
    assert [row[:3] for row in log_rows(server, "TOUCH")] == [(siv.id, "COORDINATOR", "DONE")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("used_at = at", "touch_is_used_for_something"),
        ("used_for = 'TEST'", "touch_is_used_for_something"),
        ("used_at = at + interval '3 minutes', used_for = 'TEST'", "touch_is_used_while_fresh"),
        ("used_at = at - interval '1 second', used_for = 'TEST'", "touch_is_used_while_fresh"),
        ("at = at + interval '1 hour'", "touch_is_used_once"),
        ("session = 'the key itself'", "touch_is_used_once"),
    ],
)
def test_the_database_refuses(change: str, constraint: str) -> None:
    given_touch(given_siv())
    assert refused_by(f"update organisation_touch set {change}") == constraint  # from the list above


@pytest.mark.django_db
def test_the_database_refuses_the_key_of_a_session() -> None:
    siv = given_siv()
    row = "insert into organisation_touch values (gen_random_uuid(), 'the key itself', now(), null, '', %s)"
    assert refused_by(row % f"'{siv.id}'") == "touch_names_no_session_key"


@pytest.mark.django_db
def test_the_database_refuses_to_use_it_again() -> None:
    siv = given_siv()
    given_touch(siv)
    assert used(siv)
    assert refused_by("update organisation_touch set used_for = 'OTHER'") == "touch_is_used_once"
