"""The palette's contrasts, measured: docs/look.md names the same pairs."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = (ROOT / "assets/scss/_palette.scss").read_text(encoding="utf-8")
PALETTE = dict(re.findall(r"^\$([a-z]+(?:-\d+)?): (#[0-9a-f]{3,6});", SOURCE, re.MULTILINE))
GROUNDS = ("snow", "birch-50", "birch-100")
#: Words on their ground: 4.5 to 1 at least, WCAG 1.4.3.
WORDS = (
    *((ink, ground) for ink in ("ink", "granite-700", "pine-700", "lingon-700", "violet-700") for ground in GROUNDS),
    ("snow", "pine-700"),
    ("snow", "pine-900"),
    ("snow", "lingon-700"),
    ("snow", "cloudberry-800"),
    ("pine-100", "pine-900"),
    ("ink", "sun"),
    ("ink", "birch-200"),
    ("pine-700", "pine-100"),
    ("pine-800", "pine-100"),
    ("lake-800", "lake-100"),
    ("cloudberry-800", "cloudberry-100"),
    ("cloudberry-800", "cloudberry-50"),
    ("lingon-800", "lingon-100"),
    *(("ink", ground) for ground in ("pine-100", "lake-100", "cloudberry-100", "cloudberry-50", "lingon-100")),
)
#: Edges of fields, frames of marks, the line of the current page: 3 to 1 at least, WCAG 1.4.11.
EDGES = (
    ("granite-500", "snow"),
    ("granite-500", "birch-50"),
    ("pine-700", "snow"),
    ("pine-500", "pine-100"),
    ("lake-700", "lake-100"),
    ("cloudberry-600", "cloudberry-100"),
    ("cloudberry-600", "cloudberry-50"),
    ("lingon-700", "lingon-100"),
    ("sun", "pine-900"),
)


@pytest.mark.parametrize(("front", "ground"), WORDS)
def test_words_can_be_read(front: str, ground: str) -> None:
    assert contrast(PALETTE[front], PALETTE[ground]) >= 4.5


@pytest.mark.parametrize(("front", "ground"), EDGES)
def test_edges_can_be_seen(front: str, ground: str) -> None:
    assert contrast(PALETTE[front], PALETTE[ground]) >= 3


def test_the_page_about_the_look_states_the_contrasts_as_measured() -> None:
    page = (ROOT / "docs/look.md").read_text(encoding="utf-8")
    stated = re.findall(r"^\| `([a-z0-9-]+)` on `([a-z0-9-]+)` \| ([\d.]+) \|", page, re.MULTILINE)
    assert len(stated) >= 15
    for front, ground, ratio in stated:
        assert f"{contrast(PALETTE[front], PALETTE[ground]):.1f}" == ratio, (front, ground)


def test_nothing_of_the_british_government_is_served() -> None:
    served = (ROOT / "src/utvag/foundation/static/foundation/app.css").read_text(encoding="utf-8-sig")
    assert "Transport" not in served
    assert "crest" not in served
    assert "crown" not in served.lower().replace("crown copyright", "")


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """WCAG's relative luminance of #rgb or #rrggbb."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
