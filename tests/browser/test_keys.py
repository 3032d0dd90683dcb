"""A new colleague's first day, with keys of Chromium's own: invited by two, signed in, and never locked out.

Every page on the way is examined as the walks examine theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.authenticator import Keyring, keyring
from tests.browser.demo import running_demo, sign_in
from tests.browser.visit import NARROW, Visit, visit
from utvag.config.demo_municipality.staff import ADMINISTRATOR, SECTION_HEAD, Login

USERNAME: Final = "s14"
CODE: Final = re.compile(r"^[0-9A-Z]{2,5}(-[0-9A-Z]{2,5})+$")


@dataclass(slots=True)
class Newcomer:
    """A new colleague at her own browser, with the keys she has."""

    visited: Visit
    keys: Keyring
    first: str


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demo."""
    with running_demo(tmp_path_factory.mktemp("demo")) as address:
        yield address


@pytest.fixture
def newcomer(browser: Browser, demo: str) -> Iterator[Newcomer]:
    """Somebody at a browser that nobody is signed in at."""
    with visit(browser, demo) as visited, keyring(visited.page) as keys:
        yield Newcomer(visited, keys, keys.add("internal"))


def one_click(visited: Visit, then: str) -> None:
    """Confirm as the demo's staff do, after looking at the page that asks; then look at what it leads to."""
    expect(visited.page.locator("h1")).to_have_text("Bekräfta att det är du")
    visited.examine()
    visited.page.get_by_role("button", name="Bekräfta med ett klick").click()
    expect(visited.page.locator("h1")).to_contain_text(then)
    visited.examine()


def by_key(visited: Visit, then: str) -> None:
    """Confirm as the others do; then look at what it leads to."""
    expect(visited.page.locator("h1")).to_have_text("Bekräfta att det är du")
    visited.page.get_by_role("button", name="Bekräfta med nyckel").click()
    expect(visited.page.locator("h1")).to_have_text(then)
    visited.examine()


def proposed(browser: Browser, demo: str) -> None:
    """Let the administrator propose the account."""
    with visit(browser, demo) as visited:
        page = visited.page
        sign_in(page, demo, ADMINISTRATOR.username)
        page.get_by_role("link", name="Konton").click()
        page.get_by_role("link", name="Lägg till ett konto").click()
        one_click(visited, "Lägg till ett konto")
        page.get_by_role("button", name="Föreslå kontot").click()
        expect(page).to_have_title(re.compile(r"^Fel: "))
        visited.examine_as_drawn()
        page.get_by_label("Användarnamn").fill(USERNAME)
        page.get_by_label("Namn", exact=True).fill("Nina Nyström")
        page.get_by_label("Enhet").fill("Avhopparteamet")
        page.get_by_label("Samordnare").check()
        page.get_by_role("button", name="Föreslå kontot").click()
        expect(page.get_by_role("row", name=USERNAME)).to_contain_text("Väntar på bekräftelse")
        visited.examine()
        page.get_by_role("link", name=f"Ändra {USERNAME}").click()
        one_click(visited, USERNAME)


def confirmed(browser: Browser, demo: str, who: Login = SECTION_HEAD) -> str:
    """Let another confirm it; give the code that she is shown."""
    with visit(browser, demo, width=NARROW) as visited:
        page = visited.page
        sign_in(page, demo, who.username)
        visited.open("/konton/andringar/")
        visited.examine()
        page.get_by_role("link", name=USERNAME).click()
        one_click(visited, USERNAME)
        page.get_by_role("button", name="Bekräfta").click()
        expect(page.locator("h1")).to_have_text(f"Inbjudan till {USERNAME}")
        visited.examine_as_drawn()
        code = page.locator("main code").inner_text()
    assert CODE.match(code)
    return code


def make_key_with(new: Newcomer, code: str, name: str) -> None:
    """Come in with a code, and make a key with what is at hand."""
    page = new.visited.page
    new.visited.open("/logga-in/kod/")
    page.get_by_label("Användarnamn").fill(USERNAME)
    page.get_by_label("Kod", exact=True).fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Fortsätt").click()
    expect(page.locator("h1")).to_have_text("Gör din nyckel")
    new.visited.examine()
    page.get_by_label("Vad kallar du nyckeln?").fill(name)
    page.get_by_role("button", name="Skapa nyckel").click()
    expect(page.locator("main")).to_contain_text("Nyckeln är sparad. Logga in med den.")
    new.visited.examine()


def sign_in_by_key(new: Newcomer, demo: str) -> None:
    """Sign in with the key that is at hand."""
    new.visited.open("/logga-in/")
    new.visited.page.get_by_role("button", name="Logga in med nyckel").click()
    new.visited.page.wait_for_url(f"{demo}/")


def test_a_newcomer_is_invited_by_two_and_never_locked_out(browser: Browser, demo: str, newcomer: Newcomer) -> None:
    proposed(browser, demo)
    make_key_with(newcomer, confirmed(browser, demo), "Jobbdatorn")
    sign_in_by_key(newcomer, demo)
    second = add_second_key(newcomer)
    rename_first_key(newcomer)
    code = make_codes(newcomer)
    with visit(browser, demo, width=NARROW) as elsewhere, keyring(elsewhere.page) as keys:
        at_home = Newcomer(elsewhere, keys, keys.add("internal"))
        come_back_by_code(newcomer, at_home, demo, code)
        end_the_other_session(newcomer, at_home, demo)
    take_first_key_away(newcomer, second)


