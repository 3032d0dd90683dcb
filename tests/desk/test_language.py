"""The Swedish of the screens is plain: short sentences, few long words (LIX under 40)."""

import re

import pytest
from django.template.loader import render_to_string

from utvag.law.programme import load_programme
from utvag.law.terms import OPEN_REASONS, SECRET_REASONS, UNCHECKED

PLAIN = 40
LONG_WORD = 6

DUTIES = [f"{duty.why}" for duty in load_programme("malmo").duties]
REASONS = [*OPEN_REASONS.values(), *SECRET_REASONS.values()]
TO_DO = [f"{each.what} {each.what_to_do} {each.who}" for each in UNCHECKED.values()]
PAGES = ("desk/accessibility.html", "desk/about_demo.html")


def lix(text: str) -> float:
    """Give the readability index: words in a sentence plus the share of words over six letters."""
    words = re.findall(r"[\wåäöÅÄÖ]+", text)
    sentences = re.findall(r"[.!?:]", text)
    return len(words) / max(len(sentences), 1) + 100 * sum(len(word) > LONG_WORD for word in words) / len(words)


def shown(template: str) -> str:
    """Give the sentences of a page's own text."""
    page = render_to_string(template)
    main = page[page.index("<main") : page.index("</main>")]
    paragraphs = re.findall(r"<(?:p|li)[^>]*>(.*?)</(?:p|li)>", main, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", paragraph) for paragraph in paragraphs)


@pytest.mark.parametrize("texts", [DUTIES, REASONS, TO_DO], ids=["duties", "reasons", "what to do"])
def test_the_texts_about_the_work_are_plain(texts: list[str]) -> None:
    assert lix(" ".join(texts)) < PLAIN


@pytest.mark.parametrize("template", PAGES)
def test_the_pages_that_are_mostly_text_are_plain(template: str) -> None:
    assert lix(shown(template)) < PLAIN
