"""The hands of each role in the journey: what they press and write. Every step waits for what the page then says."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any, Final

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.demo import sign_in
from tests.browser.keyboard import NAME_OF_FOCUS
from tests.browser.visit import visit
from utvag.config.demo_municipality.staff import Login
from utvag.foundation.clock import SWEDEN, day_of, now

#: A published test number, of nobody in the demo.
NUMBER: Final = "19900314-2396"
CHILD_NUMBER: Final = "20190507-2383"
TEXT: Final = "Det här är skrivet för provet, i allmänna ord och utan namn eller platser."
MOST_TABS: Final = 150
#: What is uploaded as a copy of a signed paper: the first bytes of a PDF are what the rules look at.
COPY: Final = b"%PDF-1.7 underskriven kopia"
PARTS: Final = ("behov", "risker", "mottaglighet", "motivation", "bedomning")


def today() -> date:
    """The demo runs by the real clock."""
    return day_of(now())


def moment() -> datetime:
    """A moment that has passed: the last whole minute, Swedish time, as the forms write it."""
    return (now() - timedelta(minutes=1)).astimezone(SWEDEN)


@contextmanager
def signed_in(browser: Browser, demo: str, who: Login, **context: Any) -> Iterator[Page]:
    """Sign in in a browser of one's own; the page is watched as everywhere else."""
    with visit(browser, demo, **context) as visited:
        sign_in(visited.page, demo, who.username)
        yield visited.page


def answer(page: Page, values: Mapping[str, object], button: str) -> None:
    """Fill in a form by its fields' names and send it."""
    for name, value in values.items():
        give(page.locator(f"main [name='{name}']"), value)
    press(page, button)


def give(field: Locator, value: object) -> None:
    """Give one field its value, whatever kind of field it is."""
    kind = field.first.evaluate("e => e.type || e.tagName.toLowerCase()")
    if kind == "radio":
        field.and_(field.page.locator(f"[value='{value}']")).check()
    elif kind == "checkbox":
        field.set_checked(bool(value))
    elif kind == "select-one":
        field.select_option(str(value))
    else:
        field.fill(str(value))


def press(page: Page, button: str) -> None:
    """Press a button and wait until the page has answered without complaint."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()
    complaints = page.locator(".govuk-error-summary").all_inner_texts()
    assert not complaints, complaints


def follow(page: Page, link: str) -> None:
    """Follow a link of the page."""
    with page.expect_navigation():
        page.get_by_role("link", name=link).first.click()


def case_menu(page: Page, entry: str) -> None:
    """Go to one of the case's pages by its menu."""
    with page.expect_navigation():
        page.locator(".utvag-case-menu").get_by_role("link", name=entry, exact=True).click()


def open_case(page: Page, demo: str, code_name: str) -> None:
    """Open a case from the list of cases."""
    page.goto(f"{demo}/arenden/")
    page.get_by_role("link", name=code_name, exact=True).click()
    expect(page.locator(".utvag-identity__code")).to_have_text(code_name)


def codes_of_case(page: Page, demo: str, case: str) -> list[str]:
    """Find the codes that the form offers for the case."""
    page.goto(f"{demo}/polissamverkan/bedomning/ny/")
    found = page.locator("#codes option").filter(has_text=case)
    return [str(found.nth(row).get_attribute("value")) for row in range(found.count())]


def assess(page: Page, demo: str, code: str, days: int = 180) -> None:
    """Write the threat level and the areas of one person."""
    end = today() + timedelta(days=days)
    page.goto(f"{demo}/polissamverkan/hotbedomning/ny/")
    threat = {"person": code, "level": "LATENT", "method": "UNSTRUCTURED", "from_date": today(), "valid_until": end}
    answer(page, threat | {"unit": "En utredningsenhet", "reasons": TEXT}, "Spara hotbedömningen")
    page.goto(f"{demo}/polissamverkan/bedomning/ny/")
    areas = {"person": code, "from_date": today(), "until_date": end, "forbidden": "Malmö"}
    answer(page, areas, "Spara bedömningen")


def agree(page: Page, placement: str) -> None:
    """Write the agreement of an open placement, sign it for the municipality, and take in the provider's copy."""
    follow(page, "Placeringsavtal")
    answer(page, {"services": TEXT, "contact": "Samordnare dagtid, 000-00 00 00"}, "Lås avtalet")
    page.goto(placement)
    follow(page, "Kommunens underskrift")
    document = page.url
    follow(page, "Skriv under för kommunen")
    page.get_by_role("button", name="Bekräfta med ett klick").click()
    answer(page, {"capacity": "samordnare"}, "Skriv under")
    expect(page.locator("main")).to_contain_text("Underskriften stämmer")
    page.goto(document)
    follow(page, "Lägg till underskriven kopia")
    page.get_by_label("Utföraren").check()
    copy = {"name": "kopia.pdf", "mimeType": "application/pdf", "buffer": COPY}
    page.get_by_label("Det underskrivna papperet").set_input_files(copy)  # type: ignore[arg-type]  # a FilePayload
    told = {"signatory": "Ursula Utförarsson", "capacity": "verksamhetschef", "signed_date": today()}
    answer(page, told, "Spara kopian")


def keys(page: Page, wanted: str, then: str) -> None:
    """Press Tab until something of a name has the focus, and then a key; or write there, where it is a text."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if str(page.evaluate(NAME_OF_FOCUS)).removeprefix("HIDDEN ").startswith(wanted):
            break
    else:
        raise AssertionError(f"{wanted} was not reached by Tab on {page.url}")
    if then == "Enter":
        with page.expect_navigation():
            page.keyboard.press(then)
    elif then == "Space":
        page.keyboard.press(then)
    else:
        page.keyboard.type(then)
