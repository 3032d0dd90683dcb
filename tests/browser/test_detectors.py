"""The watchers see what they are there to see: each fault put in on purpose is reported."""

import pytest
from playwright.sync_api import Browser

from tests.browser.style_guide.server import serve
from tests.browser.visit import visit
from tests.browser.wellformed import markup_faults

FAULTY = """<!doctype html><html lang="sv"><head><title>Fel</title></head><body><main><h1>Fel</h1>
<p id="a" style="color: #ccc">Blek</p><p id="a">Igen</p><img src="http://elsewhere.example/x.png">
<script>document.title = "in"</script><label for="nowhere">Namn</label></main></body></html>"""


@pytest.fixture
def faults(browser: Browser) -> str:
    with serve({"/": FAULTY}) as base, pytest.raises(AssertionError) as caught:
        examine(browser, base)
    return str(caught.value)


def test_a_page_full_of_faults_is_reported_for_each_of_them(faults: str) -> None:
    for sign in (
        "a request elsewhere: http://elsewhere.example",
        "Content Security Policy: script-src",
        "Content Security Policy: style-src",
        "axe image-alt",
        "id 'a' is used 2 times",
        "for refers to #nowhere",
    ):
        assert sign in faults, faults


def test_an_address_that_answers_otherwise_is_reported(browser: Browser, style_guide: str) -> None:
    with pytest.raises(AssertionError, match="/404/ answered 200, not 404"), visit(browser, style_guide) as visited:
        visited.open("/404/", status=404)


def examine(browser: Browser, base: str) -> None:
    with visit(browser, base) as visited:
        visited.open("/")
        visited.examine()


def test_a_stray_tag_is_reported() -> None:
    assert markup_faults("<!doctype html><html lang=sv><title>x</title><p>x</b></p></html>")
