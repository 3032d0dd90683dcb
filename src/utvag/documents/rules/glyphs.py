"""Which signs the document's font can draw. What it cannot draw is written as its number: nothing falls away unseen."""

import unicodedata
from bisect import bisect_right
from typing import Final

# First and last sign of each run in Atkinson Hyperlegible Next as it is shipped; a test reads them from the font.
_RUNS: Final = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0xB4), (0xB6, 0x107), (0x10A, 0x113), (0x116, 0x11B), (0x11E, 0x123),
    (0x126, 0x127), (0x12A, 0x12B), (0x12E, 0x133), (0x136, 0x137), (0x139, 0x13E), (0x141, 0x148), (0x150, 0x155),
    (0x158, 0x15B), (0x15E, 0x165), (0x16A, 0x16B), (0x16E, 0x17E), (0x192, 0x192), (0x218, 0x21B), (0x237, 0x237),
    (0x2C6, 0x2C7), (0x2C9, 0x2C9), (0x2DA, 0x2DA), (0x2DC, 0x2DD), (0x300, 0x301), (0x303, 0x304), (0x308, 0x308),
    (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EF2, 0x1EF3), (0x2009, 0x2009), (0x2013, 0x2014), (0x2018, 0x201A),
    (0x201C, 0x201E), (0x2020, 0x2020), (0x2022, 0x2022), (0x2026, 0x2026), (0x2039, 0x203A), (0x2044, 0x2044),
    (0x20AC, 0x20AC), (0x20B9, 0x20B9), (0x2113, 0x2113), (0x2122, 0x2122), (0x2212, 0x2212), (0x2215, 0x2215),
)  # fmt: skip
_STARTS: Final = tuple(first for first, _ in _RUNS)

# Signs that another one of the font says as well.
_SAME: Final = str.maketrans(
    {
        "\t": " ",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "\u2013",
        "\u2015": "\u2014",
        "\u2003": " ",
        "\u2002": " ",
        "\u202f": "\u00a0",
        "\u2028": "\n",
        "\u2029": "\n",
        # Invisible, and without meaning on paper.
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
        "\ufe0f": None,
    }
)


def has_glyph(sign: str) -> bool:
    """Say whether the font can draw a sign."""
    run = bisect_right(_STARTS, ord(sign)) - 1
    return run >= 0 and ord(sign) <= _RUNS[run][1]


def printable(text: str) -> str:
    """Give a text in signs that can be drawn."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_SAME)
    return "".join(sign if sign == "\n" or has_glyph(sign) else f"[U+{ord(sign):04X}]" for sign in plain)
