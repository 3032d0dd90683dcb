"""A PostgreSQL that is not ours, named by DATABASE_URL: enter it only where it is empty or already the demo's."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from utvag.config.demo.database import OPTION_VARIABLES, Database, DatabaseLogin
from utvag.config.demo.errors import UnableToRunDemo
from utvag.config.demo.folder import DemoFolder, State
from utvag.config.demo.place import GivenAddress

OLDEST_VERSION = 150000
OUR_SCHEMAS = ("audit", "threat_register")
LABEL = "given"

# Tables, views and sequences in the common schema; those that belong to an extension or a column do not count.
OUR_OBJECTS = """
select case relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized view' else 'table' end,
       relname
from pg_class
where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S', 'f')
  and not exists (select 1 from pg_depend
                  where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype in ('e', 'i', 'a'))
"""
DROP = {
    "table": sql.SQL("drop table if exists {} cascade"),
    "view": sql.SQL("drop view if exists {} cascade"),
    "materialized view": sql.SQL("drop materialized view if exists {} cascade"),
    "sequence": sql.SQL("drop sequence if exists {} cascade"),
}

Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Powers:
    """What the role that we came in as may do."""

    user: str
    is_superuser: bool
    may_create_roles: bool


def reach_given(folder: DemoFolder, given: GivenAddress) -> Database:
    """Return the given database, with a role that owns nothing for the product to run as.

    :raises UnableToRunDemo: it cannot be reached, is too old, holds something else, or our role may do too little.
    """
    owner = parse_address(given.owner_url or given.url)
    state = state_of(folder, owner)
    with connect(owner) as connection, plain_refusals():
        _check_version(connection)
        _check_contents(connection, state, owner)
        powers = _powers(connection)
        if given.owner_url is None:
            _refuse_without_roles(powers)
            words = state.secrets().passwords
            app = _make_role(connection, owner, app_role(state), words.app)
            log = _make_role(connection, owner, log_role(state), words.log)
            engine = _make_role(connection, owner, engine_role(state), words.engine)
            review = _make_role(connection, owner, review_role(state), words.review)
            others = (app, log, engine, review)
            return _database(owner, others, state)
    return _database(owner, _given_roles(given, powers), state)


@contextlib.contextmanager
def plain_refusals() -> Iterator[None]:
    """Say what the server refuses in one line.

    :raises UnableToRunDemo: it refused something.
    """
    try:
        yield
    except psycopg.Error as error:
        raise UnableToRunDemo(f"DATABASE_URL: databasen säger nej: {error.diag.message_primary or error}") from error


def parse_address(url: str) -> DatabaseLogin:
    """Take a database's address apart.

    :raises UnableToRunDemo: it is none, or says something that we do not pass on.
    """
    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    except psycopg.ProgrammingError as error:
        raise UnableToRunDemo(
            "DATABASE_URL går inte att läsa; skriv postgresql://roll:lösenord@värd:port/databas."
        ) from error
    options = {name: parts.pop(name) for name in OPTION_VARIABLES if name in parts}
    login = DatabaseLogin(
        host=parts.pop("host", ""),
        port=int(parts.pop("port", "5432")),
        name=parts.pop("dbname", "utvag"),
        user=parts.pop("user", ""),
        password=parts.pop("password", ""),
        options=options,
    )
    if parts:
        raise UnableToRunDemo(f"DATABASE_URL: demon förstår inte {', '.join(sorted(parts))}.")
    if not login.user:
        raise UnableToRunDemo(
            "DATABASE_URL säger inte vilken roll; skriv postgresql://roll:lösenord@värd:port/databas."
        )
    return login


def state_of(folder: DemoFolder, owner: DatabaseLogin) -> State:
    """Return what the demo remembers about a given database."""
    address = f"{owner.host}:{owner.port}/{owner.name}"
    return folder.given(hashlib.sha256(address.encode()).hexdigest()[:12])


def connect(login: DatabaseLogin) -> Connection:
    """Connect, each statement for itself.

    :raises UnableToRunDemo: the server does not let us in; its words name role and host, never the password.
    """
    try:
        return psycopg.connect(login.conninfo(), autocommit=True)
    except psycopg.OperationalError as error:
        lines = str(error).strip().splitlines()
        raise UnableToRunDemo(f"DATABASE_URL: databasen svarar inte: {lines[-1] if lines else ''}") from error


def is_demo(connection: Connection) -> bool | None:
    """Tell whether the database says that it is a demo; None when it holds no municipality."""
    if connection.execute("select to_regclass('public.organisation_municipality')").fetchone() == (None,):
        return None
    try:
        row = connection.execute("select bool_and(is_demo) from public.organisation_municipality").fetchone()
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedColumn, psycopg.errors.UndefinedFunction):
        # What we may not read or do not know the shape of is not ours.
        return False
    return None if row is None or row[0] is None else bool(row[0])


def is_empty(connection: Connection) -> bool:
    """Tell whether there is nothing that we could harm; what extensions brought along does not count."""
    schemas = connection.execute("select 1 from pg_namespace where nspname = any(%s)", [list(OUR_SCHEMAS)]).fetchone()
    return schemas is None and connection.execute(OUR_OBJECTS).fetchone() is None


def clear(connection: Connection) -> None:
    """Drop what the demo made; the caller has made sure that it is a demo."""
    for kind, name in connection.execute(OUR_OBJECTS).fetchall():
        connection.execute(DROP[str(kind)].format(sql.Identifier("public", str(name))))
    for schema in OUR_SCHEMAS:
        connection.execute(sql.SQL("drop schema if exists {} cascade").format(sql.Identifier(schema)))


def _database(owner: DatabaseLogin, others: Sequence[DatabaseLogin], state: State) -> Database:
    app, log, engine, review = others
    return Database(owner=owner, app=app, log=log, engine=engine, review=review, state=state, label=LABEL, server=None)


def _given_roles(given: GivenAddress, powers: Powers) -> list[DatabaseLogin]:
    urls = {
        "DATABASE_URL": given.url,
        "UTVAG_LOG_DATABASE_URL": given.log_url,
        "UTVAG_ENGINE_DATABASE_URL": given.engine_url,
        "UTVAG_REVIEW_DATABASE_URL": given.review_url,
    }
    missing = [name for name, url in urls.items() if url is None]
    if missing:
        raise UnableToRunDemo(
            f"Sätt också {', '.join(missing)}, till egna roller som inte äger något: en håller loggen, "
            "en svarar på vilka hem som är säkra, en granskar loggen."
        )
    roles = [parse_address(url) for url in urls.values() if url is not None]
    for each in roles:
        _check_role(each, powers)
    if len({each.user for each in roles}) < len(roles):
        raise UnableToRunDemo(f"{', '.join(urls)} ska vara olika roller.")
    return roles


def _check_version(connection: Connection) -> None:
    if connection.info.server_version < OLDEST_VERSION:
        major = connection.info.server_version // 10000
        raise UnableToRunDemo(f"DATABASE_URL: servern är PostgreSQL {major}; här behövs 15 eller nyare.")


def _check_contents(connection: Connection, state: State, owner: DatabaseLogin) -> None:
    if state.is_filled(LABEL):
        if is_demo(connection):
            return
        if not is_empty(connection):
            raise UnableToRunDemo(f"Databasen {owner.name} är inte längre demons. Ange en tom databas.")
        state.forget_filled(LABEL)
    elif state.is_begun():
        # We found it empty, and a killed run left half a municipality that nobody has used.
        clear(connection)
    elif not is_empty(connection):
        raise UnableToRunDemo(f"Databasen {owner.name} innehåller redan något. Ange en tom: createdb demo")
    state.note_begun()


def _powers(connection: Connection) -> Powers:
    row = connection.execute(
        "select rolname, rolsuper, rolcreaterole from pg_roles where rolname = current_user"
    ).fetchone()
    if row is None:
        raise UnableToRunDemo("DATABASE_URL: servern känner inte sin egen roll.")
    return Powers(user=str(row[0]), is_superuser=bool(row[1]), may_create_roles=bool(row[1] or row[2]))


def _refuse_without_roles(powers: Powers) -> None:
    if not powers.may_create_roles:
        raise UnableToRunDemo(
            f"Rollen {powers.user} får inte skapa roller. Sätt UTVAG_OWNER_DATABASE_URL till den som äger databasen, "
            "och DATABASE_URL, UTVAG_LOG_DATABASE_URL, UTVAG_ENGINE_DATABASE_URL och UTVAG_REVIEW_DATABASE_URL till "
            "fyra roller som inte äger något."
        )


def _make_role(connection: Connection, owner: DatabaseLogin, name: str, password: str) -> DatabaseLogin:
    # The name is the database's own, so that it is nobody else's role whose password is set here.
    verifier = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    known = connection.execute("select 1 from pg_roles where rolname = %s", [name]).fetchone()
    statement = "alter role {} password {}" if known else "create role {} login noinherit password {}"
    connection.execute(sql.SQL(statement).format(sql.Identifier(name), sql.Literal(verifier)))
    connection.execute(
        sql.SQL("grant connect on database {} to {}").format(sql.Identifier(owner.name), sql.Identifier(name))
    )
    return DatabaseLogin(
        host=owner.host, port=owner.port, name=owner.name, user=name, password=password, options=owner.options
    )


def app_role(state: State) -> str:
    """Return the name of the role that the demo runs as in a given database."""
    return f"utvag_demo_{state.folder.name.removeprefix('given-')}"


def log_role(state: State) -> str:
    """Return the name of the role that keeps the log of a given database."""
    return f"{app_role(state)}_log"


def engine_role(state: State) -> str:
    """Return the name of the engine's role in a given database."""
    return f"{app_role(state)}_engine"


def review_role(state: State) -> str:
    """Return the name of the role that reviews the log of a given database."""
    return f"{app_role(state)}_review"


def _check_role(login: DatabaseLogin, owner: Powers) -> None:
    with connect(login) as connection:
        powers = _powers(connection)
    if powers.is_superuser or powers.user == owner.user:
        raise UnableToRunDemo(f"Rollen {powers.user} är för stark: demon ska köras av en roll som inte äger något.")
