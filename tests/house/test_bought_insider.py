"""A bought employee with one valid account tries everything that her session reaches, for a day and a night.

She is the coordinator of one case. She opens and sends every address of the product, with her own ids and others', and
asks for addresses each hour. What she may learn: where her own case's household lives, 15 times a day. Of every other
case she learns neither the code name nor a person's name or number.
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
from tests.cases.givens import PARTNER
from tests.database import TestServer
from tests.givens import CASE, CLEAR_HOME, STAY, TODAY, TOLD, given_contact, given_taken, placement_id
from tests.house.test_addresses import ALL, address, real_ids, signed_in
from tests.house.test_places import HOMES, given_places, personas, street, told_by
from tests.location.givens import file_of_witnesses, kept_beside, let_time_pass
from tests.organisation.givens import given_touch
from tests.pages import moment
from tests.personas import Personas
from utvag.cases.models import Case, CaseStaff, FirstContact
from utvag.location.models import Reveal
from utvag.location.rules import IN_A_DAY, RevealReason
from utvag.people.models import Identity
from utvag.people.operations import write_identity
from utvag.placement.models import Placement
from utvag.providers.models import Home

__all__ = ["moment", "personas", "real_ids"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("moment")]

OWN, OTHERS = street(HOMES.index(CLEAR_HOME)), [street(n) for n, code in enumerate(HOMES) if code != CLEAR_HOME]
SENT = {"reason": RevealReason.VISIT.value, "note": "Jag behöver den.", "q": "Gatkanarie"}
HOURS = 24
# Of the case of a stay, of a case that a colleague runs, and of a contact that no case was made of.
STAYING, STAYING_NUMBER = "Boendekanarie Främlingsdotter", "189001019802"
TAKEN, TAKEN_NUMBER = "Fallkanarie Fallsson", "189001029819"
OWN_PERSON = PARTNER.name
WAITING = (TOLD.name, str(TOLD.number), TOLD.household[0].name)


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


@pytest.fixture
def others(personas: Personas, living: UUID) -> set[str]:
    """What would tell of a case that she is not named on: each one's code name, and whom it is about."""
    case = Case.objects.get(placements__code=STAY).pk
    write_identity(case_id=case, register_person="", name=STAYING, personal_number=STAYING_NUMBER, today=TODAY)
    contact = given_contact(personas.case_worker, name=TAKEN, number=TAKEN_NUMBER, household=())
    given_taken(personas.section_head, contact, personas.stranger, "Främmandemark")
    hers = CaseStaff.objects.filter(account=personas.coordinator.id).values("case")
    names = set(Case.objects.exclude(pk__in=hers).values_list("code_name", flat=True))
    assert "Främmandemark" in names
    assert CASE not in names
    return names | {STAYING, TAKEN, *WAITING} | written(STAYING_NUMBER) | written(TAKEN_NUMBER)


def written(number: str) -> set[str]:
    """Give a number as it may be written."""
    return {f"{number[start:8]}{between}{number[8:]}" for start in (0, 2) for between in ("", "-")}


def paths(own: dict[str, UUID]) -> tuple[set[str], set[str]]:
    """Give every address with her own ids, and with others' that she could have come by: each home, case and stay."""
    names = sorted(set(ALL) - {"organisation:sign-out", "location:reveal"})
    hers = {address(name, own) for name in names}
    theirs = {address(name, ids) for ids in ids_of_others(own) for name in [*names, "location:reveal"]}
    return hers, theirs - hers - {address("location:reveal", own)}


def ids_of_others(own: dict[str, UUID]) -> Iterator[dict[str, UUID]]:
    """Give others' ids together, and alone among her own, as one who changes a part of an address would."""
    stay = {"placement_id": placement_id(STAY), "case_id": Case.objects.get(placements__code=STAY).pk}
    yield from (own | stay | {"home_id": home} for home in Home.objects.values_list("pk", flat=True))
    for kind, rows in {
        "case_id": Case.objects.values_list("pk", flat=True),
        "contact_id": FirstContact.objects.values_list("pk", flat=True),
        "identity_id": Identity.objects.values_list("pk", flat=True),
        "placement_id": Placement.objects.values_list("pk", flat=True),
    }.items():
        yield from (own | {kind: one} for one in rows if one != own[kind])


def touch(client: Client, personas: Personas) -> None:
    session = sha256(str(client.session.session_key).encode()).hexdigest()
    given_touch(personas.coordinator, session)


def what_she_learns(text: str) -> set[str]:
    return {one.street for one in (OWN, *OTHERS) if any(value in text for value in one.as_entry().values())}


def test_she_meets_nobody_of_a_case_that_is_not_hers(
    personas: Personas, others: set[str], real_ids: dict[str, UUID]
) -> None:
    """She opens everything with her own ids and others', and sends what she may to others'."""
    client, told = signed_in(personas.coordinator.id), dict[tuple[str, str], str]()
    hers, theirs = paths(real_ids)
    for path in sorted(hers | theirs):
        told["get", path] = told_by(client.get(path, {"q": "kanarie"}))
    for path in sorted(theirs):
        touch(client, personas)
        told["post", path] = told_by(client.post(path, SENT))
    assert {(asked, one) for asked, text in told.items() for one in others if one in text} == set()
    # The same search finds her own.
    assert sum(CASE in text for text in told.values()) > 20
    assert sum(OWN_PERSON in text for text in told.values()) > 0


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
