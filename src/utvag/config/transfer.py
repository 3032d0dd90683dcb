"""`utvag load`, `utvag export`: a register file into the database, and out of it. `utvag home addresses`: addresses in.

In the demo an export is plain text, since all of it is made up. Outside, it leaves only encrypted to named recipients.
"""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import django

from utvag.config.demo.attach import attach_to_demo
from utvag.config.environment import EnvironmentInvalid
from utvag.foundation.arguments import EXIT_BAD_INPUT, EXIT_OK, EXIT_UNREACHABLE, SwedishParser
from utvag.gateways.keystore import KeysUnusable
from utvag.gateways.recipients import RecipientsUnusable, encrypt_to, read_recipients, write_private_file
from utvag.placement.engine import RegisterInvalid
from utvag.placement.engine.reading import parse_bytes
from utvag.providers.rules import COLUMNS, AddressesInvalid, read_addresses

Work = Callable[[Namespace], int]


def run_load(arguments: Sequence[str]) -> int:
    """Read a register file into the database."""
    parser = SwedishParser(prog="utvag load", description="Läs in en registerfil i databasen: allt eller inget.")
    parser.add_argument("file", metavar="FIL", help="registerfilen, eller - för standard in")
    parser.add_argument("--replace", action="store_true", help="låt databasen innehålla just det som står i filen")
    parser.add_argument(
        "--coordinator", metavar="NAMN", help="användarnamnet på den som får de ärenden som ingen annan har"
    )
    return _with_database(_load, parser.parse_args(arguments))


def run_export(arguments: Sequence[str]) -> int:
    """Write the register out of the database."""
    parser = SwedishParser(prog="utvag export", description="Skriv ut registret. Utanför demon krypteras det.")
    parser.add_argument("--out", metavar="FIL", help="skriv till en fil som bara du kan läsa, inte till standard ut")
    parser.add_argument(
        "--to", metavar="NAMN", nargs="+", default=[], help="mottagare som filen krypteras till, ur UTVAG_RECIPIENTS"
    )
    return _with_database(_export, parser.parse_args(arguments))


def run_home(arguments: Sequence[str]) -> int:
    """Read the homes' street addresses into the database."""
    parser = SwedishParser(prog="utvag home", description="Läs in hemmens gatuadresser: allt eller inget.")
    parser.add_argument("what", choices=["addresses"], metavar="addresses", help="vad som läses in")
    parser.add_argument(
        "file", metavar="FIL", help=f"CSV-filen, eller - för standard in; rubriker {', '.join(COLUMNS)}"
    )
    return _with_database(_take_in_addresses, parser.parse_args(arguments))


def _with_database(work: Work, options: Namespace) -> int:
    """Set Django up and do the work; say in one line what stopped it."""
    attach_to_demo(os.environ)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utvag.config.settings")
    try:
        django.setup()
    except EnvironmentInvalid as error:
        return _say(str(error))
    from django.db import DatabaseError, InterfaceError  # noqa: PLC0415 (Django's parts need its settings first)

    try:
        return work(options)
    except (KeysUnusable, RecipientsUnusable) as error:
        return _say(str(error))
    except (DatabaseError, InterfaceError) as error:
        # The class alone: the text of a database's error may quote a value.
        return _say(
            f"Databasen svarar inte som den ska ({type(error).__name__}). Starta demon med make demo, "
            "eller ange DATABASE_URL och UTVAG_KEYS.",
            EXIT_UNREACHABLE,
        )


def _load(options: Namespace) -> int:
    try:
        document = parse_bytes(_content(options.file))
        return _take_in(document, options)
    except RegisterInvalid as invalid:
        _say(f"Registerfilen kan inte läsas in: {len(invalid.faults)} fel. Ingenting är ändrat.")
        for fault in invalid.faults:
            _say(str(fault))
        return EXIT_BAD_INPUT
    except OSError as error:
        return _say(f"Filen {options.file} går inte att läsa: {error.strerror}. Kontrollera sökvägen.")


def _take_in(document: object, options: Namespace) -> int:
    from utvag.config.default_staff import UnknownCoordinator, staff_to_name  # noqa: PLC0415 (after django.setup)
    from utvag.foundation.actors import OPERATOR  # noqa: PLC0415
    from utvag.foundation.clock import now  # noqa: PLC0415
    from utvag.placement.imports import load_register  # noqa: PLC0415

    try:
        staff = staff_to_name(options.coordinator)
    except UnknownCoordinator as error:
        return _say(str(error))
    loaded = load_register(document=document, actor=OPERATOR, now=now(), staff=staff, replace_all=options.replace)
    _say(f"Inläst. Registret har nu version {loaded.version}; omkontrollen börjar strax.")
    if loaded.left_out:
        _say(f"Redan placerade och därför orörda ärenden: {', '.join(loaded.left_out)}.")
    return EXIT_OK


def _take_in_addresses(options: Namespace) -> int:
    from utvag.foundation.actors import OPERATOR  # noqa: PLC0415 (after django.setup)
    from utvag.foundation.clock import now  # noqa: PLC0415
    from utvag.providers.imports import take_in_addresses  # noqa: PLC0415

    try:
        taken = take_in_addresses(rows=read_addresses(_content(options.file)), actor=OPERATOR, now=now())
    except AddressesInvalid as invalid:
        _say(f"Adresserna kan inte läsas in: {len(invalid.faults)} fel. Ingenting är ändrat.")
        for fault in invalid.faults:
            _say(str(fault))
        return EXIT_BAD_INPUT
    except OSError as error:
        return _say(f"Filen {options.file} går inte att läsa: {error.strerror}. Kontrollera sökvägen.")
    return _say(f"Inläst. {taken} hem har sin adress. Ta bort filen när du har kontrollerat den.", EXIT_OK)


def _export(options: Namespace) -> int:
    from django.conf import settings  # noqa: PLC0415 (after django.setup)

    from utvag.foundation.clock import now  # noqa: PLC0415
    from utvag.organisation.queries import is_demo  # noqa: PLC0415

    seal: Callable[[bytes], bytes]
    if options.to:
        seal = partial(encrypt_to, read_recipients(settings.RECIPIENTS, options.to))
    elif settings.DEMO and is_demo():
        seal = bytes
    else:
        return _say("Utanför demon lämnar registret bara databasen krypterat. Ange mottagare med --to NAMN.")
    return _write_out(seal, options.out, now())


def _write_out(seal: Callable[[bytes], bytes], out: str | None, moment: datetime) -> int:
    from utvag.foundation.actors import OPERATOR  # noqa: PLC0415 (after django.setup)
    from utvag.placement.imports import export_register  # noqa: PLC0415
    from utvag.placement.queries import RegisterUnusable  # noqa: PLC0415

    try:
        document = export_register(actor=OPERATOR, now=moment)
    except RegisterUnusable:
        return _say("Databasen innehåller inget register än. Läs in ett med utvag load FIL.")
    content = seal(json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "surrogatepass") + b"\n")
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return EXIT_OK
    try:
        write_private_file(Path(out), content)
    except FileExistsError:
        return _say(f"Filen {out} finns redan. Ange en annan, eller ta bort den först.")
    except OSError as error:
        return _say(f"Filen {out} går inte att skriva: {error.strerror}.")
    _say(f"Registret är skrivet till {out}.")
    return EXIT_OK


def _content(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _say(words: str, code: int = EXIT_BAD_INPUT) -> int:
    print(words, file=sys.stderr)
    return code
