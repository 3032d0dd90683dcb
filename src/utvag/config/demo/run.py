"""`utvag demo`: start everything, say where, and stay until told to stop."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence

from utvag.config.demo import words
from utvag.config.demo.database import Database
from utvag.config.demo.embedded import start_embedded
from utvag.config.demo.errors import UnableToRunDemo
from utvag.config.demo.folder import WITNESSES, DemoFolder, Running, open_folder
from utvag.config.demo.given import reach_given
from utvag.config.demo.keys import OPERATOR, SERVICE, key_service
from utvag.config.demo.place import OWN_PREFIXES, DemoPlace, read_place
from utvag.config.demo.preparation import fill_database, migrate_database
from utvag.config.demo.residents import ENGINE_SOCKET, Residents, settle
from utvag.config.demo.services import ENGINE, STOP_SECONDS, Services, choose_port
from utvag.config.demo.signals import Listener, Stopped
from utvag.config.demo.witnesses import ORIGIN, demo_witnesses, log_keys, move_log_keys, write_witnesses_file
from utvag.config.demo_municipality.staff import LOGINS
from utvag.gateways.postgres.cluster import stop_server
from utvag.gateways.postgres.errors import UnableToRunPostgres
from utvag.gateways.postgres.lodging import socket_folder
from utvag.gateways.processes.child import Child, bind_to_parent, stop_child


def run_demo(argv: Sequence[str]) -> int:
    """Run the demo until it is stopped and return the exit code."""
    arguments = _parse(argv)
    place = read_place(os.environ)
    if place.with_parent:
        # `make` asks for this: a demo without its make has no Ctrl-C. Not by default, since nohup would kill it.
        bind_to_parent(signal.SIGTERM, os.getppid())
    listener = Listener()
    listener.start()
    try:
        folder = open_folder(place.folder)
        with folder.locked() as is_ours:
            if not is_ours:
                words.say_running(folder.running())
                return 1
            return _run(folder, place, wanted_port=arguments.port, listener=listener)
    except (UnableToRunDemo, UnableToRunPostgres) as error:
        words.say_unable(error)
        return 1
    except Stopped as stopped:
        return stopped.exit_code


def _run(folder: DemoFolder, place: DemoPlace, *, wanted_port: int | None, listener: Listener) -> int:
    began = time.monotonic()
    folder.clear_logs()
    words.say_step("startar databasen")
    database = _reach_database(folder, place, listener)
    services: Services | None = None
    key_process: Child | None = None
    try:
        # A PostgreSQL that is not ours may let in our own user only.
        residents = settle(database.state.folder, apart=place.given is None)
        keys = key_service(database.state, residents)
        key_process = keys.start(folder, place.environment)
        move_log_keys(database.state, residents)
        port = choose_port(wanted_port or folder.last_port())
        witnesses = demo_witnesses(residents, [choose_port(None) for _ in WITNESSES])
        environment = _environment(place, database, residents, port)
        environment["UTVAG_WITNESSES"] = str(write_witnesses_file(residents, witnesses))
        words.say_step("ställer i ordning kommunen")
        services = Services(
            folder=folder,
            database=database,
            environment=environment,
            listener=listener,
            residents=residents,
            keys=keys,
            own_environments=_own_environments(database, residents),
            witnesses=witnesses,
            helpers={SERVICE: key_process},
        )
        keys.wait(key_process, folder, listener)
        of_operator = {**environment, **keys.environment(OPERATOR)}
        migrate_database(folder, database, of_operator, listener)
        services.start_engine()
        fill_database(folder, database, of_operator, listener)
        words.say_step("startar webben")
        services.start(port)
        address = f"http://localhost:{port}"
        folder.note_port(port)
        folder.note_running(
            Running(
                address=address,
                pid=os.getpid(),
                environment=_attachable(
                    {**environment, **services.own_environments["log-keeper"], **keys.environment(OPERATOR)}
                ),
            )
        )
        words.say_ready(address, LOGINS, seconds=time.monotonic() - began)
        services.watch()
    finally:
        listener.stop()
        folder.forget_running()
        if services is not None:
            services.stop()
        else:
            if key_process is not None:
                stop_child(key_process, first=signal.SIGTERM, patience=STOP_SECONDS)
            if database.server is not None:
                stop_server(database.server)
        words.say_stopped()
    return 0


def _reach_database(folder: DemoFolder, place: DemoPlace, listener: Listener) -> Database:
    if place.given is not None:
        return reach_given(folder, place.given)
    return start_embedded(folder, chosen=place.postgres, listener=listener)


def _environment(place: DemoPlace, database: Database, residents: Residents, port: int) -> dict[str, str]:
    return {
        **place.environment,
        **database.app.environment(),
        "UTVAG_DEMO": "1",
        "UTVAG_ENGINE": str(socket_folder(residents.folder, residents.identity(ENGINE), name=ENGINE_SOCKET)),
        "UTVAG_LOG_ORIGIN": ORIGIN,
        "UTVAG_SECRET_KEY": database.state.secrets().django_key,
        "UTVAG_ADDRESS": f"http://localhost:{port}",
        "DJANGO_SETTINGS_MODULE": "utvag.config.settings",
    }


def _own_environments(database: Database, residents: Residents) -> dict[str, dict[str, str]]:
    """Give what the log's keeper, its reviewer and the engine need beside the rest, which nobody else may have."""
    users = {door: residents.identity(name) for door, name in (("WEB", "web"), ("JOBS", "worker"))}
    return {
        "log-keeper": {
            "UTVAG_LOG_KEYS": str(log_keys(residents)),
            "UTVAG_LOG_DB_USER": database.log.user,
            "UTVAG_LOG_DB_PASSWORD": database.log.password,
        },
        "log-reviewer": {
            "UTVAG_REVIEW_DB_USER": database.review.user,
            "UTVAG_REVIEW_DB_PASSWORD": database.review.password,
        },
        ENGINE: {
            "UTVAG_ENGINE_DB_USER": database.engine.user,
            "UTVAG_ENGINE_DB_PASSWORD": database.engine.password,
            **{f"UTVAG_ENGINE_{door}_USER": str(user.uid) for door, user in users.items() if user is not None},
        },
    }


def _attachable(environment: Mapping[str, str]) -> dict[str, str]:
    """Return what another command of ours needs to work on the running demo."""
    return {name: value for name, value in environment.items() if name.startswith(OWN_PREFIXES)}


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="utvag demo", description="Starta en påhittad kommun på den här datorn.")
    parser.add_argument("--port", type=int, help="port på 127.0.0.1 (annars en ledig)")
    return parser.parse_args(list(argv))


if __name__ == "__main__":
    sys.exit(run_demo(sys.argv[1:]))
