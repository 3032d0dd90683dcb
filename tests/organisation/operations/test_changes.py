"""What an administrator may alone, and what needs another person."""

from collections.abc import Callable

import pytest

from tests.database import TestServer
from tests.givens import NOW, given_staff
from tests.log import log_rows
from tests.organisation.givens import SESSION, given_key, given_session, given_touch, refused_by
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.models import AccountChange, Appointment, SignIn, StaffAccount
from utvag.organisation.operations import (
    TouchNeeded,
    UnableToChange,
    accept_code,
    add_account,
    close_account,
    decide_change,
    propose_change,
)
from utvag.organisation.queries import accounts, changes_for
from utvag.organisation.rules import Refusal, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def adam() -> Actor:
    return given_staff("adam", Role.ADMINISTRATOR)


@pytest.fixture
def head() -> Actor:
    return given_staff("cecilia", Role.SECTION_HEAD)


def added(adam: Actor, username: str = "s14", role: Role = Role.COORDINATOR) -> AccountChange:
    change = add_account(
        actor=adam,
        username=username,
        role=role,
        display_name="Namnkanarie",
        unit="Enheten",
        session=given_touch(adam),
        now=NOW,
    )
    return AccountChange.objects.get(pk=change)


def proposed(adam: Actor, account: Actor, role: Role | None) -> AccountChange:
    change = propose_change(actor=adam, account_id=account.id, role=role, session=given_touch(adam), now=NOW)
    return AccountChange.objects.get(pk=change)


def confirmed(actor: Actor, change: AccountChange, *, confirms: bool = True) -> str | None:
    return decide_change(actor=actor, change_id=change.pk, confirms=confirms, session=given_touch(actor), now=NOW)


def test_a_new_account_can_do_nothing_until_another_has_confirmed_it(adam: Actor, head: Actor) -> None:
    change = added(adam)
    account = StaffAccount.objects.get(username="s14")
    assert not account.is_active and not Appointment.objects.filter(account=account).exists()
    code = confirmed(head, change) or pytest.fail("no code")
    opened = StaffAccount.objects.get(username="s14")
    assert opened.is_active and opened.role == Role.COORDINATOR
    assert accept_code(username="s14", code=code, now=NOW).account_id == account.pk
    assert b"Namnkanarie" not in bytes(account.sealed)


def test_nobody_confirms_what_she_proposed_or_what_is_about_herself(adam: Actor, head: Actor) -> None:
    own = added(adam)
    with pytest.raises(NotVisible):
        confirmed(adam, own)
    about_her = proposed(adam, head, Role.COORDINATOR)
    with pytest.raises(NotVisible):
        confirmed(head, about_her)
    other = given_staff("ada", Role.ADMINISTRATOR)
    confirmed(other, about_her)
    assert StaffAccount.objects.get(pk=head.id).role == Role.COORDINATOR


def test_only_administrators_propose_and_only_they_and_heads_confirm(adam: Actor, head: Actor) -> None:
    siv = given_staff("siv", Role.COORDINATOR)
    change = added(adam)
    for actor in (siv, head):
        given_touch(actor)
        with pytest.raises(NotVisible):
            propose_change(actor=actor, account_id=siv.id, role=Role.SECTION_HEAD, session=SESSION, now=NOW)
        with pytest.raises(NotVisible):
            close_account(actor=actor, account_id=siv.id, session=SESSION, now=NOW)
        with pytest.raises(NotVisible):
            accounts(actor=actor)
    with pytest.raises(NotVisible):
        confirmed(siv, change)
    with pytest.raises(NotVisible):
        changes_for(actor=siv)


def test_another_role_ends_every_session_and_is_an_appointment(adam: Actor, head: Actor) -> None:
    siv = given_staff("siv", Role.COORDINATOR)
    given_key(siv)
    given_session(siv, "0c" * 32)
    assert confirmed(head, proposed(adam, siv, Role.CASE_WORKER)) is None
    assert SignIn.objects.get().ended_why == "ACCOUNT_CHANGED"
    assert set(Appointment.objects.filter(account=siv.id).values_list("role", flat=True)) == {
        "COORDINATOR",
        "CASE_WORKER",
    }


