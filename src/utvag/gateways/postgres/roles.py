"""The roles of the product in a cluster, and its database.

`utvag_admin` made the cluster and rests. `utvag_owner` owns the database and migrates it. `utvag_app` runs the product
and owns nothing: what it may do is granted table by table. `utvag_log` reads the log and keeps its tree; it sees
nothing else. `utvag_engine` reads what the placement engine answers from. `utvag_review` reads the log and the
names that it must compare, and writes flags.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from utvag.gateways.postgres.cluster import ADMIN_ROLE, PORT

OWNER_ROLE = "utvag_owner"
APP_ROLE = "utvag_app"
LOG_ROLE = "utvag_log"
ENGINE_ROLE = "utvag_engine"
REVIEW_ROLE = "utvag_review"
DATABASE = "utvag"

Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Passwords:
    """The passwords of the six roles; never shown."""

    admin: str
    owner: str
    app: str
    log: str
    engine: str
    review: str

    def __repr__(self) -> str:
        return "Passwords(…)"


def connect_as_admin(socket: Path, passwords: Passwords, database: str = "postgres") -> Connection:
    """Connect as the cluster's superuser, each statement for itself."""
    return psycopg.connect(
        host=str(socket),
        port=PORT,
        user=ADMIN_ROLE,
        password=passwords.admin,
        dbname=database,
        autocommit=True,
        connect_timeout=10,
    )


def furnish(socket: Path, passwords: Passwords, *, owner_may_create_databases: bool = False) -> None:
    """Make the roles and the database where they are missing, and give the roles their passwords and limits."""
    with connect_as_admin(socket, passwords) as connection:
        _keep_role(connection, OWNER_ROLE, passwords.owner, createdb=owner_may_create_databases)
        _keep_role(connection, APP_ROLE, passwords.app, createdb=False)
        _keep_role(connection, LOG_ROLE, passwords.log, createdb=False)
        _keep_role(connection, ENGINE_ROLE, passwords.engine, createdb=False)
        _keep_role(connection, REVIEW_ROLE, passwords.review, createdb=False)
        create_database(connection, DATABASE)
    with connect_as_admin(socket, passwords, DATABASE) as connection:
        close_to_others(connection, DATABASE)


def create_database(connection: Connection, name: str, *, template: str = "template0") -> None:
    """Make a database of the owner's unless there is one."""
    if connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is None:
        connection.execute(
            sql.SQL("create database {} owner {} template {}").format(
                sql.Identifier(name), sql.Identifier(OWNER_ROLE), sql.Identifier(template)
            )
        )


def close_to_others(connection: Connection, name: str) -> None:
    """Let only our roles into the database, and only the owner make things in it."""
    connection.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(name)))
    for role in (OWNER_ROLE, APP_ROLE, LOG_ROLE, ENGINE_ROLE, REVIEW_ROLE):
        connection.execute(
            sql.SQL("grant connect on database {} to {}").format(sql.Identifier(name), sql.Identifier(role))
        )
    connection.execute(sql.SQL("alter schema public owner to {}").format(sql.Identifier(OWNER_ROLE)))
    connection.execute("revoke all on schema public from public")


def _keep_role(connection: Connection, name: str, password: str, *, createdb: bool) -> None:
    role = sql.Identifier(name)
    if connection.execute("select 1 from pg_roles where rolname = %s", [name]).fetchone() is None:
        connection.execute(sql.SQL("create role {}").format(role))
    # Only the SCRAM verifier is sent, so the password itself is in no statement.
    verifier = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    limits = "login nosuperuser nocreaterole noreplication nobypassrls noinherit"
    connection.execute(
        sql.SQL("alter role {} {} {} password {}").format(
            role, sql.SQL(limits), sql.SQL("createdb" if createdb else "nocreatedb"), sql.Literal(verifier)
        )
    )
