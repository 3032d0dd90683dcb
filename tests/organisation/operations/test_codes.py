"""Codes on paper: each leads to one new key, and five wrong ones to a pause for that name."""

from datetime import timedelta

import pytest

from tests.database import TestServer
from tests.givens import NOW, given_staff
from tests.log import log_rows
from tests.organisation.authenticator import Authenticator, key_for
from tests.organisation.givens import SESSION, SITE, given_key, given_session, given_touch, refused_by
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.models import EntryCode, Passkey, SignIn, StaffAccount, WrongCodes
from utvag.organisation.operations import (
    Accepted,
    TouchNeeded,
    UnableToUseCode,
    accept_code,
    add_key_with_code,
    ask_key,
    begin_session,
    follow_session,
    invite,
    make_recovery_codes,
)
from utvag.organisation.queries import codes_left
from utvag.organisation.rules import (
    ALPHABET,
    CODE_SIGNS,
    INVITATION_LASTS,
    LOCKED_FOR,
    MOST_WRONG,
    KeyPurpose,
    Method,
    News,
    Role,
    code_hash,
    normalised,
)

WRONG = "-".join(["0000"] * 7)


def given_siv() -> Actor:
    return given_staff("siv", Role.COORDINATOR)


def invited() -> str:
    return invite(actor=OPERATOR, username="siv", now=NOW) or pytest.fail("nobody was invited")


def taken(code: str, username: str = "siv", later: timedelta = timedelta()) -> Accepted | None:
    try:
        return accept_code(username=username, code=code, now=NOW + later)
    except UnableToUseCode:
        return None


def key_made(accepted: Accepted, actor: Actor, later: timedelta = timedelta()) -> Authenticator:
    key = key_for(actor.id)
    asked = ask_key(purpose=KeyPurpose.NEW_KEY, session=SESSION, account=actor.id, now=NOW + later)
    add_key_with_code(
        accepted=accepted,
        accepted_at=NOW,
        site=SITE,
        text=key.made(asked),
        name="Ny",
        session=SESSION,
        now=NOW + later,
    )
    return key


def must_take(code: str) -> Accepted:
    return taken(code) or pytest.fail("the code was refused")


@pytest.mark.django_db
def test_an_invitation_leads_to_the_first_key_and_to_no_other() -> None:
    siv = given_siv()
    code = invited()
    accepted = must_take(code)
    key_made(accepted, siv)
    assert taken(code) is None
    with pytest.raises(UnableToUseCode):
        key_made(accepted, siv)
    assert Passkey.objects.count() == 1


@pytest.mark.django_db
def test_an_invitation_lasts_a_day_and_a_new_one_ends_the_old() -> None:
    given_siv()
    first = invited()
    second = invited()
    assert taken(first) is None
    assert taken(second, later=INVITATION_LASTS) is None
    assert taken(second, later=INVITATION_LASTS - timedelta(seconds=1)) is not None


@pytest.mark.django_db
def test_after_an_invitation_the_earlier_keys_and_codes_are_taken_no_more() -> None:
    siv = given_siv()
    given_key(siv)
    codes = make_recovery_codes(actor=siv, session=given_touch(siv), now=NOW)
    key_made(must_take(invited()), siv)
    assert list(Passkey.objects.order_by("removed_why").values_list("removed_why", flat=True)) == ["", "REPLACED"]
    assert taken(codes[0]) is None


@pytest.mark.django_db
def test_a_recovery_code_adds_a_key_and_ends_every_session() -> None:
    siv = given_siv()
    given_key(siv)
    codes = make_recovery_codes(actor=siv, session=given_touch(siv), now=NOW)
    given_session(siv, "0c" * 32)
    key_made(must_take(codes[3]), siv)
    assert Passkey.objects.filter(removed_at=None).count() == 2
    assert SignIn.objects.get().ended_why == "NEW_KEY"
    assert codes_left(actor=siv) == 9 and len(codes) == len(set(codes)) == 10


@pytest.mark.django_db
def test_the_next_sign_in_is_told_that_a_code_was_used() -> None:
    siv = given_siv()
    account = StaffAccount.objects.get(pk=siv.id)
    key_made(must_take(invited()), siv)
    for session, news in (("0c" * 32, News.CODE_USED), ("0d" * 32, News.NONE)):
        later = NOW + timedelta(minutes=1)
        begin_session(account=account, session=session, method=Method.PASSKEY, device="Edge", now=later)
        assert follow_session(session=session, is_activity=True, now=later).news is news


@pytest.mark.django_db
def test_new_recovery_codes_end_the_old_and_need_a_touch() -> None:
    siv = given_siv()
    with pytest.raises(TouchNeeded):
        make_recovery_codes(actor=siv, session=SESSION, now=NOW)
    old = make_recovery_codes(actor=siv, session=given_touch(siv), now=NOW)
    new = make_recovery_codes(actor=siv, session=given_touch(siv), now=NOW)
    assert taken(old[0]) is None and taken(new[0]) is not None
    assert codes_left(actor=siv) == 10


