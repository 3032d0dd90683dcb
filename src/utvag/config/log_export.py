"""`utvag log-export`: write the log as it is proved, for an auditor and `utvag_verify.py`. Ids and codes, no name."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import django

from utvag.config.demo.attach import attach_to_demo
from utvag.config.environment import EnvironmentInvalid
from utvag.foundation.arguments import EXIT_BAD_INPUT, EXIT_OK, EXIT_UNREACHABLE, SwedishParser
from utvag.gateways.recipients import write_private_file


def run_log_export(arguments: Sequence[str]) -> int:
    """Write every proved row to a file that only its owner reads, as the role that sees the log and nothing else."""
    parser = SwedishParser(prog="utvag log-export", description="Skriv ut loggen för den som granskar den.")
    parser.add_argument("file", metavar="FIL", help="filen som skrivs; den får inte finnas")
    parser.add_argument("--every", metavar="N", type=int, default=60, help="ta med var N:te kontrollpunkt (60)")
    options = parser.parse_args(arguments)
    attach_to_demo(os.environ)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utvag.config.settings")
    try:
        django.setup()
    except EnvironmentInvalid as error:
        return _say(str(error))
    from django.db import DatabaseError, InterfaceError  # noqa: PLC0415 (Django's parts need its settings first)

    from utvag.audit.proof import WitnessesUnreadable  # noqa: PLC0415

    try:
        count = _write(Path(options.file), max(1, options.every))
    except (DatabaseError, InterfaceError) as error:
        # The class alone: the text of a database's error may quote a value.
        said = f"Loggen går inte att läsa ({type(error).__name__}). Ange rollen i UTVAG_LOG_DB_USER."
        return _say(said, EXIT_UNREACHABLE)
    except WitnessesUnreadable as error:
        return _say(str(error))
    except FileExistsError:
        return _say(f"Filen {options.file} finns redan. Ange en annan, eller ta bort den först.")
    except OSError as error:
        return _say(f"Filen {options.file} går inte att skriva: {error.strerror}. Kontrollera sökvägen.")
    if count == 0:
        return _say("Ingen kontrollpunkt är bevittnad än. Ingenting är bevisat, och filen är inte skriven.")
    print(f"{count} rader är skrivna.")
    return EXIT_OK


def _write(file: Path, every: int) -> int:
    from utvag.audit.proof import read_witnesses  # noqa: PLC0415 (after django.setup)
    from utvag.audit.queries import log_lines  # noqa: PLC0415
    from utvag.config.log_keeper import become_the_log  # noqa: PLC0415

    become_the_log()
    lines = list(log_lines(quorum=max(1, read_witnesses().quorum), every=every))
    count = sum(line.startswith('{"row"') for line in lines)
    if count:
        write_private_file(file, ("\n".join(lines) + "\n").encode())
    return count


def _say(text: str, code: int = EXIT_BAD_INPUT) -> int:
    print(f"utvag: {text}", file=sys.stderr)
    return code
