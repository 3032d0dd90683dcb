"""A page under watch: what it breaks is collected while it lives, and asked for at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page

from tests.browser.wellformed import markup_faults

WIDE: Final = 1280
NARROW: Final = 360
WATCH_CSP: Final = """
window.addEventListener("securitypolicyviolation", (e) => console.error(
  "Content Security Policy: " + e.violatedDirective + " " + e.blockedURI + " " + e.sourceFile));
"""
#: A check of each rule of WCAG 2.0 to 2.2 on levels A and AA that axe knows, and its advice beyond them.
AXE_TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(slots=True)
class Visit:
    """One browser page and the faults seen on it."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)

    def open(self, path: str, *, status: int = 200) -> None:
        """Go to an address of the site and note when it does not answer as expected."""
        response = self.page.goto(self.base + path)
        if response is None or response.status != status:
            self.faults.append(f"{path} answered {response.status if response else 'nothing'}, not {status}")
        if response is not None:
            self.sources = {self.page.url: response.text()}
        self.page.wait_for_load_state("load")

    def examine(self) -> None:
        """Note what is wrong with the page as it stands: markup, accessibility, width."""
        where = self.page.url.removeprefix(self.base)
        source = self.sources.get(self.page.url) or self.page.request.get(self.page.url).text()
        self.faults += [f"{where}: {fault}" for fault in markup_faults(source)]
        self.examine_as_drawn()

    def examine_as_drawn(self, *, colours: bool = True) -> None:
        """Note what is wrong with the page as drawn, without asking the server again."""
        where = self.page.url.removeprefix(self.base)
        self.faults += [f"{where}: {fault}" for fault in axe_faults(self.page, colours=colours)]
        if (width := self.page.evaluate("document.documentElement.scrollWidth")) > self.width:
            self.faults.append(f"{where}: {width} px wide in a window of {self.width}")
        if self.page.locator("h1").count() != 1:
            self.faults.append(f"{where}: {self.page.locator('h1').count()} h1")

    @property
    def width(self) -> int:
        """The window's width."""
        size = self.page.viewport_size
        assert size
        return size["width"]


@contextmanager
def visit(browser: Browser, base: str, *, width: int = WIDE, **context: Any) -> Iterator[Visit]:
    """Open a page in a context of its own and watch it; the block's end fails on what was seen."""
    opened = browser.new_context(
        viewport={"width": width, "height": 900}, locale="sv-SE", timezone_id="Europe/Stockholm", **context
    )
    opened.add_init_script(WATCH_CSP)
    visited = Visit(opened.new_page(), base)
    opened.on("request", lambda request: note_request(visited, request.url))
    opened.on("console", lambda message: note_console(visited, message.type, message.text))
    visited.page.on("pageerror", lambda error: visited.faults.append(f"error in a script: {error}"))
    try:
        yield visited
    finally:
        opened.close()
    assert not visited.faults, "\n".join(visited.faults)


def note_request(visited: Visit, address: str) -> None:
    """Note a request to anywhere but the site itself."""
    if not address.startswith((visited.base + "/", "data:")):
        visited.faults.append(f"a request elsewhere: {address}")


def note_console(visited: Visit, kind: str, text: str) -> None:
    """Note what the browser complains about. That a page answered 4xx or 5xx is the test's own matter."""
    if kind in {"error", "warning"} and "Failed to load resource: the server responded with a status of" not in text:
        visited.faults.append(f"console {kind} on {visited.page.url}: {text}")


def axe_faults(page: Page, *, colours: bool) -> list[str]:
    """Run axe in the page. It is handed in by evaluation, for the page's policy lets no script of ours in."""
    page.evaluate(axe_script() + "; 0")
    options = {
        "runOnly": AXE_TAGS,
        "resultTypes": ["violations"],
        "rules": {"color-contrast": {"enabled": colours}},
    }
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"axe {violation['id']} ({violation['impact']}): {node['html'][:160]} {node['failureSummary'][:300]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@cache
def axe_script() -> str:
    """Read axe from the package that carries it."""
    spec = find_spec("axe_playwright_python")
    assert spec
    assert spec.origin
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")
