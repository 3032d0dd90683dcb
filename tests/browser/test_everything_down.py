"""In an emergency a case and its address are reached while witnesses, log keeper, worker and engine stand still.

Mail and identity providers are not there in the demo, and nothing is fetched from elsewhere: to take them away changes
nothing. What must not be down is the database, the key service and the web itself.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.demo import running_demo
from tests.browser.journey import TEXT, answer, follow, press, signed_in
from utvag.config.demo_municipality.staff import ON_CALL, SECTION_HEAD

#: One of the register's, who lives in a home with a written address; nobody on call is named on the case.
CODE: Final = "P-Ekhult"
DOWN: Final = frozenset({"utvag_witness", "utvag.config.log_keeper", "utvag.config.worker", "utvag.config.engine"})
#: The product's promise (security.md S17), from the sign-in page to the address. Measured: some seconds.
PROMISED_SECONDS: Final = 120


@contextmanager
def stopped(folder: Path) -> Iterator[int]:
    """Let the demo's lesser processes stand still; gives how many. Killed, they would be started anew."""
    parent = json.loads((folder / "demo" / "run.json").read_text(encoding="utf-8"))["pid"]
    down = [child for child in children(parent) if is_lesser(child)]
    for child in down:
        os.kill(child, signal.SIGSTOP)
    try:
        yield len(down)
    finally:
        for child in down:
            os.kill(child, signal.SIGCONT)


def children(parent: int) -> list[int]:
    said = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=True)
    return [int(line) for line in said.stdout.split()]


def is_lesser(process: int) -> bool:
    words = Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8").split("\0")
    return not DOWN.isdisjoint(words)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def demo(folder: Path) -> Iterator[str]:
    """The address of a running demo."""
    with running_demo(folder) as address:
        yield address


def test_case_and_address_are_reached_in_time(browser: Browser, demo: str, folder: Path) -> None:
    with stopped(folder) as count:
        # Three witnesses, the log's keeper, the worker and the engine.
        assert count == 6
        began = time.monotonic()
        with signed_in(browser, demo, ON_CALL) as page:
            page.goto(f"{demo}/nodoppning/")
            answer(page, {"code_name": CODE, "ground": "LIFE", "reason": TEXT}, "Nödöppna ärendet")
            press(page, "Bekräfta med ett klick")
            press(page, "Nödöppna ärendet")
            expect(page.locator(".utvag-emergency")).to_contain_text(CODE)
            follow(page, "Öppna placeringen")
            follow(page, "Visa adressen")
            expect(page.locator("main")).to_contain_text("adressen visas direkt")
            follow(page, "Bekräfta att det är du")
            press(page, "Bekräfta med ett klick")
            answer(page, {"reason": "ACUTE"}, "Visa adressen")
            expect(page.locator("h1")).to_contain_text("Adressen till")
            expect(page.locator("[data-fleeting]")).to_contain_text("Kommun")
        took = time.monotonic() - began
    print(f"From the sign-in page to the address: {took:.1f} s")
    assert took < PROMISED_SECONDS


def test_when_they_are_back_the_log_is_witnessed_and_somebody_must_review(browser: Browser, demo: str) -> None:
    with signed_in(browser, demo, SECTION_HEAD) as page:
        row = page.locator("main").get_by_role("listitem").filter(has_text=CODE).filter(has_text="Nödöppn")
        row.get_by_role("link").first.click()
        expect(page.locator("main")).to_contain_text(TEXT)
        page.goto(f"{demo}/loggens-bevis/")
        expect(page.locator("main")).to_contain_text("Loggen är bevittnad")
