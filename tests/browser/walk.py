"""Walk through every page that a signed-in person can reach by its links, and examine each."""

from collections import deque
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.browser.visit import Visit

#: Pages of one kind that are examined per role; more of the same say nothing new.
ENOUGH = 2


def walk(visited: Visit, starts: Iterable[str]) -> set[str]:
    """Follow links from some addresses, examine the pages, and give the names of the URL patterns seen."""
    waiting, known, seen = deque(starts), set(starts), dict[str, int]()
    while waiting:
        path = waiting.popleft()
        name = pattern_name(path)
        if name is None or seen.get(name, 0) >= ENOUGH:
            continue
        seen[name] = seen.get(name, 0) + 1
        visited.open(path)
        visited.examine()
        fresh = [link for link in links_of(visited.page, visited.base) if link not in known]
        known.update(fresh)
        waiting.extend(fresh)
    return set(seen)


def links_of(page: Page, base: str) -> list[str]:
    """List the addresses of the site that a page links to, without fragments."""
    found: list[str] = page.evaluate("[...document.links].map((link) => link.href.split('#')[0])")
    return [link.removeprefix(base) for link in dict.fromkeys(found) if link.startswith(base + "/")]


def pattern_name(path: str) -> str | None:
    """Give the name of the URL pattern behind an address, or None where there is none."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None
