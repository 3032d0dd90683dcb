"""The committed style sheet, fonts and mark are what assets/ makes, byte for byte."""

import subprocess
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
PRINT_FONTS = ROOT / "src/utvag/foundation/fonts"
SWEDISH_AND_NEIGHBOURS = "åäöÅÄÖéüßæøćčđğıłńśşšžŽ–—”’…§·×½°€0123456789"


def test_the_committed_files_are_what_assets_makes() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "assets/build.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_fonts_hold_the_letters_of_names_and_figures_of_one_width() -> None:
    for weight in ("Regular", "SemiBold", "Bold"):
        font = TTFont(PRINT_FONTS / f"AtkinsonHyperlegibleNext-{weight}.ttf")
        assert not [letter for letter in SWEDISH_AND_NEIGHBOURS if ord(letter) not in font.getBestCmap()], weight
        assert "tnum" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}, weight
