"""What follows on a home: a longer stay, another home, the end; and the night when the address is known.

The tests of this file come in the order of the work, in one demo, whose clock is the real one. So they go on with two
of its people who have lived somewhere for a time: nobody moves twice in a day. By day it is the section head who places
at once; out of office hours the on-call service.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo import running_demo
from tests.browser.journey import (
    TEXT,
    agree,
    answer,
    assess,
    case_menu,
    codes_of_case,
    follow,
    keys,
    moment,
    open_case,
    press,
    signed_in,
    today,
)
from utvag.config.demo_municipality.staff import (
    CASE_WORKER,
    COORDINATOR,
    ON_CALL,
    POLICE_LIAISON,
    SECTION_HEAD,
    Login,
)
from utvag.foundation.clock import now
from utvag.law.delegation import is_office_hours

#: One who has lived in a home for two months, on all its papers; and one of the register's.
LAWFUL, AT_NIGHT = "Granlid", "P-Ekhult"
LONGER: Final = 320


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demo."""
    with running_demo(tmp_path_factory.mktemp("demo")) as address:
        yield address


def open_placement(page: Page, demo: str, code: str) -> str:
    """Open a case's placement; give its address."""
    open_case(page, demo, code)
    page.get_by_role("link", name=re.compile("Öppna placeringen")).first.click()
    expect(page.locator("h1")).to_contain_text("Placeringen i")
    return page.url.split("?")[0]


def is_said(page: Page, text: str) -> None:
    """Expect the page to say something."""
    expect(page.locator("main")).to_contain_text(text)


def test_a_stay_is_gone_through_decided_and_prolonged(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, COORDINATOR) as page:
        placement = open_placement(page, demo, LAWFUL)
        follow(page, "Förläng placeringen")
        is_said(page, "Placeringen är inte genomgången")
        follow(page, "Gå igenom placeringen")
        page.locator("main select[name=social_worker]").select_option(index=1)
        told: dict[str, Any] = {"held_date": today(), "abstains_from_crime": "YES", "keeps_security": "YES"}
        answer(page, told | {"need": TEXT, "quality": TEXT, "proposal": "PROLONG"}, "Spara genomlysningen")
    with signed_in(browser, demo, CASE_WORKER) as page:
        open_case(page, demo, LAWFUL)
        case_menu(page, "Beslut")
        follow(page, "Föreslå ett beslut")
        page.get_by_role("link", name=re.compile("Förläng")).first.click()
        page.get_by_label(re.compile("^Boende med stöd")).first.check()
        days = {"from_date": today(), "until_date": today() + timedelta(days=LONGER)}
        answer(page, days | {"wording": TEXT, "reasons": TEXT}, "Lämna förslaget")
    with signed_in(browser, demo, SECTION_HEAD) as page:
        waiting = page.locator("main").get_by_role("listitem").filter(has_text=LAWFUL).filter(has_text="beslut")
        waiting.get_by_role("link").first.click()
        answer(page, {"answer": "GRANTED", "reasons": TEXT}, "Spara beslutet")
    with signed_in(browser, demo, COORDINATOR) as page:
        page.goto(placement)
        follow(page, "Förläng placeringen")
        page.locator("main [name=until_date]").fill(str(today() + timedelta(days=LONGER)))
        page.get_by_role("button", name="Förläng placeringen").click()
        is_said(page, "Hemmet är inte kontrollerat för alla de nya dagarna.")
        case_menu(page, "Personerna")
        page.get_by_role("link", name=re.compile("Ines Illustrasson, rätta")).click()
        answer(page, {"origin": "Malmö", "district": "Fosie"}, "Spara")
    with signed_in(browser, demo, POLICE_LIAISON) as page:
        for code in codes_of_case(page, demo, LAWFUL):
            assess(page, demo, code, LONGER + 1)
    with signed_in(browser, demo, COORDINATOR) as page:
        page.goto(placement)
        follow(page, "Förläng placeringen")
        answer(page, {"until_date": today() + timedelta(days=LONGER)}, "Förläng placeringen")
        is_said(page, "Placeringen är förlängd")


def test_a_household_moves_with_no_day_without_a_home(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, COORDINATOR) as page:
        open_case(page, demo, LAWFUL)
        case_menu(page, "Avrop")
        press(page, "Öppna ett nytt avrop")
        left = open_placement(page, demo, LAWFUL)
        follow(page, "Flytta till ett annat hem")
        page.get_by_label(re.compile("steg 1")).first.check()
        told = {"from_date": today(), "until_date": today() + timedelta(days=90), "reason": TEXT}
        answer(page, told | {"initiator": "SOCIAL_SERVICES"}, "Planera flytten")
        is_said(page, "Flytten är planerad")
        moved = page.url.split("?")[0]
        agree(page, moved)
        page.goto(moved)
        page.get_by_role("link", name="Starta placeringen").click()
        press(page, "Starta placeringen")
        is_said(page, "Om adressen blir känd")
        page.goto(left)
        is_said(page, "Avslutad")


