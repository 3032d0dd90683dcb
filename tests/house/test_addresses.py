"""Every address of the product: it declares whom it is for, and a stranger finds nothing there.

The list is read from the URL configuration, so that a new address is tested the day it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.givens import (
    ENEMY,
    NOW,
    RESIDENT,
    SECOND_HOME,
    STAY,
    case_id,
    given_chosen,
    given_contact,
    given_draft,
    given_rechecked,
    given_register,
    home_id,
    placement_id,
)
from tests.house.parts import parts
from tests.house.taking_back import taken_back
from tests.personas import NAMES, Personas, given_personas, given_team_on
from utvag.desk.queries.gates import GATES
from utvag.desk.queries.matrix import as_csv
from utvag.foundation.http import AccessKind, access_of
from utvag.organisation.models import StaffAccount
from utvag.placement.models import Finding, Placement
from utvag.threats.operations import add_keep_apart
from utvag.threats.rules import Level

pytestmark = pytest.mark.django_db

Address = tuple[str, URLPattern]


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[Address]:
    """Give every pattern of the configuration with its full name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from addresses(pattern, prefix + space)
        else:
            yield prefix + str(pattern.name), pattern


ALL = dict(addresses())
OPEN = {name for name, pattern in ALL.items() if getattr(access_of(pattern.callback), "kind", None) is AccessKind.OPEN}
WITH_AN_ID = {name for name, pattern in ALL.items() if pattern.pattern.converters}
FOR_THE_LIAISON = {
    name
    for name, pattern in ALL.items()
    if "POLICE_LIAISON" in getattr(access_of(pattern.callback), "roles", ()) and name not in OPEN
}

FOR_THE_COMMITTEE = {
    name for name, pattern in ALL.items() if "COMMITTEE" in getattr(access_of(pattern.callback), "roles", ())
}


@pytest.fixture
def personas() -> Personas:
    """A case with its staff, a placement that stands, one that is proposed, and a link of the police's."""
    given_register()
    personas = given_personas()
    given_team_on("TALL-07", personas)
    return personas


@pytest.fixture
def real_ids(personas: Personas) -> dict[str, UUID]:
    """The id of something that is there, for every kind of id in an address; a new kind must be added."""
    chosen = given_chosen(personas.coordinator)
    link = add_keep_apart(
        actor=personas.liaison,
        between=("person-canary-1", RESIDENT),
        level=Level.CONCRETE,
        from_date=None,
        until_date=None,
        now=NOW,
    )
    add_keep_apart(
        actor=personas.liaison,
        between=(ENEMY, RESIDENT),
        level=Level.LATENT,
        from_date=None,
        until_date=None,
        now=NOW,
    )
    given_rechecked()
    found = {
        "case_id": case_id(),
        "home_id": home_id(SECOND_HOME),
        "placement_id": chosen,
        "finding_id": Finding.objects.values_list("pk", flat=True).first() or pytest.fail("no finding"),
        "link_id": link,
        "draft_id": given_draft(personas.coordinator),
        "contact_id": given_contact(personas.case_worker),
    }
    for part in parts():
        for kind, there in (part.ids(personas) if part.ids else {}).items():
            # Two of one name would be asked for by one id: there in one place, and nowhere in the other.
            assert kind not in found, f"{part.name}: another package calls its ids {kind}"
            found[kind] = there
    return found


def address(name: str, ids: dict[str, UUID]) -> str:
    return reverse(name, kwargs={key: ids[key] for key in ALL[name].pattern.converters})


def signed_in(actor_id: UUID) -> Client:
    client = Client()
    client.force_login(StaffAccount.objects.get(pk=actor_id))
    return client


