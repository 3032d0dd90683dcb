"""One case through everything, from "I want out" to a review, carried by the screens of each role.

The tests of this file come in the order of the work, in one demo: each stands on those before it.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo import running_demo
from tests.browser.journey import (
    CHILD_NUMBER,
    NUMBER,
    PARTS,
    TEXT,
    agree,
    answer,
    case_menu,
    follow,
    keys,
    moment,
    open_case,
    press,
    signed_in,
    today,
)
from utvag.config.demo_municipality.staff import CASE_WORKER, COORDINATOR, POLICE_LIAISON, SECTION_HEAD

CODE: Final = "Ljungmark"
MOST_CLICKS: Final = 5
MOST_LOST_SECONDS: Final = 10
OTHER_DECISION: Final = "Boende med stöd"
NEEDS: Final = "Vilka behov har personen och hushållet?"
STATUS: Final = "[data-draft-status]"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demo."""
    with running_demo(tmp_path_factory.mktemp("demo")) as address:
        yield address


def test_a_first_contact_is_taken_by_the_section_head(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, CASE_WORKER) as page:
        follow(page, "Ny kontakt")
        press(page, "Lägg till en person")
        told = {
            "source": "SELF",
            "name": "Didrik Demosson",
            "number": NUMBER,
            "protection": "NOT_KNOWN",
            "wish": TEXT,
            "threat": TEXT,
            "custody": "FREE",
            "meets_police_definition": "YES",
            "meets_national_definition": "YES",
            "relation_0": "CHILD",
            "member_0": "Dora Demosson",
        }
        answer(page, told, "Spara kontakten")
        receipt = page.locator("main").inner_text()
        expect(page.locator("h1")).to_contain_text("Kontakten är mottagen")
    number = re.search(r"[A-ZÅÄÖ]+-[0-9A-Z-]+", receipt)
    assert number, receipt
    with signed_in(browser, demo, SECTION_HEAD) as page:
        follow(page, "Kontakter")
        follow(page, number[0])
        follow(page, "Gör ett ärende")
        page.get_by_label("Vilket kodnamn ska ärendet ha?").fill(CODE)
        page.get_by_label(re.compile(COORDINATOR.display_name)).first.check()
        page.get_by_label(re.compile(CASE_WORKER.display_name)).first.check()
        press(page, "Gör ett ärende")
        expect(page.locator(".utvag-identity__code")).to_have_text(CODE)


def test_the_investigation_is_written(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, CASE_WORKER) as page:
        open_case(page, demo, CODE)
        case_menu(page, "Personerna")
        home: dict[str, object] = {"origin": "Malmö", "district": "Fosie"}
        for name, told in (("Didrik", home), ("Dora", home | {"number": CHILD_NUMBER})):
            page.get_by_role("link", name=re.compile(f"{name} Demosson, rätta")).click()
            answer(page, told, "Spara")
        case_menu(page, "Utredning")
        press(page, "Öppna utredningen")
        start = page.url.split("/utredning/")[0] + "/utredning/"
        for part in PARTS:
            page.goto(f"{start}{part}/")
            answer(page, {"text": TEXT, "is_done": True}, "Spara delen")
        page.goto(f"{start}barn/")
        answer(page, {"children": "COME_ALONG", "children_from": today(), "text": TEXT, "is_done": True}, "Spara delen")
        for condition in ("MOTIVATED", "CONSENTS", "FORM_SIGNED", "MEASURES_DECIDED"):
            follow(page, "Skriv ett svar")
            heard = {"precondition": condition, "answer": "MET", "told_date": today(), "told_by": "Polisens samordnare"}
            answer(page, heard, "Spara")