def add_second_key(new: Newcomer) -> str:
    """Add one on another device, after a fresh touch of the first."""
    page = new.visited.page
    new.visited.open("/konto/")
    expect(page.locator("main")).to_contain_text("Lägg till en till, på en annan enhet")
    new.visited.examine()
    page.get_by_role("link", name="Lägg till en nyckel").click()
    expect(page.locator("h1")).to_have_text("Bekräfta att det är du")
    new.visited.examine()
    by_key(new.visited, "Lägg till en nyckel")
    # The key that she has is refused on her own device, in words, and nothing is sent.
    page.get_by_label("Vad kallar du nyckeln?").fill("En gång till")
    page.get_by_role("button", name="Skapa nyckel").click()
    expect(page.locator("[data-passkey-told]")).to_contain_text("har redan en nyckel")
    new.keys.at_hand(new.first, is_at_hand=False)
    second = new.keys.add("usb")
    page.get_by_label("Vad kallar du nyckeln?").fill("Den lösa nyckeln")
    page.get_by_role("button", name="Skapa nyckel").click()
    expect(page.get_by_role("row", name="Den lösa nyckeln")).to_be_visible()
    new.visited.examine()
    return second


def rename_first_key(new: Newcomer) -> None:
    """Call the first key something else."""
    page = new.visited.page
    page.get_by_role("link", name="Byt namn på Jobbdatorn").click()
    new.visited.examine()
    page.get_by_label("Vad kallar du nyckeln?").fill("Jobbdatorn hemma")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("row", name="Jobbdatorn hemma")).to_be_visible()


def make_codes(new: Newcomer) -> str:
    """Make ten codes, after a fresh touch of the second key; give one."""
    page = new.visited.page
    page.get_by_role("link", name="Gör nya reservkoder").click()
    by_key(new.visited, "Reservkoder")
    page.get_by_role("button", name="Gör tio nya koder").click()
    codes = page.locator("main li code")
    expect(codes).to_have_count(10)
    new.visited.examine_as_drawn()
    told = [codes.nth(number).inner_text() for number in range(10)]
    assert len(set(told)) == 10 and all(CODE.match(each) for each in told)
    return told[0]


def come_back_by_code(new: Newcomer, at_home: Newcomer, demo: str, code: str) -> None:
    """Make a third key elsewhere with a code: every session ends, and the next sign-in is told."""
    make_key_with(at_home, code, "Telefonen")
    new.visited.open("/")
    expect(new.visited.page.locator("main")).to_contain_text("Den här inloggningen är avslutad")
    new.visited.examine()
    at_home.visited.open("/logga-in/kod/")
    at_home.visited.page.get_by_label("Användarnamn").fill(USERNAME)
    at_home.visited.page.get_by_label("Kod", exact=True).fill(code)
    at_home.visited.page.get_by_role("button", name="Fortsätt").click()
    expect(at_home.visited.page.locator("main")).to_contain_text("hör inte ihop, eller så är koden använd")
    at_home.visited.examine_as_drawn()
    sign_in_by_key(new, demo)
    expect(new.visited.page.locator("main")).to_contain_text("En kod har använts")
    new.visited.examine()


def end_the_other_session(new: Newcomer, at_home: Newcomer, demo: str) -> None:
    """See another sign-in, and end it from the list."""
    page = new.visited.page
    sign_in_by_key(at_home, demo)
    new.visited.open("/konto/")
    expect(page.locator("main")).to_contain_text("Ny inloggning")
    page.get_by_role("button", name=re.compile("^Avsluta inloggningen")).click()
    expect(page.get_by_role("button", name=re.compile("^Avsluta inloggningen"))).to_have_count(0)
    new.visited.examine()
    at_home.visited.open("/konto/")
    expect(at_home.visited.page.locator("main")).to_contain_text("Den här inloggningen är avslutad")


def take_first_key_away(new: Newcomer, second: str) -> None:
    """Take a key away by a touch of another; without its holder recognised a key confirms nothing."""
    page = new.visited.page
    new.visited.open("/konto/skickat/")
    expect(page.locator("h1")).to_have_text("Inget väntar på att skickas")
    new.visited.examine()
    new.visited.open("/konto/")
    page.get_by_role("link", name="Ta bort Jobbdatorn hemma").click()
    uses = new.keys.uses(second)
    new.keys.recognises(second, her=False)
    page.get_by_role("button", name="Bekräfta med nyckel").click()
    expect(page.locator("[data-passkey-told]")).to_contain_text("Nyckeln användes inte")
    new.keys.recognises(second, her=True)
    by_key(new.visited, "Ta bort nyckeln Jobbdatorn hemma")
    assert sum(new.keys.uses(second)) > sum(uses)
    page.get_by_role("button", name="Ta bort nyckeln").click()
    expect(page.locator("h1")).to_have_text("Konto")
    expect(page.get_by_role("row", name="Jobbdatorn hemma")).to_have_count(0)