def without_token(page: bytes) -> bytes:
    """Take away the token against forged forms, which is new at every answer."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


def asked(names: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    """Give each of the addresses and each way to ask it, from the same world: nothing a refusal leaves is kept."""
    for name in sorted(names):
        for method in ("get", "post"):
            with taken_back():
                yield name, method


def test_every_view_declares_whom_it_is_for() -> None:
    silent = [name for name, pattern in ALL.items() if access_of(pattern.callback) is None]
    assert silent == []


def test_every_address_declares_its_cells_of_the_access_matrix() -> None:
    """One with an id has its line in `desk/queries/gates.py`; then write the cells anew, and read what changed."""
    written = (Path(__file__).parents[2] / "docs" / "access-matrix.csv").read_text(encoding="utf-8")
    made = as_csv()
    changed = set(made.splitlines()) ^ set(written.splitlines())
    assert made == written, f"python -m utvag.config.access_matrix > docs/access-matrix.csv\n{sorted(changed)}"
    assert set(GATES) == WITH_AN_ID - OPEN


def test_every_open_view_says_why() -> None:
    reasons = {name: getattr(access_of(ALL[name].callback), "reason", "") for name in OPEN}
    assert all(reasons.values()), reasons


def test_no_address_holds_anything_but_fixed_words_and_random_ids() -> None:
    kinds = {type(kind).__name__ for pattern in ALL.values() for kind in pattern.pattern.converters.values()}
    assert kinds <= {"UUIDConverter"}


def test_one_who_is_not_signed_in_is_sent_to_sign_in(real_ids: dict[str, UUID]) -> None:
    for name, method in asked(set(ALL) - OPEN):
        answer = getattr(Client(), method)(address(name, real_ids))
        assert answer.status_code == 302, (name, method)
        assert answer.headers["Location"].startswith(reverse("organisation:sign-in")), (name, method)
        assert answer.content == b"", (name, method)


def test_a_stranger_finds_nothing_and_cannot_tell_it_from_what_does_not_exist(
    real_ids: dict[str, UUID], personas: Personas
) -> None:
    stranger = signed_in(personas.stranger.id)
    nowhere = {key: uuid4() for key in real_ids}
    for name, method in asked(WITH_AN_ID):
        there = getattr(stranger, method)(address(name, real_ids))
        not_there = getattr(stranger, method)(address(name, nowhere))
        assert (there.status_code, not_there.status_code) == (404, 404), (name, method)
        assert without_token(there.content) == without_token(not_there.content), (name, method)


def test_the_committees_secretary_finds_nothing_of_a_case_that_does_not_wait_for_her(
    real_ids: dict[str, UUID], personas: Personas
) -> None:
    """She is named on no case: not even the committee's own pages open a decision that is another's."""
    secretary = signed_in(personas.committee.id)
    nowhere = {key: uuid4() for key in real_ids}
    for name, method in asked(WITH_AN_ID):
        there = getattr(secretary, method)(address(name, real_ids))
        not_there = getattr(secretary, method)(address(name, nowhere))
        assert (there.status_code, not_there.status_code) == (404, 404), (name, method)
        assert without_token(there.content) == without_token(not_there.content), (name, method)


def test_the_committees_pages_do_not_exist_for_anybody_else(real_ids: dict[str, UUID], personas: Personas) -> None:
    for who in set(NAMES) - {"committee"}:
        client = signed_in(personas.named(who).id)
        for name, method in asked(FOR_THE_COMMITTEE):
            assert getattr(client, method)(address(name, real_ids)).status_code == 404, (who, name, method)


def test_the_polices_pages_do_not_exist_for_staff_of_the_case(real_ids: dict[str, UUID], personas: Personas) -> None:
    for actor in (personas.coordinator, personas.case_worker, personas.section_head):
        client = signed_in(actor.id)
        for name, method in asked(FOR_THE_LIAISON):
            assert getattr(client, method)(address(name, real_ids)).status_code == 404, (actor.role, name, method)


def test_every_page_of_a_signed_in_person_stays_out_of_caches(personas: Personas) -> None:
    answer = signed_in(personas.coordinator.id).get("/")
    assert "no-store" in answer.headers["Cache-Control"]


def test_there_is_something_to_find(real_ids: dict[str, UUID], personas: Personas) -> None:
    """The refusals above would mean nothing if nobody could see these things."""
    coordinator = signed_in(personas.coordinator.id)
    for name in ("desk:case", "desk:placement"):
        assert coordinator.get(address(name, real_ids)).status_code == 200
    assert signed_in(personas.section_head.id).get(address("cases:contact", real_ids)).status_code == 200
    assert signed_in(personas.case_worker.id).get(address("cases:receipt", real_ids)).status_code == 200
    assert signed_in(personas.liaison.id).get(reverse("desk:liaison")).status_code == 200
    assert Placement.objects.filter(pk=placement_id(STAY)).exists()
