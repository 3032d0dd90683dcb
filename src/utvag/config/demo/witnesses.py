"""The demo's witnesses: three processes beside it, each with its own folder and key, and the file that names them.

They show how the protocol works. On one machine, run by one person, they prove nothing about independence; the page
about the log says so.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from utvag.audit.rules.notes import SignatureType, VerifierKey
from utvag.config.demo.errors import UnableToRunDemo
from utvag.config.demo.folder import WITNESSES, DemoFolder, State, write_private
from utvag.config.demo.place import OWN_PREFIXES
from utvag.gateways.keystore import LogSigner
from utvag.gateways.processes.child import Child, start_child

ORIGIN = "utvag.example/demokommun"
QUORUM = 2
KEY_SECONDS = 30
PROGRAM = (sys.executable, "-m", "utvag_witness")


@dataclass(frozen=True, slots=True)
class DemoWitness:
    """Where a witness of the demo listens, and where it keeps what it has seen."""

    name: str
    folder: Path
    port: int
    log_key: str

    @property
    def signs_as(self) -> str:
        """Give the name under its signatures."""
        return f"vittne.example/{self.name}"


def demo_witnesses(state: State, ports: Sequence[int]) -> tuple[DemoWitness, ...]:
    """Give the three witnesses of the demo's log, each at a port."""
    key = str(VerifierKey(ORIGIN, SignatureType.ED25519, LogSigner(log_keys(state)).public))
    return tuple(
        DemoWitness(name, state.folder / f"witness-{name}", port, key)
        for name, port in zip(WITNESSES, ports, strict=True)
    )


def log_keys(state: State) -> Path:
    """Give the folder of the log's own key."""
    return state.folder / "log-keys"


def write_witnesses_file(state: State, witnesses: tuple[DemoWitness, ...]) -> Path:
    """Write the file by which the log's keeper and the web know the witnesses."""
    file = state.folder / "witnesses.json"
    told = [{"address": f"http://127.0.0.1:{one.port}", "key": _key_of(one)} for one in witnesses]
    write_private(file, json.dumps({"log": witnesses[0].log_key, "quorum": QUORUM, "witnesses": told}))
    return file


def start_witness(witness: DemoWitness, folder: DemoFolder, environment: Mapping[str, str]) -> Child:
    """Start one witness. It gets nothing of the product's environment: no address of a database, no folder of keys."""
    own = {name: value for name, value in environment.items() if not name.startswith(OWN_PREFIXES)}
    return start_child(
        [*PROGRAM, witness.folder, "--name", witness.signs_as, "--log", witness.log_key, "--port", str(witness.port)],
        environment=own,
        log=folder.log(f"witness-{witness.name}"),
        ends_with=signal.SIGTERM,
    )


def _key_of(witness: DemoWitness) -> str:
    asked = [*PROGRAM, str(witness.folder), "--name", witness.signs_as, "--key"]
    told = subprocess.run(asked, capture_output=True, text=True, timeout=KEY_SECONDS, check=False)
    if told.returncode != 0:
        raise UnableToRunDemo(f"Vittnet {witness.name} går inte att starta.")
    return told.stdout.strip()
