"""What is seen for a moment only: an address, and a case in an emergency. Examined as the walks examine their pages."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.demo import running_demo, sign_in
from tests.browser.visit import NARROW, WIDE, visit
from utvag.config.demo_municipality.cases import MAIN_CASE
from utvag.config.demo_municipality.staff import CASE_WORKER, COORDINATOR, OTHER_COORDINATOR, SECTION_HEAD

#: By it the red of the line is told from the blue of everything else.
RED: Final = re.compile(r"^rgb\((1[4-9]\d|2\d\d), \d{1,2}, \d{1,2}\)$")
WITNESSED_WITHIN_SECONDS: Final = 30


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demo."""
    with running_demo(tmp_path_factory.mktemp("demo")) as address:
        yield address


def open_a_stay(page: Page, demo: str) -> str:
    """Open a placement whose address one may ask for; give the case's code name."""
    page.goto(f"{demo}/arenden/")
    cases = page.locator("main a[href^='/arenden/']")
    for number in range(cases.count()):
        code = cases.nth(number).inner_text()
        cases.nth(number).click()
        stays = page.locator("main a[href^='/placeringar/']")
        if stays.count():
            stays.first.click()
            if page.get_by_role("link", name="Visa adressen").count():
                return code
        page.goto(f"{demo}/arenden/")
    raise AssertionError("no case has an address to show")


def wait_for_the_witnesses(page: Page) -> None:
    """Load a review again until the log of its hour is signed, as it says itself to do."""
    began = time.monotonic()
    while not page.get_by_text("Bevittnad för hela tiden").count():
        assert time.monotonic() - began < WITNESSED_WITHIN_SECONDS
        page.reload()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_an_address_is_shown_once_and_the_others_are_told(browser: Browser, demo: str, width: int) -> None:
    with visit(browser, demo, width=width) as visited:
        page = visited.page
        sign_in(page, demo, COORDINATOR.username)
        open_a_stay(page, demo)
        stay = page.url
        page.get_by_role("link", name="Visa adressen").click()
        expect(page.locator("h1")).to_contain_text("Visa adressen till")
        visited.examine()
        page.get_by_role("link", name="Bekräfta att det är du").click()
        page.get_by_role("button", name="Bekräfta med ett klick").click()
        expect(page.get_by_role("button", name="Visa adressen")).to_be_visible()
        visited.examine()
        page.get_by_role("button", name="Visa adressen").click()
        expect(page).to_have_title(re.compile(r"^Fel: "))
        visited.examine_as_drawn()
        page.get_by_label("Resa eller skjuts").check()
        page.get_by_role("button", name="Visa adressen").click()
        expect(page.locator("h1")).to_contain_text("Adressen till")
        street = page.locator("[data-fleeting] .govuk-heading-xl").inner_text()
        assert re.search(r"\d", street)
        expect(page.locator(".utvag-identity")).to_have_count(0)
        visited.examine_as_drawn()
        page.get_by_role("link", name="Dölj adressen nu").click()
        expect(page).to_have_url(stay)
        first_line = street.splitlines()[0]
        assert first_line not in page.content()
        # The way back in the browser leads to no copy of the page.
        with pytest.raises(Error, match="ERR_CACHE_MISS"):
            page.go_back()
        page.wait_for_url("chrome-error://chromewebdata/")
        visited.open(stay.removeprefix(demo))
        page.get_by_role("link", name="Vilka som har sett den").click()
        expect(page.get_by_role("table")).to_contain_text("Resa eller skjuts")
        assert first_line not in page.content()
        visited.examine()
        log_of_case = page.url.removeprefix(demo)
    with visit(browser, demo, width=width) as hers:
        sign_in(hers.page, demo, CASE_WORKER.username)
        told = hers.page.locator(f"a[href^='{log_of_case}']").first
        expect(told).to_be_visible()
        told.click()
        hers.examine()
        hers.page.get_by_role("button", name=re.compile("^Jag har läst")).first.click()
        expect(hers.page.locator("main")).to_contain_text("Kvitterat")
        hers.examine()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_an_emergency_is_red_on_every_page_until_it_is_over_and_then_reviewed(
    browser: Browser, demo: str, width: int
) -> None:
    with visit(browser, demo, width=width) as visited:
        page = visited.page
        sign_in(page, demo, OTHER_COORDINATOR.username)
        visited.open("/nodoppning/")
        visited.examine()
        page.get_by_role("link", name="Bekräfta redan nu").click()
        page.get_by_role("button", name="Bekräfta med ett klick").click()
        expect(page.locator("h1")).to_have_text("Nödöppna ett ärende")
        page.get_by_role("button", name="Nödöppna ärendet").click()
        expect(page).to_have_title(re.compile(r"^Fel: "))
        visited.examine_as_drawn()
        page.get_by_label("Vilket kodnamn har ärendet?").fill(MAIN_CASE)
        page.get_by_label("Fara för någons liv eller hälsa").check()
        page.get_by_label("Vad har hänt?").fill("Hon svarar inte i telefon, och grannen hör skrik.")
        page.get_by_role("button", name="Nödöppna ärendet").click()
        line = page.get_by_role("complementary", name="Nödöppning")
        expect(line).to_contain_text(f"Ärende {MAIN_CASE} är öppet för dig till kl.")
        assert RED.match(line.evaluate("element => getComputedStyle(element).backgroundColor"))
        visited.examine()
        for path in ("/", "/arenden/", "/konto/"):
            visited.open(path)
            expect(line).to_be_visible()
            visited.examine()
        line.get_by_role("button", name="Avsluta nu").click()
        expect(line).to_have_count(0)
        visited.open("/arenden/")
        expect(page.locator("main")).not_to_contain_text(MAIN_CASE)
    with visit(browser, demo, width=width) as hers:
        sign_in(hers.page, demo, SECTION_HEAD.username)
        hers.page.locator("a[href^='/nodoppning/']").filter(has_not_text="Nödöppna").first.click()
        expect(hers.page.locator("h1")).to_contain_text("Granska nödöppning")
        hers.examine()
        wait_for_the_witnesses(hers.page)
        hers.page.get_by_label("I sin ordning", exact=True).check()
        hers.page.get_by_label("Vad bygger du det på?").fill("Jag har talat med henne och läst loggen.")
        hers.page.get_by_role("button", name="Spara granskningen").click()
        expect(hers.page.locator("main")).to_contain_text("Granskat")
        hers.examine_as_drawn()
