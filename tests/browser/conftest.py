"""One Chromium for all browser tests, and the style guide's own small server."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import running_chromium
from tests.browser.style_guide.pages import style_guide_pages
from tests.browser.style_guide.server import serve


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs Chromium."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    # Playwright's own event loop runs in this thread; Django would take every use of a database for one inside it.
    with pytest.MonkeyPatch.context() as patch, running_chromium() as started:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield started


@pytest.fixture(scope="session")
def style_guide() -> Iterator[str]:
    """The style guide's address."""
    with serve(style_guide_pages()) as address:
        yield address
