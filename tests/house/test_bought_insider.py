"""A bought employee with one valid account tries everything that her session reaches, for a day and a night.

She is the coordinator of one case. She opens and sends every address of the product, with her own ids and others', and
asks for addresses each hour. What she may learn: where her own case's household lives, 15 times a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.audit.given_log import KeptLog, kept_log
from tests.database import TestServer
from tests.givens import CLEAR_HOME, STAY, placement_id
from tests.house.test_addresses import ALL, address, real_ids, signed_in
from tests.house.test_places import HOMES, given_places, personas, street, told_by
from tests.location.givens import file_of_witnesses, kept_beside, let_time_pass
from tests.organisation.givens import given_touch
from tests.pages import moment
from tests.personas import Personas
from utvag.cases.models import Case
from utvag.location.models import Reveal
from utvag.location.rules import IN_A_DAY, RevealReason
from utvag.placement.models import Placement
from utvag.providers.models import Home

__all__ = ["moment", "personas", "real_ids"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("moment")]

OWN, OTHERS = street(HOMES.index(CLEAR_HOME)), [street(n) for n, code in enumerate(HOMES) if code != CLEAR_HOME]
SENT = {"reason": RevealReason.VISIT.value, "note": "Jag behöver den.", "q": "Gatkanarie"}
HOURS = 24


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeptLog]:
    with kept_log(tmp_path) as kept:
        monkeypatch.setattr(settings, "UTVAG_WITNESSES", file_of_witnesses(tmp_path, kept))
        yield kept


@pytest.fixture
def living(personas: Personas, real_ids: dict[str, UUID]) -> UUID:
    """Her own case lives in its home; another's, whom she knows nothing of, in another."""
    given_places()
    clear = Home.objects.get(code=CLEAR_HOME).pk
    own = Placement.objects.filter(case__code_name="TALL-07")
    own.update(state="STANDING", origin="IMPORTED", home=clear, check_made=None, verdict=None)
    return own.values_list("pk", flat=True).get()


def paths(own: dict[str, UUID]) -> tuple[set[str], set[str]]:
    """Give every address with her own ids, and with others' that she could have come by: each home, case and stay."""
    names = sorted(set(ALL) - {"organisation:sign-out", "location:reveal"})
    others = own | {"placement_id": placement_id(STAY), "case_id": Case.objects.get(placements__code=STAY).pk}
    hers = {address(name, own) for name in names}
    homes = Home.objects.values_list("pk", flat=True)
    theirs = {address(name, others | {"home_id": home}) for home in homes for name in [*names, "location:reveal"]}
    return hers, theirs - hers


def touch(client: Client, personas: Personas) -> None:
    session = sha256(str(client.session.session_key).encode()).hexdigest()
    given_touch(personas.coordinator, session)


def what_she_learns(text: str) -> set[str]:
    return {one.street for one in (OWN, *OTHERS) if any(value in text for value in one.as_entry().values())}


def test_she_learns_where_nobody_lives_but_her_own_case_and_at_most_fifteen_times_a_day(
    personas: Personas, living: UUID, real_ids: dict[str, UUID], server: TestServer, log: KeptLog
) -> None:
    client = signed_in(personas.coordinator.id)
    page = reverse("location:reveal", args=[living])
    learned, times = set[str](), 0
    with kept_beside(server, log):
        hers, theirs = paths(real_ids)
        for path in sorted(hers | theirs):
            learned |= what_she_learns(told_by(client.get(path, {"q": "Gatkanarie"})))
        for path in sorted(theirs):
            touch(client, personas)
            learned |= what_she_learns(told_by(client.post(path, SENT)))
        assert learned == set()
        for _hour in range(HOURS):
            while True:
                touch(client, personas)
                found = what_she_learns(told_by(client.post(page, SENT)))
                if not found:
                    break
                learned |= found
                times += 1
            let_time_pass(server, 1)
    assert learned == {OWN.street}
    # One try of hers is of the world before: it was asked and never answered, and counts.
    assert times == Reveal.objects.filter(state="SHOWN").count() == IN_A_DAY - 1