def test_a_code_to_somebody_s_account_is_shown_to_who_confirms_and_not_to_who_proposes(
    adam: Actor, head: Actor
) -> None:
    siv = given_staff("siv", Role.COORDINATOR)
    given_key(siv)
    code = confirmed(head, proposed(adam, siv, None))
    assert code is not None
    assert code.replace("-", "") not in str(AccountChange.objects.values())


def test_what_is_declined_changes_nothing_and_can_be_proposed_again(adam: Actor, head: Actor) -> None:
    siv = given_staff("siv", Role.COORDINATOR)
    assert confirmed(head, proposed(adam, siv, Role.CASE_WORKER), confirms=False) is None
    assert StaffAccount.objects.get(pk=siv.id).role == Role.COORDINATOR
    again = proposed(adam, siv, Role.CASE_WORKER)
    with pytest.raises(UnableToChange) as refused:
        proposed(adam, siv, None)
    assert refused.value.refusal is Refusal.PROPOSED_ALREADY
    confirmed(head, again)
    with pytest.raises(NotVisible):
        confirmed(head, again)


def test_closing_needs_one_person_and_is_never_of_oneself(adam: Actor) -> None:
    siv = given_staff("siv", Role.COORDINATOR)
    given_session(siv, "0c" * 32)
    close_account(actor=adam, account_id=siv.id, session=given_touch(adam), now=NOW)
    assert not StaffAccount.objects.get(pk=siv.id).is_active and SignIn.objects.get().ended_at
    for act in (
        lambda: close_account(actor=adam, account_id=adam.id, session=given_touch(adam), now=NOW),
        lambda: proposed(adam, adam, Role.SECTION_HEAD),
    ):
        with pytest.raises(UnableToChange) as refused:
            act()
        assert refused.value.refusal is Refusal.OWN_ACCOUNT


def test_everything_needs_a_touch(adam: Actor, head: Actor) -> None:
    siv = given_staff("siv", Role.COORDINATOR)
    change = added(adam)
    with pytest.raises(TouchNeeded):
        propose_change(actor=adam, account_id=siv.id, role=None, session=SESSION, now=NOW)
    with pytest.raises(TouchNeeded):
        decide_change(actor=head, change_id=change.pk, confirms=True, session=SESSION, now=NOW)
    with pytest.raises(TouchNeeded):
        close_account(actor=adam, account_id=siv.id, session=SESSION, now=NOW)


def test_a_taken_username_and_what_is_so_already_are_refused(adam: Actor) -> None:
    siv = given_staff("siv", Role.COORDINATOR)
    acts: tuple[tuple[Callable[[], object], Refusal], ...] = (
        (lambda: added(adam, "siv"), Refusal.USERNAME_TAKEN),
        (lambda: proposed(adam, siv, Role.COORDINATOR), Refusal.NOTHING_TO_CHANGE),
    )
    for act, why in acts:
        with pytest.raises(UnableToChange) as refused:
            act()
        assert refused.value.refusal is why


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("state = 'CONFIRMED'", "account_change_is_decided_whole"),
        (
            "state = 'CONFIRMED', decided_by = proposed_by, decided_role = 'ADMINISTRATOR', decided_at = now()",
            "account_change_needs_another",
        ),
        (
            "state = 'CONFIRMED', decided_by = account_id, decided_role = 'ADMINISTRATOR', decided_at = now()",
            "account_change_needs_another",
        ),
        ("role = 'SECTION_HEAD'", "account_change_is_decided_once"),
        ("proposed_by = account_id", "account_change_is_decided_once"),
    ],
)
def test_the_database_refuses(adam: Actor, change: str, constraint: str) -> None:
    added(adam)
    assert refused_by(f"update organisation_accountchange set {change}") == constraint


