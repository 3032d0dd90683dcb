"""The acts on one's own keys and sessions: they are their owner's alone, whatever her role."""

from uuid import UUID

from tests.givens import NOW
from tests.organisation.givens import SESSION, given_key, given_session, given_touch
from tests.personas import Personas
from utvag.foundation.actors import Actor
from utvag.organisation.models import Passkey, SignIn
from utvag.organisation.operations import end_sign_in, remove_key, rename_key
from utvag.organisation.queries import key_of

OWNER = {"coordinator"}


def given(personas: Personas) -> None:
    """The coordinator has two keys, and a session."""
    given_key(personas.coordinator, name="Den första")
    given_key(personas.coordinator, name="Den andra")
    given_session(personas.coordinator, SESSION)


def ids(personas: Personas) -> dict[str, UUID]:
    """A key and a session of the coordinator's."""
    given(personas)
    return {"passkey_id": key(), "sign_in_id": sign_in(), "provider_id": UUID(int=1)}


def key() -> UUID:
    """Give one of the keys."""
    return Passkey.objects.values_list("pk", flat=True).order_by("pk")[0]


def sign_in() -> UUID:
    """Give the session."""
    return SignIn.objects.values_list("pk", flat=True).get(session=SESSION)


def _remove(actor: Actor) -> None:
    session = given_touch(actor)
    remove_key(actor=actor, key_id=key(), session=session, now=NOW)


ACTS = {
    "key_of": (lambda a: key_of(actor=a, key_id=key()), OWNER),
    "rename_key": (lambda a: rename_key(actor=a, key_id=key(), name="Nytt namn", now=NOW), OWNER),
    "remove_key": (_remove, OWNER),
    "end_sign_in": (lambda a: end_sign_in(actor=a, sign_in_id=sign_in(), now=NOW), OWNER),
}
BY_ROLE = set(ACTS)
