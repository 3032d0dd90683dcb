"""Nothing but the page of "Visa adressen" shows where a home is: every page, paper and file, as every role.

The homes of this world lie in a municipality, a building, a street and at coordinates that stand nowhere else. They
are looked for in every answer of the product. Who chooses a home sees its code name, what it offers and its price: no
page of choosing shows a place today, so none is excepted. No page shows a map.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.emergency.givens import given_home_for
from tests.givens import CLEAR_HOME, FULL_HOME, NEAR_HOME, SECOND_HOME, case_id, given_register, home
from tests.house.beside import READ_BY, given_beside, given_her_stay
from tests.house.test_addresses import ALL, address, real_ids, signed_in
from tests.missing import not_run
from tests.personas import NAMES, Personas, given_personas, given_team_on
from utvag.documents.models import Document
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.clock import now
from utvag.foundation.geography import municipalities
from utvag.organisation.models import StaffAccount
from utvag.providers.imports import take_in_addresses
from utvag.providers.models import Home
from utvag.providers.rules import AddressRow, HomeAddress

__all__ = ["real_ids"]
pytestmark = pytest.mark.django_db

HOMES = (CLEAR_HOME, SECOND_HOME, NEAR_HOME, FULL_HOME)
MUNICIPALITY = "2513"
LAT, LON = 66.32759, 22.83194


def street(number: int) -> HomeAddress:
    return HomeAddress(
        f"Gatkanarie {number}",
        f"987 6{number}",
        f"Ortskanarie{number}",
        f"Kommunkanarie{number}",
        f"Områdeskanarie{number}",
        f"Grindkanarie {number}",
        f"Platskanarie {number}",
    )


def given_places() -> None:
    """Write where the homes are; again where another part's world has written its own."""
    rows = [AddressRow(number, code, street(number)) for number, code in enumerate(HOMES)]
    take_in_addresses(rows=rows, actor=OPERATOR, now=now())


@pytest.fixture
def personas() -> Personas:
    """The small world, with homes whose places stand nowhere else."""
    homes = [
        home(code, f"Byggnadskanarie{number}", LAT, LON, MUNICIPALITY, daily_rate=700 + 100 * number)
        for number, code in enumerate(HOMES)
    ]
    given_register(homes=homes)
    given_places()
    found = given_personas()
    given_team_on("TALL-07", found)
    return found


@pytest.fixture
def everybody(personas: Personas, real_ids: dict[str, UUID]) -> dict[str, Actor]:
    """Every role there is, beside what the world holds already."""
    del real_ids
    return {name: personas.named(name) for name in NAMES} | given_beside()


def sought() -> Iterator[str]:
    """Everything by which one would know where a home is."""
    for number in range(len(HOMES)):
        yield from street(number).as_entry().values()
        yield f"Byggnadskanarie{number}"
    yield from (municipalities().name(MUNICIPALITY), MUNICIPALITY, f"{LAT:.3f}", f"{LON:.3f}")


def told_by(answer: HttpResponseBase) -> str:
    """Give all that an answer says: its headers, its text, and the text of a paper."""
    content = b"".join(answer) if answer.streaming else getattr(answer, "content", b"")
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    if answer.headers.get("Content-Type", "").startswith("application/pdf"):
        return headers + text_of_paper(content)
    return headers + content.decode("utf-8", "replace")


def text_of_paper(content: bytes) -> str:
    if shutil.which("pdftotext") is None:
        not_run("pdftotext is not here", "apt-get install poppler-utils")
    run = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=False)
    # An uploaded copy of the tests is no real paper: then its bytes are what there is.
    return (run.stdout if run.returncode == 0 else content).decode("utf-8", "replace")


def hits(text: str) -> set[str]:
    # A number of four digits may stand inside an id.
    words = {word.strip('<>"().,:;') for word in text.split()}
    return {one for one in sought() if (one in words if one.isdecimal() else one in text)}


def test_no_page_shows_a_place_to_anybody(everybody: dict[str, Actor], real_ids: dict[str, UUID]) -> None:
    given_places()
    hers = {"provider": given_her_stay(everybody["provider"])}
    shown, found = set(), {}
    for who, actor in everybody.items():
        client = signed_in(actor.id)
        for name in sorted(ALL):
            answer = client.get(address(name, real_ids | hers.get(who, {})))
            if answer.status_code == 200:
                shown.add((who, name))
            there = hits(told_by(answer))
            if there:
                found[who, name] = there
    assert found == {}
    # Pages were really opened: the refusals alone would show nothing either.
    assert len(shown) > 200
    assert set(READ_BY.items()) <= shown


def test_no_page_of_a_home_that_is_chosen_shows_it(personas: Personas, real_ids: dict[str, UUID]) -> None:
    """As those who handle the case walk: the list of homes, each home's page, and what is wrong in a form."""
    given_places()
    client = signed_in(personas.coordinator.id)
    for home_id in Home.objects.values_list("pk", flat=True):
        path = reverse("placement:choose", args=[case_id(), home_id])
        for answer in (client.get(path), client.post(path, {"reason": ""})):
            assert hits(told_by(answer)) == set()


def test_no_paper_shows_a_place(personas: Personas, real_ids: dict[str, UUID]) -> None:
    given_places()
    client = signed_in(personas.coordinator.id)
    papers = list(Document.objects.values_list("pk", flat=True))
    assert len(papers) >= 5
    for paper in papers:
        for name in ("documents:document", "documents:pdf"):
            answer = client.get(reverse(name, args=[paper]))
            assert hits(told_by(answer)) == set(), name


def test_the_search_finds_what_is_there() -> None:
    assert hits(f"<dd>{street(0).street}</dd>") == {street(0).street}
    assert hits(f"<td>{MUNICIPALITY}</td> {municipalities().name(MUNICIPALITY)}") >= {
        municipalities().name(MUNICIPALITY)
    }
    assert hits("Inget här.") == set()


def test_an_error_shows_no_place(personas: Personas, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError(street(0).street)

    monkeypatch.setattr("utvag.location.views.reveal_page", fail)
    client = Client(raise_request_exception=False)
    client.force_login(StaffAccount.objects.get(pk=personas.coordinator.id))
    placement = given_home_for(personas, CLEAR_HOME)
    answer = client.get(reverse("location:reveal", args=[placement]))
    assert answer.status_code == 500
    assert hits(told_by(answer)) == set()