def test_the_person_consents(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, CASE_WORKER) as page:
        open_case(page, demo, CODE)
        case_menu(page, "Samtycke")
        follow(page, "Registrera ett samtycke")
        about = ("IDENTITY", "THREAT", "HOUSING_NEED", "CHILDREN", "PROGRESS")
        told = {"is_written": True, "how": "MEETING", "given_date": today(), "from_date": today()}
        told |= {"until_date": today() + timedelta(days=180), "party_POLICE": True, "party_PROVIDER": True}
        answer(page, told | {f"about_{one}": True for one in about}, "Registrera samtycket")
        expect(page.locator("main")).to_contain_text("Gäller")


def test_the_needs_are_stated_and_the_liaison_assesses_by_code(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, CASE_WORKER) as page:
        open_case(page, demo, CODE)
        case_menu(page, "Personerna")
        follow(page, "Vad boendet ska klara")
        page.get_by_label(re.compile("Flyttar med")).check()
        needs = {"start_date": today(), "nights": 90, "service_daily_occupation": "WANTED"}
        answer(page, needs, "Spara")
    with signed_in(browser, demo, POLICE_LIAISON) as page:
        assert "Demosson" not in page.content()
        for code in codes_of_case(page, demo):
            assess(page, demo, code)


def codes_of_case(page: Page, demo: str) -> list[str]:
    """Find the codes that the form offers for the case."""
    page.goto(f"{demo}/polissamverkan/bedomning/ny/")
    found = page.locator("#codes option").filter(has_text=CODE)
    return [str(found.nth(row).get_attribute("value")) for row in range(found.count())]


def assess(page: Page, demo: str, code: str) -> None:
    """Write the threat level and the areas of one person."""
    end = today() + timedelta(days=180)
    page.goto(f"{demo}/polissamverkan/hotbedomning/ny/")
    threat = {"person": code, "level": "LATENT", "method": "UNSTRUCTURED", "from_date": today(), "valid_until": end}
    answer(page, threat | {"unit": "En utredningsenhet", "reasons": TEXT}, "Spara hotbedömningen")
    page.goto(f"{demo}/polissamverkan/bedomning/ny/")
    areas = {"person": code, "from_date": today(), "until_date": end, "forbidden": "Malmö"}
    answer(page, areas, "Spara bedömningen")


def test_the_coordination_meeting_is_held_with_the_police(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, COORDINATOR) as page:
        open_case(page, demo, CODE)
        case_menu(page, "Möten")
        follow(page, "Planera ett möte")
        at = moment()
        told = {"kind": "COORDINATION", "day": today(), "time": "23.55", "place_kind": "PHYSICAL", "about": TEXT}
        answer(page, told | {"invite_POLICE": True, "invite_CASE_WORKER": True}, "Planera mötet")
        follow(page, "Avsluta mötet")
        page.get_by_label(re.compile("Var med: Polis")).check()
        told = {"day": at.date(), "time": f"{at:%H.%M}", "minutes": TEXT, "decided": TEXT}
        told |= {"task_0": "Ring utföraren", "who_0": "POLICE", "due_0": today() + timedelta(days=7)}
        answer(page, told, "Avsluta mötet")
        expect(page.locator("main")).to_contain_text("Mötesanteckningen som handling")
        case_menu(page, "Utredning")
        press(page, "Utredningen är klar")
        expect(page.locator("main")).to_contain_text("Klar")


def test_a_home_of_step_1_is_called_off_and_chosen(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, COORDINATOR) as page:
        open_case(page, demo, CODE)
        case_menu(page, "Avrop")
        press(page, "Öppna avropet")
        case_menu(page, "Översikt")
        own = page.locator(".utvag-home").filter(has_text="Egen verksamhet").first
        own.get_by_role("link").first.click()
        answer(page, {"reason": TEXT}, "Välj hemmet")
        expect(page.locator("main")).to_contain_text("Innan någon flyttar in")
        page.get_by_role("link", name="Starta placeringen").click()
        press(page, "Starta placeringen")
        expect(page.get_by_role("alert")).to_contain_text("Placeringen har inte startat")


