"""`utvag staff`: accounts, at the machine's shell: the first administrator, and whoever has lost every key."""

import os
from argparse import Namespace
from collections.abc import Sequence
from typing import Final

import django

from utvag.assignments.rules import Reason, Refusal, usual_end
from utvag.config.demo.attach import attach_to_demo
from utvag.config.environment import EnvironmentInvalid
from utvag.foundation.arguments import EXIT_BAD_INPUT, EXIT_OK, EXIT_UNREACHABLE, SwedishParser
from utvag.gateways.keystore import KeysUnusable
from utvag.organisation.rules import WEAKENINGS, Role, Staffing

SHOWN_ONCE: Final = "Koden gäller i 24 timmar, en gång, och visas bara nu. Lämna den i handen eller per telefon."


def run_staff(arguments: Sequence[str]) -> int:
    """Make an account, invite somebody to a key, say whose an identity is, or give an outsider an assignment."""
    parser = SwedishParser(prog="utvag staff", description="Konton för personalen. Allt skrivs i loggen.")
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("add", help="gör ett konto och en inbjudan")
    add.add_argument("username", metavar="ANVÄNDARNAMN", help="en kod, inte ett namn: det står i klartext")
    add.add_argument("role", metavar="ROLL", choices=[role.value for role in Role], help=", ".join(Role))
    add.add_argument("--name", required=True, help="det namn som kollegorna ser")
    add.add_argument("--unit", required=True, help="enheten")
    invite = commands.add_parser("invite", help="gör en inbjudan till en ny nyckel; de gamla slutar gälla")
    invite.add_argument("username", metavar="ANVÄNDARNAMN")
    link = commands.add_parser("link", help="säg vem någon är hos en identitetsleverantör")
    link.add_argument("username", metavar="ANVÄNDARNAMN")
    link.add_argument("provider", metavar="LEVERANTÖR", help="namnet i UTVAG_IDENTITY_PROVIDERS")
    link.add_argument("subject", metavar="IDENTITET", help="sub eller NameID, exakt")
    assign = commands.add_parser("assign", help="ge en utförare, controller eller revisor ett uppdrag från i dag")
    assign.add_argument("username", metavar="ANVÄNDARNAMN")
    assign.add_argument("reason", metavar="SKÄL", choices=[one.value for one in Reason], help=", ".join(Reason))
    assign.add_argument("--until", metavar="DAG", help="högst ett år; ett halvt år om inget sägs")
    assign.add_argument("--provider", metavar="KOD", help="utförarens kod i registret, bara för en utförare")
    size = commands.add_parser("size", help="säg om kommunen är så liten att några kontroller hålls svagare")
    size.add_argument("staffing", metavar="STORLEK", choices=[one.value for one in Staffing], help=", ".join(Staffing))
    return _with_database(parser.parse_args(list(arguments)))


def _with_database(options: Namespace) -> int:
    attach_to_demo(os.environ)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utvag.config.settings")
    try:
        django.setup()
    except EnvironmentInvalid as error:
        return _say(str(error), EXIT_BAD_INPUT)
    from django.db import DatabaseError, InterfaceError  # noqa: PLC0415 (Django's parts need its settings first)

    try:
        run = {"add": _add, "invite": _invite, "link": _link, "assign": _assign, "size": _size}[options.command]
        return run(options)
    except KeysUnusable as error:
        return _say(str(error), EXIT_BAD_INPUT)
    except (DatabaseError, InterfaceError) as error:
        # The class alone: the text of a database's error may quote a value.
        return _say(f"Databasen svarar inte som den ska ({type(error).__name__}).", EXIT_UNREACHABLE)


def _add(options: Namespace) -> int:
    from utvag.foundation.actors import OPERATOR  # noqa: PLC0415
    from utvag.foundation.clock import now  # noqa: PLC0415
    from utvag.organisation.models import StaffAccount  # noqa: PLC0415
    from utvag.organisation.operations import create_staff_account  # noqa: PLC0415

    if StaffAccount.objects.filter(username=options.username).exists():
        return _say(f"{options.username} finns redan. Välj ett annat användarnamn.", EXIT_BAD_INPUT)
    create_staff_account(
        actor=OPERATOR,
        username=options.username,
        role=Role(options.role),
        display_name=options.name,
        unit=options.unit,
        now=now(),
    )
    return _invite(options)


