"""What the demo's processes need to know about their database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from psycopg.conninfo import make_conninfo

from utvag.config.demo.folder import State
from utvag.gateways.processes.child import Child

# By which the process that prepares the database learns who owns it.
OWNER_VARIABLE = "UTVAG_DEMO_OWNER"
# And what the role that keeps the log is called.
LOG_ROLE_VARIABLE = "UTVAG_DEMO_LOG_ROLE"
# And the engine's.
ENGINE_ROLE_VARIABLE = "UTVAG_DEMO_ENGINE_ROLE"
# And the one that reviews it.
REVIEW_ROLE_VARIABLE = "UTVAG_DEMO_REVIEW_ROLE"

# What an address may say beside who and where, in libpq's words, and the variables by which children get it.
OPTION_VARIABLES = {
    "hostaddr": "PGHOSTADDR",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "channel_binding": "PGCHANNELBINDING",
    "gssencmode": "PGGSSENCMODE",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
}


@dataclass(frozen=True, slots=True)
class DatabaseLogin:
    """How one role reaches the database."""

    host: str
    port: int
    name: str
    user: str
    password: str
    options: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"DatabaseLogin({self.user!r} at {self.host!r}, …)"

    def conninfo(self) -> str:
        """Return the login in libpq's words; it holds the password."""
        return make_conninfo(
            "",
            host=self.host,
            port=self.port,
            dbname=self.name,
            user=self.user,
            password=self.password,
            connect_timeout=10,
            **self.options,
        )

    def environment(self) -> dict[str, str]:
        """Return the login as the settings read it."""
        return {
            "UTVAG_DB_HOST": self.host,
            "UTVAG_DB_PORT": str(self.port),
            "UTVAG_DB_NAME": self.name,
            "UTVAG_DB_USER": self.user,
            "UTVAG_DB_PASSWORD": self.password,
            **{OPTION_VARIABLES[name]: value for name, value in self.options.items()},
        }

    def django_settings(self) -> dict[str, str]:
        """Return the login in Django's words."""
        return {
            "HOST": self.host,
            "PORT": str(self.port),
            "NAME": self.name,
            "USER": self.user,
            "PASSWORD": self.password,
        }


@dataclass(frozen=True, slots=True)
class Database:
    """A database for the demo: who migrates it, runs on it, keeps its log, answers, reviews; and the server if ours."""

    owner: DatabaseLogin
    app: DatabaseLogin
    log: DatabaseLogin
    engine: DatabaseLogin
    review: DatabaseLogin
    state: State
    # The name under which the state remembers whether it was filled.
    label: str
    server: Child | None