def test_a_decision_is_proposed_and_the_section_head_takes_it_within_five_clicks(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, CASE_WORKER) as page:
        open_case(page, demo, CODE)
        case_menu(page, "Beslut")
        follow(page, "Föreslå ett beslut")
        page.get_by_role("link", name=re.compile("Skyddat boende")).first.click()
        told = {"from_date": today(), "until_date": today() + timedelta(days=120), "wording": TEXT, "reasons": TEXT}
        answer(page, told, "Lämna förslaget")
    with signed_in(browser, demo, SECTION_HEAD) as page:
        clicks = count_clicks(page)
        waiting = page.locator("main").get_by_role("listitem").filter(has_text=CODE).filter(has_text="beslut")
        waiting.get_by_role("link").first.click()
        page.get_by_label("Bifall: det som är föreslaget ska gälla").check()
        page.get_by_label("Varför?").click()
        page.get_by_label("Varför?").fill(TEXT)
        press(page, "Spara beslutet")
        expect(page.locator("main")).to_contain_text("Läs beslutet som handling")
        assert 0 < len(clicks) <= MOST_CLICKS, clicks


def count_clicks(page: Page) -> list[str]:
    """Count what is pressed from now on, on every page."""
    clicks: list[str] = []

    def count(pressed: str) -> None:
        # A function of ours: the driver cannot wrap a list's own.
        clicks.append(pressed)

    page.expose_function("countClick", count)
    page.add_init_script("addEventListener('click', (e) => e.isTrusted && countClick(e.target.outerHTML), true)")
    page.reload()
    return clicks


def test_the_plans_are_written_for_the_household_and_each_person(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, CASE_WORKER) as page:
        open_case(page, demo, CODE)
        case_menu(page, "Planer")
        follow(page, "Skriv vårdplanen")
        days: dict[str, object] = {"from_date": today(), "review_date": today() + timedelta(days=90)}
        care = {"needs": TEXT, "own_view": TEXT, "responsible": "Handläggaren"}
        first = page.locator("main textarea[name$=goal], main textarea").nth(1)
        first.fill(TEXT)
        page.locator("main select").first.select_option(index=1)
        answer(page, days | care, "Spara och frys vårdplanen")
        safety = ("threat", "alarm", "routines", "contact", "digital", "if_disclosed")
        while page.get_by_role("link", name=re.compile("Skriv säkerhetsplanen")).count():
            page.get_by_role("link", name=re.compile("Skriv säkerhetsplanen")).first.click()
            answer(
                page, days | dict.fromkeys(safety, TEXT) | {"code_word": "Blåklint"}, "Spara och frys säkerhetsplanen"
            )
        expect(page.get_by_text("Säkerhetsplan saknas")).to_have_count(0)


def test_the_agreement_is_signed_by_both_and_the_placement_starts(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, COORDINATOR) as page:
        placement = open_placement(page, demo)
        agree(page, placement)
        page.goto(placement)
        page.get_by_role("link", name="Starta placeringen").click()
        press(page, "Starta placeringen")
        expect(page.locator("main")).to_contain_text("Om adressen blir känd")


def open_placement(page: Page, demo: str) -> str:
    """Open the case's placement; give its address."""
    open_case(page, demo, CODE)
    page.get_by_role("link", name=re.compile("Öppna placeringen")).first.click()
    expect(page.locator("h1")).to_contain_text("Placeringen i")
    return page.url


def test_the_weekly_contact_and_a_review_are_recorded(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, COORDINATOR) as page:
        placement = open_placement(page, demo)
        follow(page, "uppföljningen")
        follow(page, "Registrera kontakt med personen")
        answer(page, {"was_reached": "YES"}, "Registrera")
        expect(page.locator("main")).to_contain_text("Kontakt")
        page.goto(placement)
        follow(page, "Gå igenom placeringen")
        page.locator("main select[name=social_worker]").select_option(index=1)
        told = {"held_date": today(), "abstains_from_crime": "YES", "keeps_security": "YES", "need": TEXT}
        answer(page, told | {"quality": TEXT, "proposal": "PROLONG"}, "Spara genomlysningen")
        expect(page.locator("main")).to_contain_text("Genomlysning")