def test_the_database_refuses_one_who_has_not_the_role_and_a_second_decision(adam: Actor, head: Actor) -> None:
    change = added(adam)
    siv = given_staff("siv", Role.COORDINATOR)
    statement = (
        "update organisation_accountchange set state = 'CONFIRMED', decided_role = 'SECTION_HEAD', "
        f"decided_at = now(), decided_by = '{siv.id}'"
    )
    assert refused_by(statement) == "account_change_decided_in_her_role"
    confirmed(head, change)
    again = "update organisation_accountchange set state = 'DECLINED'"
    assert refused_by(again) == "account_change_is_decided_once"


HERS_ALONE = {
    "account_role_needs_two": (
        "update organisation_staffaccount set role = 'SECTION_HEAD' where username = 'siv'",
        "update organisation_staffaccount set is_active = true where username = 'closed'",
        (
            "insert into organisation_staffaccount (id, username, role, is_active, sealed)"
            " values (gen_random_uuid(), 'ny', 'SECTION_HEAD', true, '')"
        ),
    ),
    "appointment_needs_two": (
        (
            "insert into organisation_appointment (id, account_id, role)"
            " select gen_random_uuid(), id, 'SECTION_HEAD' from organisation_staffaccount where username = 'siv'"
        ),
    ),
    "invitation_needs_two": (
        (
            "insert into organisation_entrycode (id, account_id, kind, code, made_by, made_at, expires_at)"
            " select gen_random_uuid(), s.id, 'INVITATION', repeat('a', 64), a.id, now(), now() + interval '24 hours'"
            " from organisation_staffaccount s, organisation_staffaccount a"
            " where s.username = 'siv' and a.username = 'adam'"
        ),
    ),
}


@pytest.mark.parametrize(
    ("constraint", "statement"), [(name, each) for name, several in HERS_ALONE.items() for each in several]
)
def test_the_database_refuses_a_role_an_account_or_an_invitation_that_no_other_has_confirmed(
    adam: Actor, constraint: str, statement: str
) -> None:
    siv, shut = given_staff("siv", Role.COORDINATOR), given_staff("closed", Role.COORDINATOR)
    close_account(actor=adam, account_id=shut.id, session=given_touch(adam), now=NOW)
    proposed(adam, siv, Role.SECTION_HEAD)
    told = f"select set_config('utvag.actor', '{adam.id}', true), set_config('utvag.role', 'ADMINISTRATOR', true);"
    assert refused_by(f"{told} {statement}") == constraint


def test_the_database_gives_a_role_once_for_one_decision(adam: Actor, head: Actor) -> None:
    siv = given_staff("siv", Role.COORDINATOR)
    confirmed(head, proposed(adam, siv, Role.CASE_WORKER))
    confirmed(head, proposed(adam, siv, Role.COORDINATOR))
    told = f"select set_config('utvag.actor', '{adam.id}', true), set_config('utvag.role', 'ADMINISTRATOR', true);"
    again = f"{told} update organisation_staffaccount set role = 'CASE_WORKER' where username = 'siv'"
    assert refused_by(again) == "account_role_needs_two"
    anew = "update organisation_accountchange set is_carried_out = false"
    assert refused_by(anew) == "account_change_is_decided_once"


@pytest.mark.django_db(transaction=True)
def test_what_an_administrator_does_is_in_the_log(server: TestServer) -> None:
    adam, head = given_staff("adam", Role.ADMINISTRATOR), given_staff("cecilia", Role.SECTION_HEAD)
    confirmed(head, added(adam))
    assert [row[0] for row in log_rows(server, "ADD_ACCOUNT")] == [adam.id]
    assert [row[0] for row in log_rows(server, "PROPOSE_CHANGE")] == [adam.id]
    assert [(row[0], row[6]) for row in log_rows(server, "DECIDE_CHANGE")] == [(head.id, "CONFIRMED")]
    assert [row[0] for row in log_rows(server, "INVITE")] == [head.id]
