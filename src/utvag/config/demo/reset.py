"""`utvag demo-reset`: remove what the demo made, and nothing else."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg
from psycopg import sql

from utvag.config.demo import given, words
from utvag.config.demo.embedded import MARK, stop_orphans
from utvag.config.demo.errors import UnableToRunDemo
from utvag.config.demo.folder import LOGS, DemoFolder, open_folder, remove_tree
from utvag.config.demo.keys import KEY_SOCKET
from utvag.config.demo.place import GivenAddress, read_place
from utvag.config.demo.residents import ENGINE_SOCKET, NAMES
from utvag.gateways.postgres.errors import UnableToRunPostgres
from utvag.gateways.postgres.lodging import lodge, place_of_socket, shared_home

# Everything that the demo makes, by name: what is not here was made by somebody else and stays.
SOCKETS = (KEY_SOCKET, ENGINE_SOCKET)
IN_HOMES = (*NAMES, *SOCKETS, "key-secret-*", "witnesses.json")
IN_LODGING = ("pg[0-9][0-9]", "pg[0-9][0-9].new", "pg[0-9][0-9].password", "programs-*", MARK, *IN_HOMES)
IN_FOLDER = (*LOGS, "secrets.json", "keys", "log-keys", *IN_HOMES, "run.json", "port", "*.filled", "begun")


def reset_demo(argv: Sequence[str]) -> int:
    """Remove the demo's data and return the exit code."""
    argparse.ArgumentParser(prog="utvag demo-reset", description="Ta bort demons data.").parse_args(list(argv))
    place = read_place(os.environ)
    try:
        folder = open_folder(place.folder)
        with folder.locked() as is_ours:
            if not is_ours:
                raise UnableToRunDemo("Demon körs. Stäng av den först (Ctrl-C där den körs).")
            if place.given is not None:
                _reset_given(folder, place.given)
            else:
                _reset_embedded(folder)
    except (UnableToRunDemo, UnableToRunPostgres) as error:
        words.say_unable(error)
        return 1
    words.say("Demons data är borta. Nästa `make demo` börjar om från början.")
    return 0


def _reset_embedded(folder: DemoFolder) -> None:
    lodging = lodge(folder.root)
    stop_orphans(lodging.folder)
    mark = lodging.folder / MARK
    if mark.exists() and json.loads(mark.read_text()).get("checkout") != str(folder.root):
        raise UnableToRunDemo(f"{lodging.folder} är en annan demos mapp; den lämnas orörd.")
    # Elsewhere, in the folder for temporary files, when the checkout's path is too long for a socket.
    remove_tree(lodging.socket)
    for name in SOCKETS:
        remove_tree(place_of_socket(lodging.folder, name=name))
    _remove(lodging.folder, IN_LODGING)
    _remove(folder.root, IN_FOLDER)
    if lodging.folder == shared_home(folder.root):
        lodging.folder.rmdir()


def _reset_given(folder: DemoFolder, address: GivenAddress) -> None:
    """Drop the demo's tables in a database that is not ours, once it has said itself that it is a demo."""
    owner = given.parse_address(address.owner_url or address.url)
    state = given.state_of(folder, owner)
    with given.connect(owner) as connection, given.plain_refusals():
        if not (given.is_demo(connection) or state.is_begun()):
            raise UnableToRunDemo(f"Databasen {owner.name} är inte en demo; den lämnas orörd.")
        given.clear(connection)
        if address.owner_url is None:
            _drop_role(connection, given.app_role(state))
            _drop_role(connection, given.log_role(state))
            _drop_role(connection, given.engine_role(state))
            _drop_role(connection, given.review_role(state))
    home = shared_home(state.folder) if os.geteuid() == 0 else state.folder
    for name in SOCKETS:
        remove_tree(place_of_socket(home, name=name))
    _remove(state.folder, IN_FOLDER)
    state.folder.rmdir()
    if home.is_dir():
        _remove(home, IN_HOMES)
        home.rmdir()


def _drop_role(connection: given.Connection, name: str) -> None:
    role = sql.Identifier(name)
    try:
        if connection.execute("select 1 from pg_roles where rolname = %s", [name]).fetchone() is not None:
            connection.execute(sql.SQL("drop owned by {}").format(role))
            connection.execute(sql.SQL("drop role {}").format(role))
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.DependentObjectsStillExist):
        words.say(f"Rollen {name} finns kvar; din roll får inte ta bort den.")


def _remove(folder: Path, patterns: Sequence[str]) -> None:
    for path in _found(folder, patterns):
        if path.is_dir() and not path.is_symlink():
            remove_tree(path)
        else:
            path.unlink(missing_ok=True)


def _found(folder: Path, patterns: Sequence[str]) -> Iterator[Path]:
    for pattern in patterns:
        yield from folder.glob(pattern)
