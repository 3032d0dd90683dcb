"""The same case on five days: each gets the paragraph, the licence and the grounds of its own day."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from uuid import UUID

import pytest

from tests.call_off.givens import ASKED_FOR, MEMO, YES
from tests.decisions.givens import given_born, given_entered, given_for_committee, given_proposed
from tests.disclosure.givens import given_recurring
from tests.givens import CASE, CLEAR_HOME, case_id, given_loaded, home_id, small_register
from tests.pages import opened
from tests.personas import Personas, given_personas, given_team_on
from tests.placement.lawful import given_asked, given_called_off, shown_in
from utvag.call_off.models import DirectAward
from utvag.call_off.operations import UnableToCallOff, ask_provider, award_directly, register_answer
from utvag.call_off.queries.steps import sealed_place
from utvag.call_off.rules import Refusal
from utvag.cases.models import CaseStaff
from utvag.decisions.models import Decision
from utvag.decisions.operations import take_decision
from utvag.decisions.queries import committee_pdf
from utvag.decisions.rules import Outcome
from utvag.disclosure.operations import UnableToDisclose
from utvag.disclosure.rules import Refusal as NotTold
from utvag.documents.queries import open_pdf
from utvag.secrecy.envelope import open_

pytestmark = pytest.mark.django_db

OLD, NEW = "4 kap. 1 § socialtjänstlagen (2001:453)", "11 kap. 1 § socialtjänstlagen (2025:400)"
PARAGRAPHS = [
    (date(2023, 3, 15), OLD, "16 kap. 3 §"),
    (date(2024, 5, 15), OLD, "16 kap. 3 §"),
    (date(2025, 6, 30), OLD, "16 kap. 3 §"),
    (date(2025, 7, 1), NEW, "35 kap. 1 §"),
    (date(2026, 11, 23), NEW, "35 kap. 1 §"),
]


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


def given_case(**provider: object) -> Personas:
    owner = {"id": "U-1", "channel": "own", "owner": "own"} | provider
    homes = [] if not provider else [{**one, "form": "protected_housing"} for one in _homes()]
    given_loaded(small_register() | {"providers": [owner]} | ({"homes": homes} if homes else {}))
    personas = given_personas()
    given_team_on(CASE, personas)
    CaseStaff.objects.update(from_date=date(2022, 1, 1))
    return personas


def _homes() -> list[dict[str, object]]:
    homes = small_register()["homes"]
    assert isinstance(homes, list)
    return homes


@pytest.mark.parametrize(("day", "paragraph", "appeal"), PARAGRAPHS, ids=str)
def test_a_decision_cites_the_paragraph_of_its_day_also_on_paper(
    day: date, paragraph: str, appeal: str, tmp_path: Path
) -> None:
    personas = given_case()
    given_born("199604172388", day)
    made = given_proposed(personas.coordinator, now=at(day), from_date=day)
    take_decision(
        actor=personas.section_head, decision_id=made, outcome=Outcome.GRANTED, reasons="Jag delar skälen.", now=at(day)
    )
    row = Decision.objects.select_related("basis").get(pk=made)
    assert (str(row.basis), row.decision_date) == (paragraph, day)
    assert row.document_id is not None
    told = on_paper(personas, row.document_id, day, tmp_path)
    other = OLD if paragraph == NEW else NEW
    assert paragraph in told and appeal in told
    assert other not in told


def on_paper(personas: Personas, document_id: UUID, day: date, folder: Path) -> str:
    """Give the words of a frozen document, as another program reads them."""
    paper = folder / "paper.pdf"
    paper.write_bytes(open_pdf(actor=personas.coordinator, document_id=document_id, now=at(day)))
    told = subprocess.run(["pdftotext", str(paper), "-"], capture_output=True, check=True, text=True).stdout
    return " ".join(told.split()).replace("\N{SOFT HYPHEN} ", "")


DIRECT = "700 000 kr. Källa: Lagen (2016:1145) om offentlig upphandling 19 a kap. 2 §"
EU_2022 = "7 802 550 kr. Källa: Konkurrensverket: tröskelvärde för sociala tjänster (bilaga 2) 2022–2023"
EU_UNKNOWN = "Inte känt. Tröskelvärdet i kronor för perioden är inte verifierat."
LIMITS = [
    (date(2023, 3, 15), EU_2022),
    (date(2024, 5, 15), EU_UNKNOWN),
    (date(2025, 6, 30), EU_UNKNOWN),
    (date(2025, 7, 1), EU_UNKNOWN),
    (date(2026, 11, 23), EU_UNKNOWN),
]


@pytest.mark.parametrize(("day", "eu"), LIMITS, ids=str)
def test_a_direct_award_holds_the_limits_of_its_day_also_on_paper(
    day: date, eu: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    personas = given_case(channel="other", owner="municipal")
    _starts(day)
    given_called_off(personas, CLEAR_HOME, 3, ("PROVIDERS_YES",), at(day))
    enquiry = given_asked(personas.coordinator, CLEAR_HOME, shown_in(CLEAR_HOME, 3), at(day))
    told = replace(YES, answered_date=day)
    register_answer(actor=personas.coordinator, enquiry_id=enquiry, told=told, now=at(day))
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(day))
    page = plain(opened(personas.coordinator, f"/forfragningar/{enquiry}/direktupphandling/"))
    assert DIRECT in page and eu in page

    made = award_directly(actor=personas.coordinator, enquiry_id=enquiry, told=MEMO, now=at(day))
    row = DirectAward.objects.get(pk=made)
    kept = open_(sealed_place(row.case_id, "directaward", made), row.sealed).reveal()
    assert isinstance(kept, dict)
    limits = {kind: plain(limit) for kind, limit in kept["limits"].items()}
    assert limits["DIRECT_AWARD"] == DIRECT and limits["EU_SOCIAL_SERVICES"].startswith(eu)

    paper = on_paper(personas, row.document_id, day, tmp_path)
    assert DIRECT in paper and eu in paper
    assert (EU_2022 in paper) is (eu == EU_2022)


def plain(text: str) -> str:
    """Give a text with one space between its words."""
    return " ".join(unescape(text).split())


LICENCES = [
    (date(2023, 3, 15), None, True),
    (date(2024, 5, 15), None, False),
    (date(2024, 5, 15), {"status": "pending", "from": "2024-03-01"}, True),
    (date(2024, 5, 15), {"status": "granted", "from": "2024-04-01"}, True),
    (date(2025, 6, 30), None, False),
    (date(2026, 11, 23), None, False),
    (date(2026, 11, 23), {"status": "granted", "from": "2024-04-01"}, True),
]


@pytest.mark.parametrize(("day", "licence", "may"), LICENCES, ids=str)
def test_a_private_protected_home_needs_the_licence_of_its_day(
    day: date, licence: dict[str, object] | None, may: bool
) -> None:
    licences = [] if licence is None else [{"form": "protected_housing", **licence}]
    personas = given_case(channel="other", owner="private", licences=licences)
    _starts(day)
    given_called_off(personas, CLEAR_HOME, 3, ("PROVIDERS_YES",), at(day))
    asked = replace(ASKED_FOR, due_date=day + timedelta(days=2))
    shown = shown_in(CLEAR_HOME, 3)
    shown = replace(shown, homes=tuple(replace(one, form="protected_housing") for one in shown.homes))

    def ask() -> None:
        ask_provider(
            actor=personas.coordinator,
            case_id=case_id(),
            home_id=home_id(CLEAR_HOME),
            asked_for=asked,
            order_reason="",
            shown=shown,
            now=at(day),
        )

    if may:
        ask()
        return
    with pytest.raises(UnableToCallOff) as refused:
        ask()
    assert refused.value.refusal is Refusal.NO_LICENCE


def _starts(day: date) -> None:
    from utvag.cases.models import Case  # noqa: PLC0415

    Case.objects.filter(code_name=CASE).update(start_date=day + timedelta(days=7))


@pytest.mark.parametrize(
    ("day", "is_in_force"),
    [
        (date(2023, 3, 15), False),
        (date(2025, 6, 30), False),
        (date(2025, 11, 30), False),
        (date(2025, 12, 1), True),
        (date(2026, 11, 20), True),
    ],
    ids=str,
)
def test_the_police_are_told_without_consent_only_on_a_ground_in_force(day: date, is_in_force: bool) -> None:
    personas = given_case()
    told: dict[str, object] = {"disclosed_at": at(day), "recurs_until": None}
    if is_in_force:
        given_recurring(personas.coordinator, personas.section_head, **told)
        return
    with pytest.raises(UnableToDisclose) as refused:
        given_recurring(personas.coordinator, personas.section_head, **told)
    assert refused.value.refusal is NotTold.GROUND_NOT_IN_FORCE


@pytest.mark.parametrize("day", [day for day, _, _ in PARAGRAPHS], ids=str)
def test_the_committees_decision_is_of_the_day_of_its_meeting_also_on_paper(day: date, tmp_path: Path) -> None:
    """Proposed a week before the meeting, entered a week after: it cites what was in force at the meeting."""
    personas = given_case()
    given_born("20091001-2384", day)
    week = timedelta(days=7)
    made = given_for_committee(personas.coordinator, at(day - week))
    given_entered(personas.committee, made, at(day + week), meeting_date=day)
    row = Decision.objects.select_related("basis", "mandate").get(pk=made)
    assert (str(row.basis), row.decision_date) == (
        "11 § lagen (1990:52) med särskilda bestämmelser om vård av unga",
        day,
    )
    assert row.mandate is not None and row.mandate.from_date <= day < row.mandate.until_date
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(committee_pdf(actor=personas.committee, decision_id=made, now=at(day + week)))
    told = subprocess.run(["pdftotext", str(paper), "-"], capture_output=True, check=True, text=True).stdout
    assert "Utskottet, enligt" in told and "11 § lagen (1990:52)" in told
    assert OLD not in told and NEW not in told
