"""Whether a page's source is well formed: a parser's complaints, ids used twice, references to nothing."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import html5lib

REFERRING = ("aria-describedby", "aria-labelledby", "aria-controls", "for")


def markup_faults(source: str) -> list[str]:
    """List what is wrong with a page's source."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(source)
    faults = [f"line {place[0]}: {name} {details}" for place, name, details in parser.errors]
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    identifiers = Counter(str(element.get("id")) for element in elements if element.get("id") is not None)
    faults += [f"id {identifier!r} is used {count} times" for identifier, count in identifiers.items() if count > 1]
    faults += [f"{name} refers to #{wanted}, which is not there" for name, wanted in dangling(elements, identifiers)]
    faults += [f"<{element.tag}> has a style of its own" for element in elements if element.get("style") is not None]
    return faults


def dangling(elements: list[Any], identifiers: Counter[str]) -> Iterator[tuple[str, str]]:
    """Give each reference to an id that the page does not have."""
    for element in elements:
        for name in REFERRING:
            for wanted in (element.get(name) or "").split():
                if wanted not in identifiers:
                    yield name, wanted
        href = element.get("href") or ""
        if element.tag == "a" and href.startswith("#") and href[1:] not in identifiers:
            yield "href", href[1:]
