"""Every component in a real browser: accessible, inside the policy, foldable, usable by keyboard and without script."""

import pytest
from playwright.sync_api import Browser

from tests.browser.keyboard import tab_order
from tests.browser.style_guide.pages import PAGES
from tests.browser.visit import NARROW, WIDE, visit


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_well_formed_and_keeps_to_itself(
    browser: Browser, style_guide: str, path: str, width: int
) -> None:
    with visit(browser, style_guide, width=width) as visited:
        visited.open(path)
        visited.examine()


@pytest.mark.parametrize("path", ["/", "/arende/", "/formular/fel/"])
def test_a_page_stays_accessible_in_forced_colours_and_with_details_open(
    browser: Browser, style_guide: str, path: str
) -> None:
    with visit(browser, style_guide, forced_colors="active", reduced_motion="reduce") as visited:
        visited.open(path)
        visited.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        visited.examine_as_drawn(colours=False)  # they are the reader's own here


def test_a_page_at_four_hundred_per_cent_has_no_second_scroll_bar(browser: Browser, style_guide: str) -> None:
    with visit(browser, style_guide, width=320, device_scale_factor=4) as visited:
        for path in PAGES:
            visited.open(path)
            assert visited.page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_the_keyboard_reaches_everything_in_reading_order(browser: Browser, style_guide: str) -> None:
    with visit(browser, style_guide) as visited:
        visited.open("/arende/")
        order = tab_order(visited.page)
    assert order[0] == "Hoppa till innehållet"
    assert order[1:7] == ["Om demon", "Utväg", "Min dag 3 väntar", "Ärenden", "Logga ut", "Ärenden"]
    assert order[7:11] == ["Välj Björkgården", "Välj Solsidan", "Välj Granbacken", "Välj Havsutsikten"]
    assert not [name for name in order if name.startswith("HIDDEN")]


def test_the_skip_link_leads_into_the_content(browser: Browser, style_guide: str) -> None:
    with visit(browser, style_guide) as visited:
        visited.open("/arende/")
        visited.page.keyboard.press("Tab")
        visited.page.keyboard.press("Enter")
        assert visited.page.evaluate("document.activeElement.id") == "innehall"


def test_the_focus_starts_at_the_error_summary_and_its_links_lead_to_the_fields(
    browser: Browser, style_guide: str
) -> None:
    with visit(browser, style_guide) as visited:
        visited.open("/formular/fel/")
        page = visited.page
        assert page.title().startswith("Fel: ")
        assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
        for text, field in {"Skriv datumet": "id_from_date", "Hur stark": "id_level_0", "Kryssa i": "id_told"}.items():
            page.locator(".govuk-error-summary a", has_text=text).click()
            assert page.evaluate("document.activeElement.id") == field


def test_every_field_with_an_error_reads_its_hint_and_error_aloud(browser: Browser, style_guide: str) -> None:
    with visit(browser, style_guide) as visited:
        visited.open("/formular/fel/")
        field = visited.page.get_by_role("textbox", name="Placeringen börjar")
        described = str(field.get_attribute("aria-describedby")).split()
        texts = [visited.page.locator(f"#{identifier}").inner_text() for identifier in described]
    assert "2026-12-24" in texts[0]
    assert "Skriv datumet" in texts[1]


def test_a_table_that_folds_is_still_a_table(browser: Browser, style_guide: str) -> None:
    with visit(browser, style_guide, width=NARROW) as visited:
        visited.open("/")
        table = visited.page.get_by_role("table", name="Placeringar")
        assert table.get_by_role("row").count() == 3
        assert table.get_by_role("rowheader").all_inner_texts() == ["GRAN-12", "TALL-07"]
        assert table.locator("[role=cell]").count() == 4


def test_the_loud_mark_can_be_told_without_colour(browser: Browser, style_guide: str) -> None:
    with visit(browser, style_guide, forced_colors="active") as visited:
        visited.open("/")
        loud = visited.page.locator(".utvag-unchecked").first
        assert loud.inner_text().startswith("Inte kontrollerat")
        assert loud.evaluate("e => getComputedStyle(e).borderTopStyle") == "double"
        assert loud.locator("svg").first.is_visible()


def test_everything_can_be_read_without_script(browser: Browser, style_guide: str) -> None:
    with visit(browser, style_guide, java_script_enabled=False) as visited:
        for path in PAGES:
            visited.open(path)
            assert visited.page.locator("h1").is_visible()


def test_a_printed_page_holds_the_identity_and_no_buttons(browser: Browser, style_guide: str) -> None:
    with visit(browser, style_guide) as visited:
        visited.open("/arende/")
        visited.page.emulate_media(media="print")
        assert visited.page.locator(".utvag-identity").is_visible()
        assert visited.page.locator(".utvag-demo").is_visible()
        assert not visited.page.locator(".utvag-nav").is_visible()
        assert not visited.page.locator(".utvag-home__choose").first.is_visible()
