"""The demo's witnesses: three processes beside it, each with its own folder and key, and the file that names them.

They show how the protocol works. On one machine, run by one person, they prove nothing about independence; the page
about the log says so.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from utvag.audit.rules.notes import SignatureType, VerifierKey
from utvag.config.demo.errors import UnableToRunDemo
from utvag.config.demo.folder import WITNESSES, DemoFolder, State, write_private
from utvag.config.demo.place import OWN_PREFIXES
from utvag.config.demo.residents import Residents
from utvag.gateways.processes.child import Child, start_child

ORIGIN = "utvag.example/demokommun"
QUORUM = 2
KEY_SECONDS = 30
PROGRAM = ("-m", "utvag_witness")
KEEPER = "log-keeper"
PUBLIC_KEY = (
    "import pathlib, sys; from utvag.gateways.keystore import LogSigner; "
    "print(LogSigner(pathlib.Path(sys.argv[1])).public.hex())"
)


@dataclass(frozen=True, slots=True)
class DemoWitness:
    """Where a witness of the demo listens, and where it keeps what it has seen."""

    name: str
    folder: Path
    port: int
    key: str
    log_key: str


def demo_witnesses(residents: Residents, ports: Sequence[int]) -> tuple[DemoWitness, ...]:
    """Give the three witnesses of the demo's log, each at a port, with the key of each read by its own user.

    :raises UnableToRunDemo: a key cannot be read or made.
    """
    folders = {name: residents.home(f"witness-{name}") for name in WITNESSES}
    asked = {
        name: residents.run(f"witness-{name}", [*PROGRAM, str(folder), "--name", signs_as(name), "--key"])
        for name, folder in folders.items()
    }
    log = residents.run(KEEPER, ["-c", PUBLIC_KEY, str(log_keys(residents))])
    key = str(VerifierKey(ORIGIN, SignatureType.ED25519, bytes.fromhex(_told(KEEPER, log))))
    keys = {name: _told(name, process) for name, process in asked.items()}
    return tuple(
        DemoWitness(name, folders[name], port, keys[name], key) for name, port in zip(WITNESSES, ports, strict=True)
    )


def signs_as(name: str) -> str:
    """Give the name under a witness's signatures."""
    return f"vittne.example/{name}"


def log_keys(residents: Residents) -> Path:
    """Give the folder of the log's own key."""
    return residents.home(KEEPER) / "log-keys"


def move_log_keys(state: State, residents: Residents) -> None:
    """Bring the log's key along from where an earlier version of the demo had it."""
    old, new = state.folder / "log-keys", log_keys(residents)
    if old.is_dir() and not new.exists():
        shutil.move(old, new)
        residents.give(KEEPER, new)


def write_witnesses_file(residents: Residents, witnesses: tuple[DemoWitness, ...]) -> Path:
    """Write the file by which the log's keeper and the web know the witnesses; nothing in it is secret."""
    file = residents.folder / "witnesses.json"
    told = [{"address": f"http://127.0.0.1:{one.port}", "key": one.key} for one in witnesses]
    write_private(file, json.dumps({"log": witnesses[0].log_key, "quorum": QUORUM, "witnesses": told}))
    if residents.users:
        file.chmod(0o644)
    return file


def start_witness(
    witness: DemoWitness, folder: DemoFolder, residents: Residents, environment: Mapping[str, str]
) -> Child:
    """Start one witness. It gets nothing of the product's environment: no address of a database, no folder of keys."""
    resident = f"witness-{witness.name}"
    own = {name: value for name, value in environment.items() if not name.startswith(OWN_PREFIXES)}
    asked = [*PROGRAM, str(witness.folder), "--name", signs_as(witness.name), "--log", witness.log_key]
    return start_child(
        [*residents.python.command, *asked, "--port", str(witness.port)],
        environment={**own, **residents.environment(resident)},
        log=folder.log(resident),
        ends_with=signal.SIGTERM,
        identity=residents.identity(resident),
    )


def _told(name: str, process: subprocess.Popen[str]) -> str:
    told, _ = process.communicate(timeout=KEY_SECONDS)
    if process.returncode != 0:
        raise UnableToRunDemo(f"Nyckeln går inte att läsa eller göra: {name}.")
    return told.strip()
