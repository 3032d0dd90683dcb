"""Nothing typed is lost: the tab dies, the network fails, two tabs write, or there is no JavaScript."""

import re
import time
from collections.abc import Callable, Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.demo import running_demo, sign_in
from tests.browser.visit import NARROW, WIDE, visit
from utvag.config.demo_municipality.cases import MAIN_CASE
from utvag.config.demo_municipality.staff import CASE_WORKER, COORDINATOR, POLICE_LIAISON

MOST_LOST_SECONDS: Final = 10
SAVED: Final = re.compile(r"^Sparat \d\d\.\d\d$")
STATUS, ALARM = "[data-draft-status]", "[data-draft-alert]"
FIELD: Final = "Varför väljer du"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demo."""
    with running_demo(tmp_path_factory.mktemp("demo")) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own for each test."""
    opened = browser.new_context(locale="sv-SE", timezone_id="Europe/Stockholm")
    yield opened
    opened.close()


def open_form(page: Page, demo: str, *, home: int = 0) -> str:
    """Open the form of one of the main case's homes; give its address."""
    page.goto(f"{demo}/arenden/")
    page.get_by_role("link", name=MAIN_CASE, exact=True).click()
    page.locator(".utvag-home a").nth(home).click()
    expect(page.get_by_label(FIELD)).to_be_visible()
    return page.url


def test_what_is_typed_survives_that_the_tab_dies_and_a_new_login(context: BrowserContext, demo: str) -> None:
    page = context.new_page()
    sign_in(page, demo, COORDINATOR.username)
    form = open_form(page, demo)
    expect(page.locator(STATUS)).to_have_count(1)
    page.get_by_label(FIELD).press_sequentially("Hon vill bo nära sin syster", delay=20)
    began = time.monotonic()
    expect(page.locator(STATUS)).to_have_text(SAVED, timeout=MOST_LOST_SECONDS * 1000)
    assert time.monotonic() - began < MOST_LOST_SECONDS
    page.close(run_before_unload=False)
    context.clear_cookies()
    again = context.new_page()
    sign_in(again, demo, COORDINATOR.username)
    again.get_by_role("link", name="Mina utkast 1 sparade").click()
    again.get_by_role("link", name="Val av hem").click()
    expect(again).to_have_url(form)
    expect(again.get_by_label(FIELD)).to_have_value("Hon vill bo nära sin syster")
    expect(again.locator("main")).to_contain_text("Formuläret är fyllt från ditt utkast")


def test_one_who_types_without_a_pause_loses_ten_seconds_at_most(context: BrowserContext, demo: str) -> None:
    page = context.new_page()
    sign_in(page, demo, COORDINATOR.username)
    form = open_form(page, demo, home=1)
    typed = ""
    began = time.monotonic()
    while time.monotonic() - began < MOST_LOST_SECONDS + 2:
        typed += "ord "
        page.get_by_label(FIELD).press_sequentially("ord ", delay=50)
    page.close(run_before_unload=False)
    again = context.new_page()
    again.goto(form)
    kept = again.get_by_label(FIELD).input_value()
    assert len(kept) > len(typed) / 3, (len(kept), len(typed))


def test_a_first_contact_survives_that_the_browser_is_killed_with_its_household(
    context: BrowserContext, demo: str
) -> None:
    page = context.new_page()
    sign_in(page, demo, CASE_WORKER.username)
    page.goto(f"{demo}/ingang/ny/")
    page.get_by_role("button", name="Lägg till en person").click()
    page.locator("#id_member_0").press_sequentially("Barnkanarie", delay=20)
    expect(page.locator(STATUS)).to_have_text(SAVED, timeout=MOST_LOST_SECONDS * 1000)
    page.close(run_before_unload=False)
    again = context.new_page()
    again.goto(f"{demo}/ingang/ny/")
    expect(again.locator("#id_member_0")).to_have_value("Barnkanarie")


def test_leaving_a_field_saves_at_once(context: BrowserContext, demo: str) -> None:
    page = context.new_page()
    sign_in(page, demo, POLICE_LIAISON.username)
    page.goto(f"{demo}/polissamverkan/bedomning/ny/")
    page.get_by_label("Områden").fill("Malmö")
    page.get_by_label("Områden").blur()
    expect(page.locator(STATUS)).to_have_text(SAVED, timeout=1200)


