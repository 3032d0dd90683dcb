"""`python -m utvag_keyservice`: serve, open with shares, hold the ceremony of the root key, or say how it stands."""

import argparse
import json
import logging
import signal
import socket
import struct
import sys
import time
from collections.abc import Sequence
from getpass import getpass
from pathlib import Path

from utvag_keyservice.alarms import ChainBroken
from utvag_keyservice.files import VaultUnusable, write_private
from utvag_keyservice.hardening import harden, lock_memory
from utvag_keyservice.server import Server, is_reachable_folder
from utvag_keyservice.service import Service
from utvag_keyservice.settings import Settings, SettingsInvalid, read_settings
from utvag_keyservice.shares import NEEDED, SHARES, SharesInvalid, combine, make_root, split
from utvag_keyservice.vault import Vault, is_sealed_by, reseal
from utvag_keyservice.wire import VERSION


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    given = _parse(argv)
    harden()
    try:
        if given.command == "ceremony":
            return hold_ceremony(given.keys, renew=given.renew)
        settings = read_settings(given.settings, is_demo=getattr(given, "demo", False))
        if given.command == "serve":
            return serve(settings)
        return ask(settings.socket, given.command, given.secret)
    except (SettingsInvalid, SharesInvalid, VaultUnusable, ChainBroken) as error:
        print(f"utvag-keyservice: {error}", file=sys.stderr)
        return 2


def serve(settings: Settings) -> int:
    """Serve until told to stop; with the demo's file of the root key, opened at once.

    :raises VaultUnusable: the keys do not open.
    """
    if not is_reachable_folder(settings.socket.parent):
        raise VaultUnusable(f"others may write in {settings.socket.parent}")
    service = Service(settings, time.time, lock_memory)
    if settings.root_file is not None:
        service.unseal(root_in(settings.root_file))
    server = Server(service, settings.socket, is_shared=settings.is_shared)
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda _number, _frame: server.stop())
    server.serve()
    service.close()
    return 0


def root_in(path: Path) -> bytes:
    """Read the demo's root key, or make it.

    :raises VaultUnusable: the file is damaged.
    """
    if not path.exists():
        write_private(path, make_root())
    root = path.read_bytes()
    if len(root) != 32:
        raise VaultUnusable(f"{path.name} is not a root key")
    return root


def hold_ceremony(keys: Path, *, renew: bool) -> int:
    """Make a root key, show its shares once, and seal the keys when three have been typed in again.

    :raises SharesInvalid: what was typed in does not give the key.
    """
    old = None
    if renew:
        old = combine(_typed("Nuvarande andel", NEEDED))
        if not is_sealed_by(keys, old):
            raise SharesInvalid("andelarna hör inte till de här nycklarna")
    elif any(keys.glob("*.sealed")):
        raise SharesInvalid("nycklarna har redan en rotnyckel; byt den med --renew")
    root = make_root()
    for number, share in enumerate(split(root), start=1):
        print(f"\nAndel {number} av {SHARES}. Skriv av den för hand. Den visas bara nu.\n\n{share}")
        input("\nTryck Enter när den är avskriven och lagd i sitt kuvert. ")
        print("\033[2J\033[3J\033[H" if sys.stdout.isatty() else "", end="")
    if combine(_typed(f"Prova att öppna med {NEEDED} av dem. Andel", NEEDED)) != root:
        raise SharesInvalid("andelarna gav inte tillbaka nyckeln; inget är ändrat, börja om")
    if old is not None:
        reseal(keys, old, root)
    Vault(keys, root)
    print("Nycklarna är förseglade. Starta tjänsten och öppna den med `unseal`.")
    return 0


def ask(path: Path, command: str, secret: Path | None) -> int:
    """Ask the running service as the operator: how it stands, or to open with three shares."""
    question: dict[str, object] = {"op": "status"}
    if command == "unseal":
        question = {"op": "unseal", "shares": _typed("Andel", NEEDED)}
    held = secret.read_text(encoding="ascii").strip() if secret else ""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(30)
        try:
            connection.connect(str(path))
            _exchange(connection, {"op": "hello", "client": "operator", "secret": held})
            answer = _exchange(connection, question)
        except (OSError, ValueError, struct.error):
            print("Nyckeltjänsten svarar inte.", file=sys.stderr)
            return 1
    print("Nyckeltjänsten är öppen." if command == "unseal" and answer.get("ok") else json.dumps(answer, indent=2))
    return 0 if answer.get("ok") else 1


def _exchange(connection: socket.socket, question: dict[str, object]) -> dict[str, object]:
    body = json.dumps({"v": VERSION, **question}).encode("ascii")
    connection.sendall(struct.pack(">I", len(body)) + body)
    with connection.makefile("rb") as reader:
        (length,) = struct.unpack(">I", reader.read(4))
        answer: dict[str, object] = json.loads(reader.read(length))
    return answer


def _typed(prompt: str, count: int) -> list[str]:
    """Ask for shares without showing them; from a pipe, one a line."""
    read = getpass if sys.stdin.isatty() else (lambda _prompt: sys.stdin.readline())
    return [read(f"{prompt} {number}: ").strip() for number in range(1, count + 1)]


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="utvag-keyservice", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, about in (("serve", "run the service"), ("unseal", "open it with shares"), ("status", "how it stands")):
        one = commands.add_parser(name, help=about)
        one.add_argument("settings", type=Path, help="the service's file of settings")
        one.add_argument("--demo", action="store_true", help="everything is made up: take the demo's word and root key")
        one.add_argument("--secret", type=Path, help="the operator's secret, where users do not tell clients apart")
    ceremony = commands.add_parser("ceremony", help="make the root key and its shares")
    ceremony.add_argument("keys", type=Path, help="the folder of the keys")
    ceremony.add_argument("--renew", action="store_true", help="a new root key and new shares, with three of the old")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
