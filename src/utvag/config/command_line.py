"""`utvag`: one program; each command is fetched only when it is asked for.

`match`, `recheck` and `assign` need neither Django nor a database, and never load them.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Final, NamedTuple, TextIO

from utvag.foundation.arguments import EXIT_BAD_INPUT, EXIT_INTERRUPTED, EXIT_OK


class Command(NamedTuple):
    """Where a command lives, and what it does in one line."""

    module: str
    function: str
    does: str


COMMANDS: Final[Mapping[str, Command]] = MappingProxyType(
    {
        "match": Command("utvag.placement.commands", "run_match", "säkra hem för ett ärende"),
        "recheck": Command("utvag.placement.commands", "run_recheck", "placeringar som krockar"),
        "assign": Command("utvag.placement.commands", "run_assign", "hem åt alla på en gång"),
        "load": Command("utvag.config.transfer", "run_load", "läs in en registerfil"),
        "export": Command("utvag.config.transfer", "run_export", "skriv ut registret till en fil"),
        "home": Command("utvag.config.transfer", "run_home", "läs in hemmens adresser"),
        "demo": Command("utvag.config.demo", "run_demo", "starta demon"),
        "demo-reset": Command("utvag.config.demo", "reset_demo", "töm demon och börja om"),
        "engine": Command("utvag.config.engine", "run_engine", "svara på vilka hem som är säkra"),
        "reseal": Command("utvag.config.reseal", "run_reseal", "försegla platser för sig, efter en uppgradering"),
        "log-keeper": Command("utvag.config.log_keeper", "run_log_keeper", "håll loggens träd och fråga vittnena"),
        "log-export": Command("utvag.config.log_export", "run_log_export", "skriv ut loggen med dess bevis"),
        "staff": Command("utvag.config.staff", "run_staff", "konton, inbjudningar och identiteter"),
        "log-reviewer": Command("utvag.config.log_reviewer", "run_log_reviewer", "flagga i loggen och dra stickprov"),
        "doctor": Command("utvag.config.doctor", "run_doctor", "vad saknas på den här datorn?"),
        "worker": Command("utvag.config.worker", "run_worker", "kör omkontrollen"),
        "manage": Command("utvag.config.manage", "main", "Djangos egna kommandon"),
    }
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; bad input is 2, never a traceback."""
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] in ("-h", "--help", "help"):
        _print_help(sys.stdout)
        return EXIT_OK if given else EXIT_BAD_INPUT
    command = COMMANDS.get(given[0])
    if command is None:
        print(f"utvag: kommandot {given[0]} finns inte.", file=sys.stderr)
        _print_help(sys.stderr)
        return EXIT_BAD_INPUT
    run: Callable[[Sequence[str]], int] = getattr(import_module(command.module), command.function)
    try:
        return run(given[1:])
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe went away; nothing more can be said to it.
        sys.stderr.close()
        return EXIT_OK


def _speak_utf8(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _print_help(stream: TextIO) -> None:
    print("användning: utvag KOMMANDO …\n", file=stream)
    for name, command in COMMANDS.items():
        print(f"  {name:<12} {command.does}", file=stream)
    print("\nutvag KOMMANDO --help säger mer.", file=stream)


if __name__ == "__main__":
    sys.exit(main())
