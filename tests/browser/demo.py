"""The real demo, started as a newcomer starts it, in a folder of the test's own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Final

from playwright.sync_api import Page

PROGRAM: Final = Path(sys.executable).parent / "utvag"
ADDRESS: Final = re.compile(r"http://localhost:\d+")
START_SECONDS: Final = 280
#: What the demo reads must not come from the machine that tests it.
FOREIGN: Final = ("UTVAG_", "DATABASE_URL", "DJANGO_", "PG", "PYTHONDONTWRITEBYTECODE")


@contextmanager
def running_demo(folder: Path) -> Iterator[str]:
    """Run the demo as long as the block lasts; gives its address. Nothing of it is left afterwards."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    environment = kept | {"UTVAG_DEMO_FOLDER": str(folder / "demo")} | chosen_postgres()
    with (folder / "said.log").open("w+") as said:
        process = subprocess.Popen(
            [PROGRAM, "demo"], env=environment, stdout=subprocess.PIPE, stderr=said, text=True, start_new_session=True
        )
        try:
            yield wait_for_address(process, said.name)
        finally:
            stop(process)
            subprocess.run([PROGRAM, "demo-reset"], env=environment, check=False, capture_output=True)


def chosen_postgres() -> dict[str, str]:
    """Let the demo run on the PostgreSQL that this test run has chosen."""
    chosen = os.environ.get("UTVAG_PG_BIN")
    return {"UTVAG_PG_BIN": chosen} if chosen else {}


def wait_for_address(process: subprocess.Popen[str], log: str) -> str:
    """Read what the demo says until it names its address; the rest is read away while it runs."""
    assert process.stdout
    watchdog = Timer(START_SECONDS, process.terminate)
    watchdog.start()
    try:
        for line in process.stdout:
            if found := ADDRESS.search(line):
                return found[0]
    finally:
        watchdog.cancel()
    raise AssertionError(f"The demo did not start: {Path(log).read_text(encoding='utf-8')}")


def stop(process: subprocess.Popen[str]) -> None:
    """Stop it as Ctrl-C does."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(30)
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def sign_in(page: Page, address: str, username: str) -> None:
    """Sign in with the one-click button of a role."""
    page.goto(f"{address}/logga-in/")
    page.locator(f"button[name=account][value={username}]").click()
    # A provider and a controller are led on to their one page.
    page.wait_for_url(lambda url: url.startswith(f"{address}/") and "/logga-in/" not in url)