def test_the_critical_forms_work_without_javascript(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, CASE_WORKER, java_script_enabled=False) as page:
        open_case(page, demo, CODE)
        case_menu(page, "Journal")
        follow(page, "Skriv en anteckning")
        answer(page, {"kind": "NOTE", "heading": "Utan skript", "text": TEXT}, "Signera")
        expect(page.locator("main")).to_contain_text("Utan skript")
        case_menu(page, "Uppföljning")
        follow(page, "Registrera kontakt med utföraren")
        answer(page, {"was_reached": "YES"}, "Registrera")
        case_menu(page, "Beslut")
        follow(page, "Föreslå ett beslut")
        page.get_by_role("link", name=re.compile(OTHER_DECISION)).click()
        answer(page, {"from_date": today(), "wording": TEXT, "reasons": TEXT}, "Lämna förslaget")
        expect(page.locator("main")).to_contain_text(OTHER_DECISION)


def test_the_daily_work_is_done_by_keyboard_alone(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, SECTION_HEAD) as page:
        open_case(page, demo, CODE)
        keys(page, "Beslut", "Enter")
        keys(page, OTHER_DECISION, "Enter")
        keys(page, "Ta ställning till förslaget", "Enter")
        keys(page, "#id_answer_0", "Space")
        keys(page, "#id_reasons", TEXT)
        keys(page, "Spara beslutet", "Enter")
        expect(page.locator("main")).to_contain_text("Läs beslutet som handling")
    with signed_in(browser, demo, CASE_WORKER) as page:
        open_case(page, demo, CODE)
        keys(page, "Journal", "Enter")
        keys(page, "Skriv en anteckning", "Enter")
        keys(page, "#id_kind_0", "Space")
        keys(page, "#id_heading", "Med tangenter")
        keys(page, "#id_text", TEXT)
        keys(page, "Signera", "Enter")
        expect(page.locator("main")).to_contain_text("Med tangenter")
        keys(page, "Uppföljning", "Enter")
        keys(page, "Registrera kontakt med personen", "Enter")
        keys(page, "#id_was_reached_0", "Space")
        keys(page, "Registrera", "Enter")
        expect(page.locator(".govuk-error-summary")).to_have_count(0)
        expect(page.locator("h1")).to_have_text(re.compile("Uppföljning"))


def test_a_note_survives_a_killed_tab_and_two_tabs_never_overwrite_a_plan(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, CASE_WORKER) as page:
        open_case(page, demo, CODE)
        case = page.url
        page.goto(f"{case}journal/skriv/")
        page.get_by_role("textbox", name="Anteckning").press_sequentially("Hon ringde och lät lugn", delay=20)
        expect(page.locator(STATUS)).to_have_text(re.compile("^Sparat"), timeout=MOST_LOST_SECONDS * 1000)
        page.close(run_before_unload=False)
    with signed_in(browser, demo, CASE_WORKER) as first:
        first.goto(f"{case}journal/skriv/")
        expect(first.get_by_role("textbox", name="Anteckning")).to_have_value("Hon ringde och lät lugn")
        second = first.context.new_page()
        for page in (first, second):
            page.goto(f"{case}planer/vardplan/")
        for page, text in ((first, "Den ena fliken"), (second, "Den andra fliken")):
            page.get_by_label(NEEDS).fill(text)
            page.get_by_label(NEEDS).blur()
            if page is first:
                expect(page.locator(STATUS)).to_have_text(re.compile("^Sparat"))
        expect(second.locator("[data-draft-alert]")).to_contain_text("Sparat i en annan flik")
        second.get_by_role("button", name="Spara utkast").click()
        expect(second.locator("main")).to_contain_text("Den ena fliken")
        expect(second.get_by_label(NEEDS)).to_have_value("Den andra fliken")