def _size(options: Namespace) -> int:
    from utvag.foundation.actors import OPERATOR  # noqa: PLC0415
    from utvag.foundation.clock import now  # noqa: PLC0415
    from utvag.organisation.operations import set_staffing  # noqa: PLC0415
    from utvag.organisation.queries import municipality  # noqa: PLC0415

    staffing = Staffing(options.staffing)
    if municipality() is None:
        return _say("Kommunen är inte upplagd än. Läs in registret först: utvag load.", EXIT_BAD_INPUT)
    if not set_staffing(actor=OPERATOR, staffing=staffing, now=now()):
        return _say(f"Det är redan sagt: {staffing.swedish.lower()}.", EXIT_OK)
    weak = sorted(WEAKENINGS[staffing])
    lines = [f"- {one.told.whole} Nu: {one.told.instead}" for one in weak] or ["Alla kontroller är hela."]
    return _say("\n".join([f"{staffing.swedish}, från i dag. Revisorn ser det på sin sida.", *lines]), EXIT_OK)


def _invite(options: Namespace) -> int:
    from utvag.foundation.actors import OPERATOR  # noqa: PLC0415
    from utvag.foundation.clock import now  # noqa: PLC0415
    from utvag.organisation.operations import invite  # noqa: PLC0415

    code = invite(actor=OPERATOR, username=options.username, now=now())
    if code is None:
        return _say(f"Inget aktivt konto heter {options.username}.", EXIT_BAD_INPUT)
    return _say(f"{options.username}: {code}\n{SHOWN_ONCE}")


def _link(options: Namespace) -> int:
    from django.conf import settings  # noqa: PLC0415

    from utvag.foundation.actors import OPERATOR  # noqa: PLC0415
    from utvag.foundation.clock import now  # noqa: PLC0415
    from utvag.organisation.operations import UnableToIdentify, link_identity  # noqa: PLC0415

    provider = next((one for one in settings.UTVAG_IDENTITY_PROVIDERS if one.name == options.provider), None)
    if provider is None:
        return _say(f"{options.provider} står inte i UTVAG_IDENTITY_PROVIDERS.", EXIT_BAD_INPUT)
    try:
        is_linked = link_identity(
            actor=OPERATOR, username=options.username, provider=provider, subject=options.subject, now=now()
        )
    except UnableToIdentify:
        return _say("Identiteten är redan någon annans.", EXIT_BAD_INPUT)
    if not is_linked:
        return _say(f"Inget aktivt konto heter {options.username}.", EXIT_BAD_INPUT)
    return _say(f"{options.username} är nu den som {provider.name} kallar så.")


def _assign(options: Namespace) -> int:
    from utvag.assignments.forms import REFUSALS  # noqa: PLC0415
    from utvag.assignments.operations import UnableToAssign, give_assignment  # noqa: PLC0415
    from utvag.foundation.actors import OPERATOR  # noqa: PLC0415
    from utvag.foundation.clock import day_of, now  # noqa: PLC0415
    from utvag.foundation.forms import parse_date  # noqa: PLC0415
    from utvag.organisation.queries import account_named  # noqa: PLC0415
    from utvag.providers.queries import provider_ids  # noqa: PLC0415

    account_id, moment = account_named(options.username), now()
    provider_id = provider_ids([options.provider]).get(options.provider)
    until = usual_end(day_of(moment)) if options.until is None else parse_date(options.until)
    if account_id is None:
        return _say(f"Inget aktivt konto heter {options.username}.", EXIT_BAD_INPUT)
    if options.provider is not None and provider_id is None:
        return _say(f"Ingen utförare i registret har koden {options.provider}.", EXIT_BAD_INPUT)
    if until is None:
        return _say("Skriv dagen så här: 2026-12-24.", EXIT_BAD_INPUT)
    try:
        give_assignment(
            actor=OPERATOR,
            account_id=account_id,
            provider_id=provider_id,
            reason=Reason(options.reason),
            from_date=day_of(moment),
            until_date=until,
            now=moment,
        )
    except UnableToAssign as refused:
        return _say(REFUSALS[Refusal(refused.refusal)][1], EXIT_BAD_INPUT)
    return _say(f"{options.username} har ett uppdrag till {until.isoformat()}. Den dagen syns ingenting längre.")


def _say(text: str, code: int = EXIT_OK) -> int:
    print(text)
    return code
