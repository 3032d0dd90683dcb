"""The service's own file of settings: who its clients are, what each may ask for, and how much."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar, cast

from utvag_keyservice.subjects import DESTROYABLE
from utvag_keyservice.vault import INDEX, KINDS

T = TypeVar("T")

DEMO: Final = "demo"
#: The service takes the word of its client that somebody has signed in. It says so in its status.
WORD: Final = "word"
EVIDENCE: Final = (DEMO, WORD)
HASHES: Final = "hash:"
DESTROYS: Final = "destroy:"
#: The share of a client's limit that raises an alarm, where the file names none.
EARLY: Final = 0.8


class SettingsInvalid(Exception):
    """The file of settings cannot be used; the text says what in it."""


@dataclass(frozen=True, slots=True)
class Client:
    """Somebody who may ask: known by the user that its process runs as, by a secret of its own, or by both."""

    name: str
    uid: int | None
    # SHA-256 of the secret, in hex.
    secret: str = field(repr=False)
    kinds: frozenset[str]
    # What may be opened before anybody has signed in; None when the client needs no ticket at all.
    without_ticket: frozenset[str] | None
    may_begin: bool
    may_unseal: bool
    may_read_status: bool
    # Destroys what two accounts have agreed on. Never a client that sessions come through.
    may_destroy: bool


@dataclass(frozen=True, slots=True)
class Limit:
    """How many different keys of a kind may be opened within a time: by one account, and through one client.

    Code inside the web that stops just before the limit is never refused, and no refusal tells of it. So an alarm is
    raised when the share `early` of the client's number is used. Four fifths: where the limit is chosen well, a day's
    work uses far less; and a fifth is still unopened when somebody is told.
    """

    client: str
    kind: str
    seconds: float
    per_account: int | None
    per_client: int | None
    early: float

    @property
    def warns_at(self) -> int | None:
        """Say how many opened through the client raise an alarm; None where none may be opened, or all."""
        return max(1, int(self.per_client * self.early)) if self.per_client else None


@dataclass(frozen=True, slots=True)
class Burst:
    """How many different keys of a kind one account opens in a short time before an alarm is raised.

    Nothing is refused. Whoever reads a case needs minutes for it; a program that copies needs none. The number must be
    above the longest list of a page, since a list opens what it names at once.
    """

    client: str
    kind: str
    seconds: float
    per_account: int


@dataclass(frozen=True, slots=True)
class Tickets:
    """How long a ticket holds, and how many may be minted in an hour through one client."""

    idle: float
    absolute: float
    per_hour: int


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in the file."""

    socket: Path
    keys: Path
    state: Path
    # A root key in a file, as the demo has; None where three people bring their shares.
    root_file: Path | None
    # Whether other users reach the socket. They are then told apart by their user.
    is_shared: bool
    clients: tuple[Client, ...]
    limits: tuple[Limit, ...]
    bursts: tuple[Burst, ...]
    tickets: Tickets
    evidence: frozenset[str]


def read_settings(path: Path, *, is_demo: bool) -> Settings:
    """Read the file.

    :raises SettingsInvalid: it cannot be used, or it takes the demo's word outside the demo.
    """
    try:
        settings = _settings(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsInvalid(f"{path.name}: {type(error).__name__} {error}") from None
    if not is_demo and (DEMO in settings.evidence or settings.root_file is not None):
        raise SettingsInvalid("evidence from a demo, and a root key in a file, are taken with --demo only")
    return settings


def _settings(given: dict[str, object]) -> Settings:
    evidence = frozenset(_is(given["evidence"], list))
    if not evidence <= set(EVIDENCE):
        raise ValueError("unknown evidence")
    tickets = _is(given["tickets"], dict)
    root = given.get("root_file")
    settings = Settings(
        socket=Path(_is(given["socket"], str)),
        keys=Path(_is(given["keys"], str)),
        state=Path(_is(given["state"], str)),
        root_file=None if root is None else Path(_is(root, str)),
        is_shared=_is(given["is_shared"], bool),
        clients=tuple(_client(name, one) for name, one in _is(given["clients"], dict).items()),
        limits=tuple(_limit(one) for one in _is(given["limits"], list)),
        bursts=tuple(_burst(one) for one in _is(given.get("bursts", []), list)),
        tickets=Tickets(
            _number(tickets["idle"], float), _number(tickets["absolute"], float), _number(tickets["per_hour"], int)
        ),
        evidence=cast("frozenset[str]", evidence),
    )
    names = {client.name for client in settings.clients}
    if any(limit.client not in names for limit in settings.limits):
        raise ValueError("a limit of an unknown client")
    # What has no limit is not counted at all.
    if not {(one.client, one.kind) for one in settings.bursts} <= {(one.client, one.kind) for one in settings.limits}:
        raise ValueError("a burst of what has no limit")
    limited = {(limit.client, limit.kind) for limit in settings.limits if limit.per_client is not None}
    for client in settings.clients:
        if client.may_destroy and not {(client.name, DESTROYS + kind) for kind in DESTROYABLE} <= limited:
            raise ValueError(f"{client.name} may destroy without a limit")
        if client.may_destroy and (client.may_begin or client.without_ticket is not None):
            raise ValueError(f"{client.name} may destroy, and sessions come through it")
    return settings


def _client(name: str, given: dict[str, object]) -> Client:
    uid, secret = given.get("uid"), _is(given.get("secret", ""), str)
    if uid is None and not secret:
        raise ValueError(f"{name} is known neither by its user nor by a secret")
    kinds, free = frozenset(_is(given["kinds"], list)), given.get("without_ticket")
    if not kinds <= {*KINDS, INDEX}:
        raise ValueError(f"{name}: unknown kinds of key")
    return Client(
        name=name,
        uid=None if uid is None else _number(uid, int),
        secret=secret,
        kinds=kinds,
        without_ticket=None if free is None else frozenset(_is(free, list)),
        may_begin=_is(given.get("may_begin", False), bool),
        may_unseal=_is(given.get("may_unseal", False), bool),
        may_read_status=_is(given.get("may_read_status", False), bool),
        may_destroy=_is(given.get("may_destroy", False), bool),
    )


def _limit(given: dict[str, object]) -> Limit:
    kind = _is(given["kind"], str)
    if kind not in KINDS and not kind.startswith((HASHES, DESTROYS)):
        raise ValueError("a limit of an unknown kind")
    account, client = given.get("per_account"), given.get("per_client")
    early = _number(given.get("early", EARLY), float)
    if not 0 < early <= 1:
        raise ValueError("early is a share of the limit")
    return Limit(
        client=_is(given["client"], str),
        kind=kind,
        seconds=_number(given["seconds"], float),
        per_account=None if account is None else _number(account, int),
        per_client=None if client is None else _number(client, int),
        early=early,
    )


def _burst(given: dict[str, object]) -> Burst:
    return Burst(
        client=_is(given["client"], str),
        kind=_is(given["kind"], str),
        seconds=_number(given["seconds"], float),
        per_account=_number(given["per_account"], int),
    )


def _is(value: object, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"{kind.__name__} expected")
    return value


def _number(value: object, kind: type[T]) -> T:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise TypeError("a number expected")
    return kind(value)  # type: ignore[call-arg]  # int or float