def test_a_failure_is_told_with_its_cause_and_mended(context: BrowserContext, demo: str) -> None:
    page = context.new_page()
    sign_in(page, demo, CASE_WORKER.username)
    open_form(page, demo)
    field = page.get_by_label(FIELD)
    for cause, words in (("internetdisconnected", "ingen kontakt"), ("500", "svarade med ett fel")):
        page.route("**/valj/**", failing(cause))
        field.press_sequentially("text ")
        field.blur()
        expect(page.locator(ALARM)).to_contain_text(words)
        expect(page.locator(STATUS)).to_have_text("")
        page.unroute("**/valj/**")
        expect(page.locator(STATUS)).to_have_text(SAVED, timeout=MOST_LOST_SECONDS * 1000)
        expect(page.locator(ALARM)).to_have_text("")
    context.clear_cookies()
    field.press_sequentially("mer")
    field.blur()
    expect(page.locator(ALARM)).to_contain_text("du är utloggad")
    expect(field).to_have_value("text text mer")


def test_the_older_tab_is_told_and_both_texts_are_shown(context: BrowserContext, demo: str) -> None:
    first, second = context.new_page(), context.new_page()
    sign_in(first, demo, COORDINATOR.username)
    form = open_form(first, demo, home=2)
    second.goto(form)
    for page, text in ((first, "Den ena fliken"), (second, "Den andra fliken")):
        page.get_by_label(FIELD).fill(text)
        page.get_by_label(FIELD).blur()
        if page is first:
            expect(page.locator(STATUS)).to_have_text(SAVED)
    expect(second.locator(ALARM)).to_contain_text("Sparat i en annan flik")
    second.get_by_role("button", name="Spara utkast").click()
    expect(second.locator("main")).to_contain_text("Den ena fliken")
    expect(second.get_by_label(FIELD)).to_have_value("Den andra fliken")
    second.get_by_role("link", name="öppna utkastet från den andra fliken").click()
    expect(second.get_by_label(FIELD)).to_have_value("Den ena fliken")


def test_a_form_that_is_sent_leaves_nothing_behind(context: BrowserContext, demo: str) -> None:
    page = context.new_page()
    sign_in(page, demo, POLICE_LIAISON.username)
    page.goto(f"{demo}/polissamverkan/bedomning/ny/")
    if page.get_by_role("button", name="Kasta utkastet").count():
        page.get_by_role("button", name="Kasta utkastet").click()
        page.goto(f"{demo}/polissamverkan/bedomning/ny/")
    code = page.locator("#codes option").first.get_attribute("value") or ""
    page.get_by_role("combobox", name="Person").fill(code)
    page.get_by_label("Gäller till").fill("2030-01-01")
    # The press moves the focus, so the form is sent while a saving is under way.
    page.get_by_role("button", name="Spara bedömningen").click()
    expect(page.locator("main")).to_contain_text("Bedömningen är sparad")
    page.goto(f"{demo}/utkast/")
    expect(page.locator("main")).to_contain_text("Inga utkast")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_it_works_without_javascript_and_every_page_of_it_is_accessible(
    browser: Browser, demo: str, width: int
) -> None:
    text = f"Utan skript {width}"
    with visit(browser, demo, width=width, java_script_enabled=False) as plain:
        sign_in(plain.page, demo, CASE_WORKER.username)
        form = open_form(plain.page, demo, home=3)
        plain.page.get_by_label(FIELD).fill(text)
        plain.page.get_by_role("button", name="Spara utkast").click()
        expect(plain.page.get_by_label(FIELD)).to_have_value(text)
        expect(plain.page.locator(STATUS)).to_have_text(SAVED)
    with visit(browser, demo, width=width) as drawn:
        sign_in(drawn.page, demo, CASE_WORKER.username)
        for path in (form.removeprefix(demo), "/utkast/"):
            drawn.open(path)
            drawn.examine()
        with drawn.page.expect_navigation():
            drawn.page.get_by_role("button", name=re.compile(r"^Kasta utkastet Val av hem")).first.click()
        drawn.examine_as_drawn()


def failing(cause: str) -> Callable[[Route], None]:
    """Let the saving fail for a reason, and all else pass."""

    def handle(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
        elif cause.isdigit():
            route.fulfill(status=int(cause))
        else:
            route.abort(cause)

    return handle
