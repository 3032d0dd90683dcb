"""Every form with free text keeps a draft, with and without JavaScript, and lets go of it when it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.givens import (
    CASE,
    CLEAR_HOME,
    ENEMY,
    NEAR_HOME,
    PERSON,
    case_id,
    given_chosen,
    given_draft,
    given_register,
    home_id,
)
from tests.pages import moment, opened, signed_in, status_of, text_of
from tests.personas import NAMES, Personas, given_personas, given_team_on
from utvag.drafts.models import Draft
from utvag.foundation.actors import Actor

__all__ = ["moment"]

HALF = "För kort och fel"
REASON = "Hemmet ger det stöd som behövs, och det finns plats."


@dataclass(frozen=True)
class Sheet:
    """A form: where it is, who writes in it, what she writes, and what she has half written."""

    url: Callable[[], str]
    writer: str
    half: dict[str, str]
    whole: dict[str, str]


def proposal() -> UUID:
    from utvag.placement.models import Placement  # noqa: PLC0415 (kept beside its only use)

    return Placement.objects.values_list("pk", flat=True).get(origin="CHOSEN")


FORMS = {
    "choose": Sheet(
        lambda: reverse("placement:choose", args=[case_id(), home_id(CLEAR_HOME)]),
        "case_worker",
        {"reason": HALF},
        {"reason": REASON},
    ),
    "decide": Sheet(
        lambda: reverse("placement:decide", args=[proposal()]),
        "section_head",
        {"decision": "DECLINE", "reason": HALF},
        {"decision": "DECLINE", "reason": REASON},
    ),
    "withdraw": Sheet(
        lambda: reverse("placement:withdraw", args=[proposal()]), "coordinator", {"reason": HALF}, {"reason": REASON}
    ),
    "keep apart": Sheet(
        lambda: reverse("threats:add-keep-apart"),
        "liaison",
        {"first": HALF, "second": "", "level": "latent", "from_date": "2026-1", "until_date": ""},
        {"first": PERSON, "second": ENEMY, "level": "latent", "from_date": "2026-11-22", "until_date": ""},
    ),
    "assessment": Sheet(
        lambda: reverse("threats:record-assessment"),
        "liaison",
        {"person": "", "from_date": "2026-11-22", "until_date": "snart", "forbidden": HALF},
        {"person": PERSON, "from_date": "2026-11-22", "until_date": "2027-05-22", "forbidden": "Malmö"},
    ),
}


@pytest.fixture
def personas(db: None, moment: None) -> Personas:
    given_register(assessed=False)
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture(params=FORMS)
def sheet(request: pytest.FixtureRequest, personas: Personas) -> Sheet:
    if request.param in {"decide", "withdraw"}:
        given_chosen(personas.coordinator)
    return FORMS[request.param]


def posted(actor: Actor, url: str, fields: dict[str, str]) -> HttpResponse:
    response = signed_in(actor).post(url, fields)
    assert isinstance(response, HttpResponse)
    return response


def by_hand(fields: dict[str, str], revision: int = 0) -> dict[str, str]:
    return fields | {"utkast": "spara", "utkast_revision": str(revision)}


def by_itself(fields: dict[str, str], revision: int = 0) -> dict[str, str]:
    return fields | {"utkast": "auto", "utkast_revision": str(revision)}


def test_a_half_written_form_is_saved_and_filled_again_after_a_new_login(personas: Personas, sheet: Sheet) -> None:
    writer, url = personas.named(sheet.writer), sheet.url()
    assert 'value="spara">Spara utkast</button>' in opened(writer, url)
    assert posted(writer, url, by_hand(sheet.half))["Location"] == url
    page = opened(writer, url)
    assert HALF in page
    assert "Sparat 10.00" in page
    assert "Kasta utkastet" in page
    assert "Det här behöver rättas" not in page


def test_it_saves_by_itself_and_says_when(personas: Personas, sheet: Sheet) -> None:
    answer = posted(personas.named(sheet.writer), sheet.url(), by_itself(sheet.half))
    assert answer.status_code == 200
    assert text_of(answer) == f'{{"revision": {Draft.objects.get().revision}, "message": "Sparat 10.00"}}'


def test_a_sent_form_leaves_no_draft(personas: Personas, sheet: Sheet) -> None:
    writer, url = personas.named(sheet.writer), sheet.url()
    posted(writer, url, by_itself(sheet.half))
    revision = {"utkast_revision": str(Draft.objects.get().revision)}
    assert posted(writer, url, sheet.half | revision).status_code == 200
    assert Draft.objects.exists()
    assert posted(writer, url, sheet.whole | revision).status_code == 302
    assert not Draft.objects.exists()


def test_two_tabs_are_told_of_each_other_and_both_texts_are_shown(personas: Personas, sheet: Sheet) -> None:
    writer, url = personas.named(sheet.writer), sheet.url()
    posted(writer, url, by_itself(sheet.half))
    mine = {name: "Min egen text" if text == HALF else text for name, text in sheet.half.items()}
    answer = posted(writer, url, by_itself(mine))
    assert answer.status_code == 409
    assert "Sparat i en annan flik 10.00" in text_of(answer).encode().decode("unicode_escape")
    page = text_of(posted(writer, url, by_hand(mine)))
    assert "Sparat i en annan flik 10.00" in page
    assert HALF in page
    assert "Min egen text" in page
    chosen = posted(writer, url, by_hand(mine, Draft.objects.get().revision))
    assert chosen.status_code == 302
    assert "Min egen text" in opened(writer, url)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_else_is_given_the_text(personas: Personas, sheet: Sheet, name: str) -> None:
    posted(personas.named(sheet.writer), sheet.url(), by_hand(sheet.half))
    if name != sheet.writer:
        assert HALF not in text_of(signed_in(personas.named(name)).get(sheet.url()))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", [by_hand, by_itself])
def test_who_may_not_open_the_form_saves_nothing(
    personas: Personas, sheet: Sheet, name: str, kind: Callable[[dict[str, str]], dict[str, str]]
) -> None:
    actor = personas.named(name)
    if status_of(actor, sheet.url()) == 404:
        assert posted(actor, sheet.url(), kind(sheet.half)).status_code == 404
        assert not Draft.objects.exists()


def test_a_draft_of_a_gone_one_is_kept_when_asked_for(personas: Personas, sheet: Sheet) -> None:
    writer, url = personas.named(sheet.writer), sheet.url()
    assert posted(writer, url, by_itself(sheet.half, 17)).status_code == 409
    assert not Draft.objects.exists()
    assert posted(writer, url, by_hand(sheet.half, 17)).status_code == 302
    assert HALF in opened(writer, url)


@pytest.mark.parametrize("revision", ["", "-1", "x", "9" * 30, "١"])
def test_a_forged_revision_is_none(personas: Personas, revision: str) -> None:
    url = FORMS["choose"].url()
    fields = {"reason": HALF, "utkast": "auto", "utkast_revision": revision}
    assert posted(personas.coordinator, url, fields).status_code == 200


def test_what_was_typed_about_a_home_that_is_lost_can_still_be_read(personas: Personas) -> None:
    given_draft(personas.coordinator, NEAR_HOME, HALF)
    page = opened(personas.coordinator, reverse("placement:choose", args=[case_id(), home_id(NEAR_HOME)]))
    assert "Hemmet går inte längre att välja" in page
    assert HALF in page


def test_what_was_typed_about_a_decided_proposal_can_still_be_read(personas: Personas) -> None:
    given_chosen(personas.coordinator)
    sheet = FORMS["decide"]
    posted(personas.section_head, sheet.url(), by_hand(sheet.half))
    posted(personas.section_head, sheet.url(), sheet.whole)
    page = opened(personas.section_head, sheet.url())
    assert "Förslaget är redan avgjort" in page
    assert HALF in page


def test_discarding_leads_to_the_list_and_says_so(personas: Personas) -> None:
    url = reverse("drafts:discard", args=[given_draft(personas.coordinator)])
    response = posted(personas.coordinator, url, {})
    assert "Utkastet är kastat" in opened(personas.coordinator, response["Location"])
    assert not Draft.objects.exists()
    assert posted(personas.coordinator, url, {}).status_code == 404


def test_to_look_at_the_address_of_discarding_discards_nothing(personas: Personas) -> None:
    assert status_of(personas.coordinator, reverse("drafts:discard", args=[given_draft(personas.coordinator)])) == 404
    assert Draft.objects.exists()
