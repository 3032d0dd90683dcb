"""The demo's own PostgreSQL: made, started, furnished."""

from __future__ import annotations

import json
import os
from pathlib import Path

import psycopg

from utvag.config.demo.database import Database, DatabaseLogin
from utvag.config.demo.errors import UnableToRunDemo
from utvag.config.demo.folder import DemoFolder, Secrets, remove_tree, write_private
from utvag.config.demo.signals import Listener
from utvag.gateways.postgres.binaries import find_binaries
from utvag.gateways.postgres.cluster import PORT, Site, create_cluster, start_server, stop_server
from utvag.gateways.postgres.lodging import SHARED_FOLDER, Lodging, lodge, lodge_binaries
from utvag.gateways.postgres.orphan import clear_orphan
from utvag.gateways.postgres.roles import (
    APP_ROLE,
    DATABASE,
    ENGINE_ROLE,
    LOG_ROLE,
    OWNER_ROLE,
    REVIEW_ROLE,
    connect_as_admin,
    furnish,
)

MARK = "demo.json"


def start_embedded(folder: DemoFolder, *, chosen: Path | None, listener: Listener) -> Database:
    """Start the demo's PostgreSQL, made at the first call, with the roles and the database in place.

    :raises UnableToRunPostgres: there is none, or it does not start.
    :raises UnableToRunDemo: its roles do not let us in.
    """
    binaries = find_binaries(chosen)
    lodging = lodge(folder.root)
    secrets = folder.embedded.secrets()
    _claim(lodging, folder, secrets)
    site = Site(binaries=lodge_binaries(binaries, lodging), lodging=lodging, log=folder.log("postgres"))
    label = site.data.name
    if create_cluster(site, admin_password=secrets.passwords.admin, pause=listener.pause):
        folder.embedded.forget_filled(label)
    server = start_server(site, pause=listener.pause)
    try:
        _furnish(lodging, secrets, begin_anew=not folder.embedded.is_filled(label))
    except BaseException:
        stop_server(server)
        raise
    return Database(
        owner=_login(lodging, OWNER_ROLE, secrets.passwords.owner),
        app=_login(lodging, APP_ROLE, secrets.passwords.app),
        log=_login(lodging, LOG_ROLE, secrets.passwords.log),
        engine=_login(lodging, ENGINE_ROLE, secrets.passwords.engine),
        review=_login(lodging, REVIEW_ROLE, secrets.passwords.review),
        state=folder.embedded,
        label=label,
        server=server,
    )


def stop_orphans(folder: Path) -> None:
    """Stop every server that a killed run may have left on the data in a lodging's folder."""
    for data in folder.glob("pg[0-9][0-9]"):
        clear_orphan(data)


def abandoned_homes() -> list[Path]:
    """Return root's places of demos whose checkout is gone."""
    marks = sorted(SHARED_FOLDER.glob(f"*/{MARK}")) if os.geteuid() == 0 else []
    return [mark.parent for mark in marks if not Path(json.loads(mark.read_text())["checkout"]).is_dir()]


def _claim(lodging: Lodging, folder: DemoFolder, secrets: Secrets) -> None:
    """Mark the lodging as ours, and clear data whose passwords and keys are gone: nobody can open it any more."""
    mark = lodging.folder / MARK
    claim = {"id": secrets.id, "checkout": str(folder.root)}
    if mark.exists() and json.loads(mark.read_text()).get("id") != secrets.id:
        stop_orphans(lodging.folder)
        for data in lodging.folder.glob("pg[0-9][0-9]"):
            remove_tree(data)
    write_private(mark, json.dumps(claim))


def _furnish(lodging: Lodging, secrets: Secrets, *, begin_anew: bool) -> None:
    try:
        if begin_anew:
            # A run that was killed while it filled the database left half a municipality, which nobody has used.
            with connect_as_admin(lodging.socket, secrets.passwords) as connection:
                connection.execute(f"drop database if exists {DATABASE} with (force)")
        furnish(lodging.socket, secrets.passwords)
    except psycopg.OperationalError as error:
        raise UnableToRunDemo("Demons databas släpper inte in oss. Börja om: make demo-reset") from error


def _login(lodging: Lodging, role: str, password: str) -> DatabaseLogin:
    return DatabaseLogin(host=str(lodging.socket), port=PORT, name=DATABASE, user=role, password=password)
