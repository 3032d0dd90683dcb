"""The acts on one's own keys and sessions: they are their owner's alone, whatever her role."""

from uuid import UUID

from tests.givens import NOW, given_staff
from tests.house.parts import HEAD, NOBODY, Act
from tests.organisation.givens import SESSION, given_key, given_session, given_touch
from tests.personas import Personas
from utvag.foundation.actors import Actor
from utvag.organisation.models import AccountChange, Passkey, SignIn, StaffAccount
from utvag.organisation.operations import (
    add_account,
    close_account,
    decide_change,
    end_sign_in,
    propose_change,
    remove_key,
    rename_key,
)
from utvag.organisation.queries import account_line, accounts, change_for, key_of
from utvag.organisation.rules import Role

OWNER = {"coordinator"}


def given(personas: Personas) -> None:
    """The coordinator has two keys and a session, and an administrator has proposed something for the stranger."""
    adam = given_staff("adam", Role.ADMINISTRATOR)
    session = given_touch(adam)
    propose_change(actor=adam, account_id=personas.stranger.id, role=Role.CASE_WORKER, session=session, now=NOW)
    given_key(personas.coordinator, name="Den första")
    given_key(personas.coordinator, name="Den andra")
    given_session(personas.coordinator, SESSION)


def ids(personas: Personas) -> dict[str, UUID]:
    """A key and a session of the coordinator's."""
    given(personas)
    return {"passkey_id": key(), "sign_in_id": sign_in(), "provider_id": UUID(int=1)} | {
        "staff_id": personas.stranger.id,
        "change_id": change(),
    }


def key() -> UUID:
    """Give one of the keys."""
    return Passkey.objects.values_list("pk", flat=True).order_by("pk")[0]


def sign_in() -> UUID:
    """Give the session."""
    return SignIn.objects.values_list("pk", flat=True).get(session=SESSION)


def change() -> UUID:
    """Give the proposal."""
    return AccountChange.objects.values_list("pk", flat=True).get()


def _account(actor: Actor) -> UUID:
    return StaffAccount.objects.exclude(pk=actor.id).values_list("pk", flat=True)[0]


def _add(actor: Actor) -> None:
    session = given_touch(actor)
    add_account(actor=actor, username="ny", role=Role.COORDINATOR, display_name="N", unit="U", session=session, now=NOW)


def _propose(actor: Actor) -> None:
    propose_change(actor=actor, account_id=_account(actor), role=None, session=given_touch(actor), now=NOW)


def _close(actor: Actor) -> None:
    close_account(actor=actor, account_id=_account(actor), session=given_touch(actor), now=NOW)


def _decide(actor: Actor) -> None:
    decide_change(actor=actor, change_id=change(), confirms=True, session=given_touch(actor), now=NOW)


def _remove(actor: Actor) -> None:
    session = given_touch(actor)
    remove_key(actor=actor, key_id=key(), session=session, now=NOW)


ACTS: dict[str, tuple[Act, set[str]]] = {
    "key_of": (lambda a: key_of(actor=a, key_id=key()), OWNER),
    "rename_key": (lambda a: rename_key(actor=a, key_id=key(), name="Nytt namn", now=NOW), OWNER),
    "remove_key": (_remove, OWNER),
    "end_sign_in": (lambda a: end_sign_in(actor=a, sign_in_id=sign_in(), now=NOW), OWNER),
}
ACTS |= {
    "accounts": (lambda a: accounts(actor=a), NOBODY),
    "account_line": (lambda a: account_line(actor=a, account_id=_account(a)), NOBODY),
    "add_account": (_add, NOBODY),
    "propose_change": (_propose, NOBODY),
    "close_account": (_close, NOBODY),
    "change_for": (lambda a: change_for(actor=a, change_id=change()), HEAD),
    "decide_change": (_decide, HEAD),
}
BY_ROLE = set(ACTS)
