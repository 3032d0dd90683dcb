"""Start the Chromium of this machine, closed to the world outside."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.missing import not_run

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REMEDY: Final = "sudo apt-get install -y --no-install-recommends chromium"
ARGUMENTS: Final = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
)


def find_chromium() -> str:
    """Give the path of the browser, or end the test with the line that installs it."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or not_run("no Chromium on this machine", REMEDY)


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Run the browser as long as the block lasts. Root may only start it without its sandbox."""
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = launch(playwright, path)
        yield browser
        browser.close()


def launch(playwright: Playwright, path: str) -> Browser:
    """Start one browser."""
    is_root = os.geteuid() == 0
    arguments = [*ARGUMENTS, "--no-sandbox"] if is_root else list(ARGUMENTS)
    return playwright.chromium.launch(executable_path=path, chromium_sandbox=not is_root, args=arguments)
