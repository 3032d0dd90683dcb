"""Keys: added, renamed and taken away; and every question is answered once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from tests.database import TestServer
from tests.givens import NOW, given_staff
from tests.log import log_rows
from tests.organisation.authenticator import Authenticator, key_for
from tests.organisation.givens import SESSION, SITE, given_key, given_touch, refused_by
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.models import Passkey, StaffAccount
from utvag.organisation.operations import (
    TouchNeeded,
    UnableToUseKey,
    add_key,
    ask_key,
    remove_key,
    rename_key,
    sign_in_with_key,
    touch_with_key,
)
from utvag.organisation.queries import has_fresh_touch, my_keys
from utvag.organisation.rules import CHALLENGE_LASTS, KeyPurpose, Refusal, Role, is_copied

OTHER_SESSION = "0b" * 32


def given_siv() -> Actor:
    return given_staff("siv", Role.COORDINATOR)


def asked(purpose: KeyPurpose = KeyPurpose.SIGN_IN, account: Actor | None = None, session: str = SESSION) -> bytes:
    return ask_key(purpose=purpose, session=session, account=account.id if account else None, now=NOW)


def is_let_in(text: str, *, session: str = SESSION, later: timedelta = timedelta()) -> bool:
    try:
        sign_in_with_key(site=SITE, text=text, session=session, now=NOW + later)
    except UnableToUseKey:
        return False
    return True


def remove(actor: Actor, row: Passkey) -> None:
    remove_key(actor=actor, key_id=row.pk, session=given_touch(actor), now=NOW)


@pytest.mark.django_db
def test_an_answer_lets_her_in_once() -> None:
    siv = given_siv()
    text = given_key(siv).signed(asked())
    assert [is_let_in(text), is_let_in(text)] == [True, False]


@pytest.mark.django_db
def test_a_question_is_answered_in_its_session_within_its_time() -> None:
    key = given_key(given_siv())
    assert not is_let_in(key.signed(asked()), session=OTHER_SESSION)
    assert not is_let_in(key.signed(asked()), later=CHALLENGE_LASTS + timedelta(seconds=1))
    assert not is_let_in(key.signed(asked()), later=-timedelta(seconds=1))
    assert is_let_in(key.signed(asked()), later=CHALLENGE_LASTS)


@pytest.mark.django_db
def test_an_answer_to_one_question_is_none_to_another() -> None:
    siv = given_siv()
    key = given_key(siv)
    assert not is_let_in(key.signed(asked(KeyPurpose.TOUCH, siv)))
    with pytest.raises(UnableToUseKey):
        touch_with_key(actor=siv, site=SITE, text=key.signed(asked()), session=SESSION, now=NOW)
    assert not has_fresh_touch(actor=siv, session=SESSION, now=NOW)


@pytest.mark.django_db
def test_another_s_key_is_no_touch_of_mine() -> None:
    siv, ulla = given_siv(), given_staff("ulla", Role.COORDINATOR)
    hers = given_key(ulla)
    with pytest.raises(UnableToUseKey):
        touch_with_key(actor=siv, site=SITE, text=hers.signed(asked(KeyPurpose.TOUCH, siv)), session=SESSION, now=NOW)
    mine = given_key(siv)
    touch_with_key(actor=siv, site=SITE, text=mine.signed(asked(KeyPurpose.TOUCH, siv)), session=SESSION, now=NOW)
    assert has_fresh_touch(actor=siv, session=SESSION, now=NOW)


@pytest.mark.django_db
def test_a_copied_key_is_found_by_its_count_and_taken_no_more() -> None:
    key = given_key(given_siv())
    assert is_let_in(key.signed(asked()))
    copy = Authenticator(key.handle, key.id, key.private, count=0)
    assert not is_let_in(copy.signed(asked()))
    assert not is_let_in(key.signed(asked()))
    assert Passkey.objects.get().removed_why == "COPIED"


@pytest.mark.django_db
def test_a_key_that_never_counts_is_no_copy() -> None:
    key = given_key(given_siv())
    key.counts = False
    assert is_let_in(key.signed(asked())) and is_let_in(key.signed(asked()))


@pytest.mark.parametrize(
    ("known", "told", "copied"), [(0, 0, False), (0, 1, False), (3, 4, False), (3, 3, True), (4, 3, True), (3, 0, True)]
)
def test_a_count_that_does_not_grow_is_a_copy(known: int, told: int, copied: bool) -> None:
    assert is_copied(known=known, told=told) is copied


@pytest.mark.django_db
def test_an_account_that_is_not_active_comes_in_nowhere() -> None:
    siv = given_siv()
    key = given_key(siv)
    StaffAccount.objects.filter(pk=siv.id).update(is_active=False)
    assert not is_let_in(key.signed(asked()))


@pytest.mark.django_db
def test_a_key_has_a_name_and_can_have_another() -> None:
    siv = given_siv()
    given_key(siv, name="Jobbdatorn")
    assert [key.name for key in my_keys(actor=siv)] == ["Jobbdatorn"]
    rename_key(actor=siv, key_id=Passkey.objects.get().pk, name=" Blå nyckeln ", now=NOW)
    assert [key.name for key in my_keys(actor=siv)] == ["Blå nyckeln"]
    assert b"nyckeln" not in bytes(Passkey.objects.get().sealed)


@pytest.mark.django_db
def test_another_s_key_does_not_exist() -> None:
    siv, ulla = given_siv(), given_staff("ulla", Role.COORDINATOR)
    given_key(siv)
    row = Passkey.objects.get()
    with pytest.raises(NotVisible):
        rename_key(actor=ulla, key_id=row.pk, name="Min", now=NOW)
    with pytest.raises(NotVisible):
        remove(ulla, row)


@pytest.mark.django_db
def test_adding_and_taking_away_need_a_touch_each() -> None:
    siv = given_siv()
    text = key_for(siv.id).made(asked(KeyPurpose.NEW_KEY, siv))
    with pytest.raises(TouchNeeded):
        add_key(actor=siv, site=SITE, text=text, name="Ny", session=SESSION, now=NOW)
    given_key(siv)
    given_key(siv)
    with pytest.raises(TouchNeeded):
        remove_key(actor=siv, key_id=Passkey.objects.all()[0].pk, session=SESSION, now=NOW)


@pytest.mark.django_db
def test_the_last_key_stays() -> None:
    siv = given_siv()
    lost, kept = given_key(siv), given_key(siv)
    first, last = Passkey.objects.order_by("added_at", "pk")
    remove(siv, first)
    with pytest.raises(UnableToUseKey) as refused:
        remove(siv, last)
    assert refused.value.refusal is Refusal.LAST_KEY
    assert sorted([is_let_in(lost.signed(asked())), is_let_in(kept.signed(asked()))]) == [False, True]


@pytest.mark.django_db(transaction=True)
def test_of_two_that_are_taken_away_at_once_one_stays() -> None:
    siv = given_siv()
    given_key(siv)
    given_key(siv)
    rows, barrier = list(Passkey.objects.all()), Barrier(2)

    def act(row: Passkey) -> bool:
        try:
            given_touch(siv)
            barrier.wait(timeout=20)
            remove(siv, row)
        except UnableToUseKey:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(act, rows)) == [False, True]


@pytest.mark.django_db
def test_one_key_is_one_account_s() -> None:
    siv, ulla = given_siv(), given_staff("ulla", Role.COORDINATOR)
    hers = given_key(siv)
    hers.handle = ulla.id.bytes
    given_touch(ulla)
    text = hers.made(asked(KeyPurpose.NEW_KEY, ulla))
    with pytest.raises(UnableToUseKey) as refused:
        add_key(actor=ulla, site=SITE, text=text, name="Min", session=SESSION, now=NOW)
    assert refused.value.refusal is Refusal.KEY_KNOWN


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("removed_at = now(), removed_why = 'BY_OWNER'", "passkey_one_remains"),
        ("removed_why = 'BY_OWNER', removed_at = null", "passkey_one_remains"),
        ("removed_at = now()", "passkey_is_removed_for_a_reason"),
        ("removed_at = now(), removed_why = 'X'", "passkey_is_removed_for_a_reason"),
        ("account_id = gen_random_uuid()", "passkey_is_taken_away_once"),
        ("credential = repeat('0', 64)", "passkey_is_taken_away_once"),
        ("sign_count = -1", "passkey_counts_upwards"),
    ],
)
def test_the_database_refuses(change: str, constraint: str) -> None:
    given_key(given_siv())
    assert refused_by(f"update organisation_passkey set {change}") == constraint


@pytest.mark.django_db
def test_the_database_refuses_to_ask_nobody_for_a_touch_and_to_answer_twice() -> None:
    given_siv()
    asked()
    assert refused_by("update organisation_challenge set purpose = 'TOUCH'") == "challenge_is_somebodys"
    late = "update organisation_challenge set answered_at = asked_at + interval '6 minutes'"
    assert refused_by(late) == "challenge_is_answered_in_time"


@pytest.mark.django_db(transaction=True)
def test_what_is_done_with_keys_is_in_the_log(server: TestServer) -> None:
    siv = given_siv()
    given_key(siv)
    given_key(siv)
    row = Passkey.objects.all()[0]
    rename_key(actor=siv, key_id=row.pk, name="Ny", now=NOW)
    remove(siv, row)
    for action, rows in (("ADD_KEY", 2), ("RENAME_KEY", 1), ("REMOVE_KEY", 1)):
        assert [told[0] for told in log_rows(server, action)] == [siv.id] * rows