@pytest.mark.django_db
def test_a_code_is_read_as_it_was_meant_and_is_its_owner_s() -> None:
    given_siv()
    given_staff("ulla", Role.COORDINATOR)
    code = invited()
    assert taken(f" {code.lower().replace('-', ' ')} ") is not None
    assert taken(code, username="ulla") is None
    assert normalised("ol1i-0") == "01110"


@pytest.mark.django_db
def test_a_code_that_was_taken_must_become_a_key_in_time_while_the_account_is_active() -> None:
    siv = given_siv()
    accepted = must_take(invited())
    with pytest.raises(UnableToUseCode):
        key_made(accepted, siv, later=timedelta(minutes=16))
    StaffAccount.objects.filter(pk=siv.id).update(is_active=False)
    with pytest.raises(UnableToUseCode):
        key_made(accepted, siv)


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["siv", "nobody"])
def test_five_wrong_lock_the_name_whether_or_not_it_is_anybody_s(username: str) -> None:
    given_siv()
    code = invited()
    for _ in range(MOST_WRONG):
        assert taken(WRONG, username=username) is None
    assert WrongCodes.objects.get().wrong == MOST_WRONG
    assert taken(code, username=username) is None
    # Another name is not locked, nor is this one for ever.
    assert (taken(code) is not None) is (username != "siv")
    assert (taken(code, username=username, later=LOCKED_FOR) is not None) is (username == "siv")


@pytest.mark.django_db
def test_a_right_code_begins_the_count_anew() -> None:
    given_siv()
    code = invited()
    for _ in range(MOST_WRONG - 1):
        taken(WRONG)
    assert taken(code) is not None
    assert WrongCodes.objects.get().wrong == 0


@pytest.mark.django_db
def test_only_the_operator_invites_at_the_shell() -> None:
    siv = given_siv()
    with pytest.raises(NotVisible):
        invite(actor=siv, username="siv", now=NOW)
    assert invite(actor=OPERATOR, username="nobody", now=NOW) is None


@pytest.mark.django_db
def test_no_code_stands_in_the_database() -> None:
    given_siv()
    code = normalised(invited())
    row = EntryCode.objects.get()
    assert code not in row.code and len(row.code) == 64


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("expires_at = made_at + interval '2 days'", "entry_code_is_used_once"),
        ("used_at = expires_at", "entry_code_is_used_in_time"),
        ("used_at = made_at, voided_at = made_at", "entry_code_is_used_or_void"),
        ("kind = 'RECOVERY'", "entry_code_is_used_once"),
    ],
)
def test_the_database_refuses(change: str, constraint: str) -> None:
    given_siv()
    invited()
    assert refused_by(f"update organisation_entrycode set {change}") == constraint


@pytest.mark.django_db
def test_the_database_refuses_a_used_code_again_and_an_invitation_without_end() -> None:
    siv = given_siv()
    key_made(must_take(invited()), siv)
    assert refused_by("update organisation_entrycode set used_at = null") == "entry_code_is_used_once"
    row = f"gen_random_uuid(), 'INVITATION', repeat('a', 64), null, now(), null, null, null, '{siv.id}'"
    columns = "id, kind, code, made_by, made_at, expires_at, used_at, voided_at, account_id"
    statement = f"insert into organisation_entrycode ({columns}) values ({row})"
    assert refused_by(statement) == "entry_code_invitation_lasts_a_day"


@pytest.mark.django_db(transaction=True)
def test_every_try_is_in_the_log(server: TestServer) -> None:
    siv = given_siv()
    code = invited()
    taken(WRONG)
    taken(WRONG, username="nobody")
    key_made(must_take(code), siv)
    tried = [(row[0], row[2]) for row in log_rows(server, "ACCEPT_CODE")]
    assert sorted(tried, key=str) == sorted([(None, "DENIED"), (None, "DENIED"), (siv.id, "DONE")], key=str)
    assert [row[0] for row in log_rows(server, "INVITE")] == [None]
    assert [row[0] for row in log_rows(server, "USE_CODE")] == [siv.id]


@pytest.mark.django_db
def test_a_code_has_more_than_128_random_bits() -> None:
    siv = given_siv()
    made = [code for _ in range(20) for code in make_recovery_codes(actor=siv, session=given_touch(siv), now=NOW)]
    made = [normalised(code) for code in made]
    assert len(set(ALPHABET)) == 32 and CODE_SIGNS * 5 >= 128
    assert {len(code) for code in made} == {CODE_SIGNS} and len(set(made)) == 200
    # Of 200 signs at one place, 32 kinds of sign: fewer than 20 kinds come about once in 10 to the 20th tries.
    assert all(len({code[place] for code in made}) > 20 for place in range(CODE_SIGNS))


@pytest.mark.django_db
def test_a_shorter_code_that_was_given_before_holds_until_it_is_used() -> None:
    siv, earlier = given_siv(), "4F2K9-T7MWA-03XQP-HV6ZD"
    EntryCode.objects.create(account_id=siv.id, kind="RECOVERY", code=code_hash(siv.id, earlier), made_at=NOW)
    accepted = taken(earlier) or pytest.fail("the code was refused")
    key_made(accepted, siv)
    assert taken(earlier) is None
