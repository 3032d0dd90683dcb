"""Builders of a home with an address that somebody lives in, a touch, and a log that is kept while a test runs."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.db import connection

from tests.audit.given_log import ORIGIN, KeptLog
from tests.database import TEST_DATABASE, TestServer
from tests.emergency.givens import given_home_for
from tests.givens import CLEAR_HOME, NOW, SECOND_HOME
from tests.organisation.givens import SESSION, given_touch
from tests.personas import Personas
from utvag.audit.operations import Subject, log_key, record
from utvag.foundation.actors import OPERATOR, Actor
from utvag.gateways.postgres.roles import LOG_ROLE
from utvag.location.models import Reveal
from utvag.location.operations import ask_for_address
from utvag.location.operations.revealing import Asked
from utvag.location.rules import RevealReason
from utvag.placement.models import Placement
from utvag.providers.imports import take_in_addresses
from utvag.providers.rules import AddressRow, HomeAddress

STREET, TOWN, MUNICIPALITY, AREA = "Kanariegatan 7", "Kanarieby", "Kanariekommun", "Kanarieängen"
ADDRESS = HomeAddress(STREET, "903 21", TOWN, MUNICIPALITY, AREA, "Kanariekod 4711", "Kanariepersonal")


def given_addresses() -> None:
    """Write where two homes of the small world are."""
    other = HomeAddress("Främmandegatan 1", "111 11", "Främmandeby", "Främmandekommun")
    rows = [AddressRow(2, CLEAR_HOME, ADDRESS), AddressRow(3, SECOND_HOME, other)]
    take_in_addresses(rows=rows, actor=OPERATOR, now=NOW)


def given_lived_in(personas: Personas) -> UUID:
    """Let the case's household live in a home whose address is written down; give the placement's id."""
    given_addresses()
    return given_home_for(personas, CLEAR_HOME)


def asked(actor: Actor, placement_id: UUID, reason: RevealReason = RevealReason.VISIT, note: str = "") -> Asked:
    """Touch and ask."""
    given_touch(actor)
    return ask_for_address(actor=actor, session=SESSION, placement_id=placement_id, reason=reason, note=note, now=NOW)


def given_row(actor: Actor, placement_id: UUID, reason: RevealReason = RevealReason.VISIT) -> UUID:
    """Write the log row of a try, without the try; give its id."""
    case_id = Placement.objects.values_list("case", flat=True).get(pk=placement_id)
    subject = Subject("PLACEMENT", placement_id, case_id)
    return record(actor=actor, action="REVEAL_ADDRESS", subject=subject, purpose=reason, now=NOW).id


def insert(actor: Actor, placement_id: UUID, entry_id: UUID, **other: object) -> UUID:
    """Write a try past the operation, as whoever takes over the running role would."""
    case_id = Placement.objects.values_list("case", flat=True).get(pk=placement_id)
    made = Reveal.objects.create(
        **{
            "id": uuid4(),
            "account_id": actor.id,
            "case_id": case_id,
            "placement_id": placement_id,
            "reason": "VISIT",
            "at": NOW,
            "entry_id": entry_id,
        }
        | other
    )
    return made.pk


def file_of_witnesses(folder: Path, log: KeptLog, quorum: int = 2) -> Path:
    """Write the file that names the witnesses."""
    witnesses = [{"address": one.client.address, "key": str(one.key)} for one in log.witnesses]
    file = folder / "witnesses.json"
    own = str(log_key(ORIGIN, log.signer))
    file.write_text(json.dumps({"log": own, "quorum": quorum, "witnesses": witnesses}), encoding="utf-8")
    return file


@contextmanager
def kept_beside(server: TestServer, log: KeptLog, every: float = 0.1) -> Iterator[None]:
    """Keep the log in a thread, connected as its own role, while the block lasts."""
    stop = threading.Event()

    def keep() -> None:
        # A dictionary of its own: the threads otherwise share one.
        connection.settings_dict = {**connection.settings_dict, **server.login(LOG_ROLE)}
        try:
            while not stop.is_set():
                log.keep(NOW)
                stop.wait(every)
        finally:
            connection.close()

    thread = threading.Thread(target=keep)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def let_time_pass(server: TestServer, hours: float) -> None:
    """Move every try back, which only a superuser who turns the triggers off can."""
    with server.connect_as_admin(TEST_DATABASE) as admin:
        admin.execute("set session_replication_role = replica")
        admin.execute("update location_reveal set spent_at = spent_at - %s", [timedelta(hours=hours)])
