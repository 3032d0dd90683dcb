"""Walk through every page that a signed-in person can reach by its links, and examine each."""

import re
from collections import Counter, deque
from collections.abc import Iterable
from html import unescape
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.browser.visit import NARROW, WIDE, Visit

#: Pages of one kind that are examined per role; more of the same say nothing new.
ENOUGH = 1
MOST_SOUGHT = 1500
#: Pages of one kind that are read in search of others: more than any role has cases.
ENOUGH_SOUGHT = 20
LINK = re.compile(r'href="(/[^"#]*)')
#: Links to files: the browser's own viewer is no page of ours. Tests of their own open them.
FILES = (
    "documents:pdf",
    "documents:copy",
    "decisions:committee-document",
    "desk:log-checkpoint",
    "desk:asvs-file",
    "desk:access-matrix-file",
)


def walk(visited: Visit, starts: Iterable[str], *, enough: int = ENOUGH) -> set[str]:
    """Follow links from some addresses, examine the pages, and give the names of the URL patterns seen."""
    waiting, known, seen = deque(starts), set(starts), dict[str, int]()
    while waiting:
        path = waiting.popleft()
        name = pattern_name(path)
        if name is None or name in FILES or seen.get(name, 0) >= enough:
            continue
        seen[name] = seen.get(name, 0) + 1
        visited.open(path)
        visited.examine()
        fresh = [link for link in links_of(visited.page, visited.base) if link not in known]
        known.update(fresh)
        waiting.extend(fresh)
    return set(seen)


def seek(visited: Visit, wanted: set[str]) -> set[str]:
    """Follow all links without drawing them, and examine one page of each wanted name, wide and narrow."""
    waiting, known, found, read = deque(["/"]), {"/"}, set[str](), Counter[str]()
    while waiting and wanted - found and len(known) < MOST_SOUGHT:
        path = waiting.popleft()
        name = pattern_name(path)
        if name is None or name in FILES or read[name] >= ENOUGH_SOUGHT:
            continue
        read[name] += 1
        if name in wanted - found:
            found.add(name)
            visited.open(path)
            visited.examine()
            visited.page.set_viewport_size({"width": NARROW, "height": 900})
            visited.examine_as_drawn()
            visited.page.set_viewport_size({"width": WIDE, "height": 900})
        source = visited.page.request.get(visited.base + path).text()
        fresh = [link for link in dict.fromkeys(LINK.findall(source)) if unescape(link) not in known]
        known.update(map(unescape, fresh))
        waiting.extend(map(unescape, fresh))
    return found


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
