"""Parts that follow what happens: they speak once, leave the focus alone, and say so when they no longer follow."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.style_guide.pages import live_page
from tests.browser.style_guide.server import serve
from tests.browser.visit import Visit, visit

HERE = "/lever/"
PART = "/lever/del/"
FIRST = "<p>Allt lugnt <a href='/'>Visa</a></p><p hidden data-announce='Allt lugnt'></p>"
NEWS = "<p>P-Sanddyn krockar <a href='/'>Visa</a></p><p hidden data-announce='En placering krockar'></p>"


@pytest.fixture
def pages() -> dict[str, str]:
    return {HERE: live_page(PART, FIRST), PART: FIRST, "/logga-in/": "<!doctype html><title>Logga in</title>"}


@pytest.fixture
def visited(browser: Browser, pages: dict[str, str]) -> Iterator[Visit]:
    with serve(pages) as base, visit(browser, base) as opened:
        opened.open(HERE)
        yield opened


@pytest.fixture
def page(visited: Visit) -> Page:
    return visited.page


def test_a_change_appears_and_is_read_aloud_once(page: Page, pages: dict[str, str]) -> None:
    expect(page.locator("#utvag-announcer")).to_have_text("")
    pages[PART] = NEWS
    expect(page.locator("#del")).to_contain_text("P-Sanddyn krockar")
    expect(page.locator("#utvag-announcer")).to_have_text("En placering krockar")


def test_the_focus_inside_a_part_stays_and_the_news_wait_above_it(page: Page, pages: dict[str, str]) -> None:
    link = page.locator("#del a")
    link.focus()
    pages[PART] = NEWS
    expect(page.locator("#del-nytt")).to_have_text("Något har ändrats. Visa det nya")
    expect(link).to_be_focused()
    expect(page.locator("#del")).to_contain_text("Allt lugnt")
    page.locator("h1").evaluate("e => { e.tabIndex = -1; e.focus(); }")
    expect(page.locator("#del")).to_contain_text("P-Sanddyn krockar")
    expect(page.locator("#del-nytt")).to_be_hidden()


def test_the_end_of_the_session_is_said_and_no_sign_in_page_is_drawn_inside(page: Page, pages: dict[str, str]) -> None:
    pages[PART] = "/logga-in/"
    expect(page.locator("#del-nytt")).to_contain_text("Du är utloggad")
    expect(page.locator("#del")).to_contain_text("Allt lugnt")


def test_a_part_that_gets_no_answer_says_that_it_no_longer_follows(visited: Visit, pages: dict[str, str]) -> None:
    page = visited.page
    del pages[PART]
    expect(page.locator("#del-nytt")).to_contain_text("uppdateras inte")
    visited.faults[:] = [fault for fault in visited.faults if "404 from /lever/del/" not in fault]  # as meant
