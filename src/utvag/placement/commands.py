"""`utvag match`, `utvag recheck` and `utvag assign`: ask a register file, without a database."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from utvag.foundation.arguments import EXIT_BAD_INPUT, EXIT_OK, Progress, SwedishParser
from utvag.placement.engine import Clearance, Register, RegisterInvalid
from utvag.placement.tables import assignment_table, match_table, recheck_table

LONGEST_LIST = 10


def run_match(arguments: Sequence[str]) -> int:
    """Answer which homes are safe for one case, or for all."""
    parser = _parser("match", "Vilka hem är säkra för ett ärende, och varför inte de andra?")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--case", metavar="ID", help="ärendets id i filen")
    which.add_argument("--all", action="store_true", help="alla ärenden i filen")
    return _run(parser, arguments, _match)


def run_recheck(arguments: Sequence[str]) -> int:
    """Answer which standing placements collide, or cannot be vouched for."""
    parser = _parser("recheck", "Vilka placeringar krockar nu, eller går inte att svara för?")
    return _run(parser, arguments, _recheck)


def run_assign(arguments: Sequence[str]) -> int:
    """Give as many cases as possible a home at once."""
    parser = _parser("assign", "Hem åt så många ärenden som möjligt på en gång.")
    parser.add_argument("--seconds", type=_seconds, default=60.0, metavar="N", help="längsta söktid (60)")
    return _run(parser, arguments, _assign)


def _parser(name: str, description: str) -> SwedishParser:
    parser = SwedishParser(prog=f"utvag {name}", description=description)
    parser.add_argument("file", metavar="FIL", help="registerfilen, eller - för standard in")
    parser.add_argument("--format", choices=("json", "table"), default="table", help="json eller table (table)")
    parser.add_argument(
        "--clearance",
        choices=tuple(Clearance),
        default=Clearance.FULL,
        help="full, eller none: det som en handläggare får se",
    )
    return parser


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value < 10**7:
        raise ValueError
    return value


def _run(parser: SwedishParser, arguments: Sequence[str], answer: Callable[[Register, Namespace], int]) -> int:
    """Read the file and answer; a file that cannot be used gives every fault and exit code 2."""
    options = parser.parse_args(arguments)
    try:
        register = _load(options.file)
    except RegisterInvalid as invalid:
        return refuse(invalid)
    except OSError as error:
        print(f"Filen {options.file} {_unreadable(error)}", file=sys.stderr)
        return EXIT_BAD_INPUT
    return answer(register, options)


def _unreadable(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "finns inte. Kontrollera sökvägen."
        case IsADirectoryError():
            return "är en mapp. Ange registerfilen i den."
        case PermissionError():
            return "får du inte läsa. Be ägaren om läsrätt."
        case _:
            return "gick inte att läsa. Kontrollera sökvägen."


def _load(name: str) -> Register:
    if name == "-":
        return Register.from_bytes(sys.stdin.buffer.read())
    return Register.load(Path(name))


def refuse(invalid: RegisterInvalid) -> int:
    """Write every fault of a register file on the error stream; give the exit code."""
    print(f"Registerfilen kan inte användas: {len(invalid.faults)} fel.", file=sys.stderr)
    for fault in invalid.faults:
        print(fault, file=sys.stderr)
    return EXIT_BAD_INPUT


def _match(register: Register, options: Namespace) -> int:
    if options.case is not None and options.case not in register.case_ids:
        known = ", ".join(register.case_ids[:LONGEST_LIST]) or "inga"
        print(f"Ärendet {options.case} finns inte. I filen finns: {known}.", file=sys.stderr)
        return EXIT_BAD_INPUT
    clearance = Clearance(options.clearance)
    wanted = register.case_ids if options.all else (options.case,)
    progress = Progress("Ärenden", sys.stderr)
    found = []
    for done, case_id in enumerate(wanted):
        progress(done, len(wanted))
        found.append(register.match(case_id).shown_to(clearance))
    progress.close()
    if options.format == "table":
        for match in found:
            match_table(match, sys.stdout)
    else:
        shown = [match.as_json() for match in found]
        _write(shown if options.all else shown[0])
    return EXIT_OK


def _recheck(register: Register, options: Namespace) -> int:
    if _refused(options, "recheck"):
        return EXIT_BAD_INPUT
    progress = Progress("Placeringar", sys.stderr)
    found = register.recheck(progress)
    progress.close()
    if options.format == "table":
        recheck_table(found, sys.stdout)
    else:
        _write(found.as_json())
    return EXIT_OK


def _assign(register: Register, options: Namespace) -> int:
    if _refused(options, "assign"):
        return EXIT_BAD_INPUT
    progress = Progress("Ärenden", sys.stderr)
    found = register.assign(options.seconds, progress)
    progress.close()
    if options.format == "table":
        assignment_table(found, sys.stdout)
    else:
        _write(found.as_json())
    return EXIT_OK


def _refused(options: Namespace, command: str) -> bool:
    """Refuse what would tell a case handler where others live."""
    if Clearance(options.clearance) is Clearance.FULL:
        return False
    print(
        f"utvag {command} visar var andra bor och får inte köras med --clearance none. "
        "Be polissamverkan om svaret, eller kör utvag match.",
        file=sys.stderr,
    )
    return True


def _write(answer: Any) -> None:
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