def test_it_ends_by_keyboard_and_a_mistake_without_javascript_loses_no_text(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, COORDINATOR, java_script_enabled=False) as page:
        placement = open_placement(page, demo, LAWFUL)
        follow(page, "Avsluta placeringen")
        page.locator("main [name=notes]").fill(TEXT)
        page.get_by_role("button", name="Avsluta placeringen").click()
        is_said(page, "Välj en orsak.")
        expect(page.locator("main [name=notes]")).to_have_value(TEXT)
    with signed_in(browser, demo, COORDINATOR) as page:
        page.goto(placement)
        keys(page, "Avsluta placeringen", "Enter")
        keys(page, "#id_end_date", today().isoformat())
        for choice in ("#id_reason_0", "#id_initiator_0", "#id_is_against_will_0"):
            keys(page, choice, "Space")
        for goal in ("left_network", "housing", "occupation", "economy", "health"):
            keys(page, f"#id_{goal}", "Nått")
        keys(page, "#id_notes", TEXT)
        keys(page, "Avsluta placeringen", "Enter")
        expect(page.locator(".govuk-error-summary")).to_have_count(0)
        is_said(page, "Placeringen är avslutad")
        case_menu(page, "Handlingar")
        is_said(page, "Slutrapport")


def whose_hour() -> Login:
    """Give the one who places at once at this hour."""
    return SECTION_HEAD if is_office_hours(now()) else ON_CALL


def test_one_on_call_opens_a_case_by_its_code_name_when_the_offices_are_closed(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, ON_CALL) as page:
        follow(page, "Öppna ett ärende")
        for name, text in (("code_name", AT_NIGHT), ("reason", TEXT)):
            page.locator(f"main [name={name}]").fill(text)
        page.get_by_role("button", name="Öppna ärendet").click()
        if whose_hour() is ON_CALL:
            expect(page.locator(".utvag-identity__code")).to_have_text(AT_NIGHT)
        else:
            is_said(page, "Kontoret är öppet nu")
            expect(page.locator("main [name=reason]")).to_have_value(TEXT)


def test_a_disclosed_address_is_registered_without_javascript(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, whose_hour(), java_script_enabled=False) as page:
        open_placement(page, demo, AT_NIGHT)
        follow(page, "Adressen är röjd")
        at = moment()
        told = {"learned_date": at.date(), "learned_time": f"{at:%H.%M}", "told_by": "Boendets samordnare"}
        page.locator("main [name=account]").fill(TEXT)
        page.get_by_role("button", name="Registrera att adressen är röjd").click()
        expect(page.locator("main [name=account]")).to_have_value(TEXT)
        answer(page, told | {"how": "SEEN", "account": TEXT}, "Registrera att adressen är röjd")
        is_said(page, "Kvar att göra")


def test_the_household_is_placed_at_once_in_a_home_that_is_clear(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, whose_hour()) as page:
        disclosed = open_event(page)
        follow(page, "Till reservhemmen")
        answer(page, {"reason": TEXT}, "Öppna reservhemmen")
        is_said(page, "Hemmen hålls för er i två timmar")
        page.goto(disclosed)
        follow(page, "Flytta akut")
        page.locator("main [name=home]").first.check()
        answer(page, {"reason": TEXT}, "Besluta och placera")
        expect(page.locator("h1")).to_contain_text("Det som fattas efter den akuta placeringen")


def open_event(page: Page) -> str:
    """Open the event from the row of one's own day; give its address."""
    row = page.locator("main").get_by_role("listitem").filter(has_text=AT_NIGHT).filter(has_text="Adress röjd")
    row.get_by_role("link").first.click()
    expect(page.locator("h1")).to_contain_text("Adress röjd")
    return page.url


def test_the_police_confirm_and_enter_who_knows_the_home(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, POLICE_LIAISON) as page:
        open_event(page)
        press(page, "Bekräfta att polisen vet")
        is_said(page, "De som arbetar med ärendet ser att polisen vet.")
        answer(page, {"person": "R-10"}, "Skriv in i hotregistret")
        is_said(page, "Varje kontroll ser nu att hemmet är känt.")


def test_the_rest_is_done_by_keyboard_and_the_report_is_frozen(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, CASE_WORKER) as page:
        disclosed = open_event(page)
        keys(page, "Skriv och markera klart", "Enter")
        keys(page, "#id_told", "Boendets samordnare")
        keys(page, "#id_note", TEXT)
        keys(page, "Spara och markera klart", "Enter")
        expect(page).to_have_url(disclosed)
        does_the_rest(page)
        press(page, "Avsluta händelsen")
        is_said(page, "Händelsen är avslutad")
        report = page.get_by_role("link", name="Läs rapporten (PDF)").get_attribute("href")
        read = page.request.get(f"{demo}{report}")
        assert read.ok
        assert read.body().startswith(b"%PDF")


def does_the_rest(page: Page) -> None:
    """Do every step that is left, with words where it needs them."""
    with_words = page.get_by_role("link", name=re.compile("Skriv och markera klart|Skriv vad som gäller i stället"))
    while with_words.count():
        with page.expect_navigation():
            with_words.first.click()
        answer(page, {"told": "Boendets samordnare", "note": TEXT}, "Spara och markera klart")
    while page.get_by_role("button", name=re.compile("^Klart")).count():
        press(page, "Klart")
