"""Every screen of the real product, for every role: accessible, well formed, inside the policy, wide and narrow.

The tours are those that the demo's own page "Om demon" tells a visitor to take.
"""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo import running_demo, sign_in
from tests.browser.visit import NARROW, WIDE, visit
from tests.browser.walk import pattern_name, seek, walk
from utvag.config.demo_municipality.cases import EXPERIMENT, HIDDEN_HOME, MAIN_CASE, PROPOSED_CASE, UNASSESSED_CASE
from utvag.config.demo_municipality.staff import (
    ADMINISTRATOR,
    AUDITOR,
    CASE_WORKER,
    COMMITTEE,
    CONTROLLER,
    COORDINATOR,
    ON_CALL,
    OTHER_COORDINATOR,
    POLICE_LIAISON,
    PROVIDER,
    REVIEWER,
    SECTION_HEAD,
    Login,
)

ROLES: Final = (
    COORDINATOR,
    CASE_WORKER,
    SECTION_HEAD,
    ON_CALL,
    COMMITTEE,
    POLICE_LIAISON,
    AUDITOR,
    REVIEWER,
    ADMINISTRATOR,
    PROVIDER,
    CONTROLLER,
)
OPEN_PAGES: Final = ("/logga-in/", "/logga-in/kod/", "/tillganglighet/")
#: Addresses that are no page of their own, and what they are instead.
NO_PAGES: Final = {
    "organisation:sign-in-to-demo": "a button",
    "organisation:sign-out": "a button",
    "organisation:touch-in-demo": "a button",
    "organisation:add-account": "after a touch; examined with the keys",
    "organisation:change-account": "after a touch; examined with the keys",
    "organisation:decide-change": "after a touch; examined with the keys",
    "organisation:ask-provider": "leads to an identity provider, of which the demo has none",
    "organisation:back-from-oidc": "a step on the way back from an identity provider",
    "organisation:back-from-saml": "a step on the way back from an identity provider",
    "organisation:answer": "a step on the way back from an identity provider",
    "organisation:ask": "for the script that asks a key",
    "organisation:ask-touch": "for the script that asks a key",
    "organisation:ask-new-key": "for the script that asks a key",
    "organisation:ask-add-key": "for the script that asks a key",
    "organisation:sign-in-by-key": "a button; what it answers is examined with the keys",
    "organisation:new-key": "for whoever has shown a code; examined with the keys",
    "organisation:add-key": "after a touch; examined with the keys",
    "organisation:rename-key": "of one who has a key; examined with the keys",
    "organisation:remove-key": "after a touch; examined with the keys",
    "organisation:codes": "after a touch; examined with the keys",
    "organisation:touch": "examined with the keys",
    "organisation:held": "examined with the keys",
    "organisation:end-sign-in": "a button",
    "organisation:end-other-sign-ins": "a button",
    "organisation:seen": "a button",
    "placement:acknowledge": "a button",
    "drafts:discard": "a button",
    "threats:weekly-sheet-pdf": "a button",
    "cases:acknowledge-contact": "a button",
    "cases:end-staff": "a button",
    "cases:lift-denial": "a button",
    "investigation:open": "a button",
    "investigation:complete": "a button",
    "journal:open": "a button; what it opens is examined below",
    "meetings:answers": "a form on the meeting's page",
    "meetings:task-done": "a button",
    "decisions:withdraw": "a button",
    "call_off:begin": "a button",
    "call_off:propose": "a button",
    "placement:complete": "a button",
    "emergency:step": "a form on the page of a disclosed address",
    "emergency:step-done": "a button",
    "emergency:step-undone": "a button",
    "emergency:liaison-confirm": "a button",
    "emergency:opening-seen": "a button",
    "emergency:close-disclosed": "a button",
    "alarms:take": "a button",
    "break_glass:end": "a button",
    "log_review:seen": "a button",
    "stand_in:confirm": "a button",
    "stand_in:decline": "a button",
    "stand_in:end": "a button",
    "stand_in:read": "a button",
    "disposal:propose": "a button",
    "disposal:decide": "a button",
    "disposal:refuse": "a button",
    "assignments:end": "a button",
    "assignments:end-receiver": "a button",
    "assignments:paid": "a button",
    "location:notice-read": "a button",
    "log_review:alarm-seen": "a button",
    "log_review:unmark": "a button",
    "log_review:write-minutes": "a button",
    "disclosure:print-form": "a button",
    "documents:pdf": "a file, with tests of its own",
    "decisions:committee-document": "a file, with tests of its own",
    "documents:copy": "a file, with tests of its own",
    "desk:asvs-file": "a file, with tests of its own",
    "desk:access-matrix-file": "a file, with tests of its own",
    "desk:log-checkpoint": "a file, with tests of its own",
    "desk:my-day-live": "a part of a page",
    "desk:liaison-live": "a part of a page",
    "health": "for machines",
}
REASON: Final = "Hemmet ger det stöd som personen behöver, och det finns plats."
SHOWN_WITHIN_SECONDS: Final = 10


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demo. The walks come first; the tours then change what is in it."""
    with running_demo(tmp_path_factory.mktemp("demo")) as address:
        yield address


@pytest.fixture(scope="module")
def examined() -> set[str]:
    """The names of the URL patterns whose pages were examined."""
    return set()


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.username)
def test_every_page_of_a_role_is_accessible_and_keeps_to_itself(
    browser: Browser, demo: str, role: Login, width: int, examined: set[str]
) -> None:
    with visit(browser, demo, width=width) as visited:
        sign_in(visited.page, demo, role.username)
        # One role sees two of each kind, in two states; the others hold the time that CI has.
        examined |= walk(visited, ["/"], enough=2 if (role, width) == (COORDINATOR, WIDE) else 1)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_pages_open_to_all_are_accessible_and_keep_to_themselves(
    browser: Browser, demo: str, width: int, examined: set[str]
) -> None:
    with visit(browser, demo, width=width) as visited:
        for path in OPEN_PAGES:
            visited.open(path)
            visited.examine()
            examined.add(str(pattern_name(path)))


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.username)
def test_the_pages_that_the_walks_passed_by_are_examined_too(
    browser: Browser, demo: str, role: Login, examined: set[str]
) -> None:
    wanted = set(pattern_names(get_resolver().url_patterns)) - examined - set(NO_PAGES)
    with visit(browser, demo) as visited:
        sign_in(visited.page, demo, role.username)
        examined |= seek(visited, wanted)


def test_a_page_that_is_not_there_is_calm_and_accessible(browser: Browser, demo: str) -> None:
    with visit(browser, demo) as visited:
        sign_in(visited.page, demo, COORDINATOR.username)
        visited.open("/finns-inte/", status=404)
        visited.examine()
        expect(visited.page.locator("h1")).to_have_text("Sidan finns inte")


def test_a_picture_of_the_case_page_is_taken_for_the_readme(browser: Browser, demo: str, tmp_path: Path) -> None:
    folder = Path(os.environ.get("UTVAG_PICTURES") or tmp_path)
    with visit(browser, demo, device_scale_factor=1.5) as visited:
        sign_in(visited.page, demo, COORDINATOR.username)
        open_case(visited.page, demo, MAIN_CASE)
        visited.page.evaluate("document.fonts.ready")
        visited.page.screenshot(path=folder / "case.png")
    assert (folder / "case.png").stat().st_size > 20_000


def test_the_first_tour_finds_a_home_and_hides_one(browser: Browser, demo: str) -> None:
    with visit(browser, demo) as visited:
        page = visited.page
        sign_in(page, demo, COORDINATOR.username)
        open_case(page, demo, UNASSESSED_CASE)
        expect(page.locator(".utvag-home").first).to_contain_text(HIDDEN_HOME)
        expect(page.locator(".utvag-unchecked").first).to_contain_text("Inte kontrollerat")
        open_case(page, demo, MAIN_CASE)
        assert HIDDEN_HOME not in page.content()
        page.locator(".utvag-home a").first.click()
        expect(page).to_have_title(re.compile(r"^Välj hem"))
        visited.examine()
        page.get_by_role("button", name="Välj hemmet").click()
        expect(page).to_have_title(re.compile(r"^Fel: "))
        visited.examine_as_drawn()
        page.get_by_label("Varför väljer du").fill(REASON)
        page.get_by_role("button", name="Välj hemmet").click()
        expect(page.locator("h1")).to_contain_text("Placeringen i")
        expect(page.get_by_role("heading", name="Innan någon flyttar in")).to_be_visible()
        visited.examine()


def test_the_first_tour_needs_a_second_person_where_something_is_not_checked(
    browser: Browser, demo: str, examined: set[str]
) -> None:
    with visit(browser, demo) as visited:
        page = visited.page
        sign_in(page, demo, COORDINATOR.username)
        page.goto(demo)
        page.get_by_role("link", name=PROPOSED_CASE).click()
        expect(page.get_by_role("link", name="Ta tillbaka")).to_be_visible()
        visited.examine()
        page.get_by_role("link", name="Ta tillbaka").click()
        expect(page.get_by_role("textbox").first).to_be_visible()
        visited.examine()
        examined.add(str(pattern_name(page.url.removeprefix(demo))))
    with visit(browser, demo, width=NARROW) as visited:
        page = visited.page
        sign_in(page, demo, SECTION_HEAD.username)
        page.get_by_role("link", name=PROPOSED_CASE).click()
        page.get_by_label("Ja, placeringen ska bli av").check()
        page.get_by_label("Varför?").fill(REASON)
        page.get_by_role("button", name="Spara beslutet").click()
        expect(page.locator("h1")).to_contain_text("Placeringen i")
        expect(page.locator(".govuk-error-summary")).to_have_count(0)
        visited.examine()


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("has_script", [True, False])
def test_a_first_contact_is_registered_and_gets_its_receipt(
    browser: Browser, demo: str, examined: set[str], width: int, has_script: bool
) -> None:
    with visit(browser, demo, width=width, java_script_enabled=has_script) as visited:
        page = visited.page
        sign_in(page, demo, OTHER_COORDINATOR.username)
        page.get_by_role("link", name="Ny kontakt", exact=True).click()
        page.get_by_label("Kriminalvården").check()
        page.get_by_role("button", name="Lägg till en person").click()
        expect(page.get_by_label("Kriminalvården")).to_be_checked()
        page.get_by_label("Person 1: vem är det?").select_option(label="Barn")
        page.get_by_role("button", name="Spara kontakten").click()
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        if has_script:
            visited.examine_as_drawn()
        page.get_by_label("Personen har inget svenskt nummer").check()
        page.get_by_label("Vad vill personen?").fill("Vill bort härifrån.")
        for question in ("protection", "custody", "meets_police_definition", "meets_national_definition"):
            page.locator(f"input[name={question}]").first.check()
        page.get_by_role("button", name="Spara kontakten").click()
        expect(page.locator("h1")).to_contain_text("Kontakten är mottagen")
        if has_script:
            visited.examine()
        examined.add(str(pattern_name(page.url.removeprefix(demo))))


def test_one_on_call_sees_what_becomes_of_a_contact_that_she_took(
    browser: Browser, demo: str, examined: set[str]
) -> None:
    with visit(browser, demo, width=NARROW) as visited:
        page = visited.page
        sign_in(page, demo, ON_CALL.username)
        page.get_by_role("navigation").get_by_role("link", name="Ny kontakt", exact=True).click()
        page.get_by_label("Personen har inget svenskt nummer").check()
        page.get_by_label("Vad vill personen?").fill("Vill bort i natt.")
        page.locator("input[name=source]").first.check()
        for question in ("protection", "custody", "meets_police_definition", "meets_national_definition"):
            page.locator(f"input[name={question}]").first.check()
        page.get_by_role("button", name="Spara kontakten").click()
        page.get_by_role("link", name="Öppna ärendet på jouren").click()
        expect(page.get_by_role("textbox").first).to_be_visible()
        visited.examine()
        examined.add(str(pattern_name(page.url.removeprefix(demo))))


def test_the_second_tour_brings_a_collision_to_the_right_desks_within_seconds(browser: Browser, demo: str) -> None:
    with visit(browser, demo) as her, visit(browser, demo) as his:
        sign_in(her.page, demo, COORDINATOR.username)
        sign_in(his.page, demo, POLICE_LIAISON.username)
        keep_apart(his.page, demo)
        began = time.monotonic()
        expect(her.page.get_by_role("link", name="P-Sanddyn").first).to_be_visible(timeout=SHOWN_WITHIN_SECONDS * 1000)
        expect(her.page.locator(".utvag-work--danger", has_text="P-Sanddyn")).to_be_visible()
        assert time.monotonic() - began < SHOWN_WITHIN_SECONDS
        expect(her.page.locator("#utvag-announcer")).not_to_be_empty()
        her.examine_as_drawn()
        his.page.goto(f"{demo}/polissamverkan/")
        expect(his.page.locator("main")).to_contain_text("P-Bokdal")
        his.examine()
        assert "P-Bokdal" not in her.page.content()
    with visit(browser, demo) as other:
        sign_in(other.page, demo, OTHER_COORDINATOR.username)
        expect(other.page.locator(".utvag-work--danger")).to_contain_text("P-Bokdal")


@pytest.mark.usefixtures("browser")
def test_no_page_of_the_product_was_left_out(examined: set[str]) -> None:
    # Stands on the walks above: alone it has seen nothing.
    assert set(pattern_names(get_resolver().url_patterns)) - examined - set(NO_PAGES) == set()


def open_case(page: Page, demo: str, code_name: str) -> None:
    """Open a case from the list of cases."""
    page.goto(f"{demo}/arenden/")
    page.get_by_role("link", name=code_name, exact=True).click()
    expect(page.locator(".utvag-identity__code")).to_have_text(code_name)


def keep_apart(page: Page, demo: str) -> None:
    """Enter, as the police liaison, that two must be kept apart."""
    page.goto(f"{demo}/polissamverkan/hall-isar/ny/")
    page.get_by_label("Den ena").fill(EXPERIMENT[0])
    page.get_by_label("Den andra").fill(EXPERIMENT[1])
    page.get_by_label("Konkret hot").check()
    page.get_by_role("button", name="Spara länken").click()
    expect(page.locator(".govuk-error-summary")).to_have_count(0)


def pattern_names(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    """Give the name of every address of the product."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from pattern_names(pattern.url_patterns, prefix + inner)
        else:
            yield prefix + str(pattern.name)
