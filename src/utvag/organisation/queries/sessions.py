"""One's own sessions, and the form that waits for its writer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, cast
from uuid import UUID

from utvag.foundation.actors import Actor
from utvag.organisation.models import HeldForm, SignIn
from utvag.organisation.rules import ABSOLUTE_LIMIT, FORM_IS_HELD, IDLE_LIMIT, Method
from utvag.secrecy.envelope import Keyring, open_
from utvag.secrecy.rules import KeyKind, Owner, Place

SIGN_INS: Final = "organisation_signin"
HELD: Final = "organisation_heldform"


@dataclass(frozen=True, slots=True)
class SignInShape:
    """A session as its owner sees it."""

    id: UUID
    device: str
    method: Method
    started_at: datetime
    active_at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A form that was sent when its writer's time was out."""

    at: datetime
    path: str
    fields: Mapping[str, list[str]] = field(repr=False)
    had_files: bool = False

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Give each field with each of its values, as a form sends them."""
        return tuple((name, value) for name, values in self.fields.items() for value in values)

    @property
    def texts(self) -> tuple[str, ...]:
        """Give what was written, and not only chosen: a word of a list, an id and a date have no space."""
        return tuple(value for _, value in self.pairs if " " in value)


def sign_in_place(account_id: UUID, sign_in_id: UUID) -> Place:
    """Say where the sealed part of a session belongs."""
    return Place(Owner(KeyKind.STAFF, account_id), SIGN_INS, sign_in_id)


def held_place(account_id: UUID, held_id: UUID) -> Place:
    """Say where a held form belongs."""
    return Place(Owner(KeyKind.STAFF, account_id), HELD, held_id)


def my_sign_ins(*, actor: Actor, session: str, now: datetime) -> tuple[SignInShape, ...]:
    """Give one's own open sessions, the newest first."""
    keyring = Keyring()
    rows = SignIn.objects.filter(
        account=actor.id, ended_at=None, started_at__gt=now - ABSOLUTE_LIMIT, active_at__gt=now - IDLE_LIMIT
    )
    return tuple(_shape(row, keyring, session) for row in rows.order_by("-started_at", "pk"))


def held_form(*, actor: Actor, now: datetime) -> Held | None:
    """Give the form that waits for the actor, or None."""
    row = HeldForm.objects.filter(account=actor.id, at__gte=now - FORM_IS_HELD).first()
    if row is None:
        return None
    told = cast("dict[str, object]", open_(held_place(row.account_id, row.pk), row.sealed).reveal())
    fields = cast("dict[str, list[str]]", told["fields"])
    return Held(row.at, str(told["path"]), fields, had_files=bool(told["had_files"]))


def _shape(row: SignIn, keyring: Keyring, session: str) -> SignInShape:
    told = cast("dict[str, object]", keyring.open(sign_in_place(row.account_id, row.pk), row.sealed).reveal())
    method = Method(row.method)
    return SignInShape(row.pk, str(told["device"]), method, row.started_at, row.active_at, row.session == session)
