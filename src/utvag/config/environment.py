"""Everything the product takes from its environment, read once. No other module reads it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit


class EnvironmentInvalid(Exception):
    """An environment variable cannot be used; the text says which, and what to write."""


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """Where the database is, and as whom to connect."""

    host: str = ""
    port: str = ""
    name: str = "utvag"
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"DatabaseAddress({self.user}@{self.host}/{self.name})"


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings that differ between one machine and another."""

    is_demo: bool
    database: DatabaseAddress
    secret_key: str
    # The key service's socket, as which client we ask it, and that client's secret; or else a folder of key files.
    key_service: Path | None
    key_client: str
    key_secret_file: Path | None
    keys_folder: Path | None
    # The engine: the folder of its sockets, and as whom it connects.
    engine_folder: Path | None
    engine_user: str
    engine_password: str
    # As whom those run who may come in by each of its doors; None: as it does itself.
    engine_web_user: int | None
    engine_jobs_user: int | None
    recipients_file: Path | None
    # The proof of the log: what it is called, its key, who witnesses it, and as whom its keeper connects.
    log_origin: str
    log_keys_folder: Path | None
    witnesses_file: Path | None
    log_user: str
    log_password: str
    # And as whom the process that reviews it connects.
    review_user: str
    review_password: str
    allowed_hosts: tuple[str, ...]
    static_folder: Path | None
    is_https: bool
    providers_file: Path | None
    # The origin that staff reach the product at, such as https://utvag.kommun.se.
    address: str

    def __repr__(self) -> str:
        return "Environment(…)"


def read_environment(variables: Mapping[str, str] | None = None) -> Environment:
    """Read the environment.

    :raises EnvironmentInvalid: when an address or a file cannot be read.
    """
    given = os.environ if variables is None else variables
    is_demo = given.get("UTVAG_DEMO") == "1"
    hosts = given.get("UTVAG_HOSTS", "localhost 127.0.0.1")
    return Environment(
        is_demo=is_demo,
        database=read_database_address(given),
        secret_key=_secret_key(given),
        key_service=_path(given.get("UTVAG_KEY_SERVICE")),
        key_client=given.get("UTVAG_KEY_CLIENT", "operator"),
        key_secret_file=_path(given.get("UTVAG_KEY_SECRET")),
        keys_folder=_path(given.get("UTVAG_KEYS")),
        engine_folder=_path(given.get("UTVAG_ENGINE")),
        engine_user=given.get("UTVAG_ENGINE_DB_USER", ""),
        engine_password=given.get("UTVAG_ENGINE_DB_PASSWORD", ""),
        engine_web_user=_user(given, "UTVAG_ENGINE_WEB_USER"),
        engine_jobs_user=_user(given, "UTVAG_ENGINE_JOBS_USER"),
        recipients_file=_path(given.get("UTVAG_RECIPIENTS")),
        log_origin=given.get("UTVAG_LOG_ORIGIN", "utvag"),
        log_keys_folder=_path(given.get("UTVAG_LOG_KEYS")),
        witnesses_file=_path(given.get("UTVAG_WITNESSES")),
        log_user=given.get("UTVAG_LOG_DB_USER", ""),
        log_password=given.get("UTVAG_LOG_DB_PASSWORD", ""),
        review_user=given.get("UTVAG_REVIEW_DB_USER", ""),
        review_password=given.get("UTVAG_REVIEW_DB_PASSWORD", ""),
        allowed_hosts=tuple(hosts.split()),
        static_folder=_path(given.get("UTVAG_STATIC")),
        # The demo runs on http://localhost; everything else is behind TLS.
        is_https=not is_demo,
        providers_file=_path(given.get("UTVAG_IDENTITY_PROVIDERS")),
        address=_address(given, is_demo=is_demo),
    )


def read_database_address(given: Mapping[str, str]) -> DatabaseAddress:
    """Give the database's address, from DATABASE_URL or from its parts.

    :raises EnvironmentInvalid: when DATABASE_URL is no PostgreSQL address.
    """
    if url := given.get("DATABASE_URL"):
        return parse_database_url(url)
    return DatabaseAddress(
        host=given.get("UTVAG_DB_HOST", ""),
        port=given.get("UTVAG_DB_PORT", ""),
        name=given.get("UTVAG_DB_NAME", "utvag"),
        user=given.get("UTVAG_DB_USER", ""),
        password=given.get("UTVAG_DB_PASSWORD", ""),
    )


def parse_database_url(url: str) -> DatabaseAddress:
    """Take ``postgresql://user:password@host:port/name`` apart; ``?host=/folder`` names a socket folder.

    :raises EnvironmentInvalid: when it is no PostgreSQL address.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise EnvironmentInvalid("DATABASE_URL går inte att läsa.") from None
    if parts.scheme not in {"postgres", "postgresql"}:
        raise EnvironmentInvalid("DATABASE_URL ska börja med postgresql://.")
    query = parse_qs(parts.query)
    return DatabaseAddress(
        host=unquote(query.get("host", [parts.hostname or ""])[0]),
        port=query.get("port", [str(port) if port else ""])[0],
        name=unquote(parts.path.lstrip("/")) or "utvag",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _user(given: Mapping[str, str], name: str) -> int | None:
    text = given.get(name)
    if text and not text.isdecimal():
        raise EnvironmentInvalid(f"{name} ska vara en användares nummer.")
    return int(text) if text else None


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None


def _secret_key(given: Mapping[str, str]) -> str:
    file = given.get("UTVAG_SECRET_KEY_FILE")
    if not file:
        return given.get("UTVAG_SECRET_KEY", "")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError:
        raise EnvironmentInvalid("UTVAG_SECRET_KEY_FILE går inte att läsa.") from None


def _address(given: Mapping[str, str], *, is_demo: bool) -> str:
    """Give the product's own origin; the first host behind TLS where nobody has said.

    :raises EnvironmentInvalid: when it is no origin, or is without TLS outside the demo.
    """
    hosts = given.get("UTVAG_HOSTS", "localhost").split()
    address = given.get("UTVAG_ADDRESS") or f"{'http' if is_demo else 'https'}://{hosts[0] if hosts else 'localhost'}"
    parts = urlsplit(address.rstrip("/"))
    is_origin = bool(parts.hostname) and not (parts.path or parts.query or parts.fragment or parts.username)
    if not is_origin or parts.scheme not in ({"http", "https"} if is_demo else {"https"}):
        raise EnvironmentInvalid(
            "UTVAG_ADDRESS ska vara adressen som personalen använder, som https://utvag.kommun.se."
        )
    return f"{parts.scheme}://{parts.netloc}"
