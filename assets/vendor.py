"""Take the parts of govuk-frontend and of the font that we build from out of their npm packages.

Only for the one who raises a version: needs npm for `npm pack` and nothing else. Run it, read the diff, run build.py.
"""

import subprocess
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

ASSETS = Path(__file__).resolve().parent
GOVUK = "govuk-frontend@6.6.0"
FONT = "@fontsource-variable/atkinson-hyperlegible-next@5.3.0"

#: The components whose styles we use; the others (header, crown, footer, cookie banner …) stay out.
COMPONENTS = frozenset(
    "back-link button checkboxes details error-message error-summary fieldset hint input label radios "
    "select skip-link summary-list tag task-list textarea".split()
)
FONT_FILES = frozenset({"latin-wght-normal.woff2", "latin-ext-wght-normal.woff2"})


def main() -> None:
    """Replace assets/vendor/govuk-frontend and assets/fonts with the wanted files of the two packages."""
    with tempfile.TemporaryDirectory() as folder:
        unpack_styles(pack(GOVUK, Path(folder)), ASSETS / "vendor" / "govuk-frontend")
        unpack_fonts(pack(FONT, Path(folder)), ASSETS / "fonts")


def pack(package: str, folder: Path) -> Path:
    """Let npm fetch one package as an archive."""
    done = subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True)
    return folder / done.stdout.strip().splitlines()[-1]


def unpack_styles(archive: Path, target: Path) -> None:
    """Write the SCSS files we build from. The licence beside them comes from the project's repository."""
    for name, content in files_in(archive):
        if name.parts[:3] != ("package", "dist", "govuk") or name.suffix != ".scss" or ".import." in name.name:
            continue
        inner = name.relative_to("package/dist/govuk")
        if inner.parts[0] == "overrides" or inner.parts == ("index.scss",):
            continue
        if inner.parts[0] == "components" and (len(inner.parts) == 2 or inner.parts[1] not in COMPONENTS):
            continue
        write(target / inner, content)


def unpack_fonts(archive: Path, target: Path) -> None:
    """Write the variable fonts and their licence."""
    for name, content in files_in(archive):
        if any(name.name.endswith("next-" + wanted) for wanted in FONT_FILES):
            write(target / name.name, content)
        if name == PurePosixPath("package/LICENSE"):
            write(target / "OFL.txt", content)


def files_in(archive: Path) -> list[tuple[PurePosixPath, bytes]]:
    """Read an archive's plain files."""
    with tarfile.open(archive) as tar:
        found = [(PurePosixPath(member.name), tar.extractfile(member)) for member in tar if member.isfile()]
        return [(name, stream.read()) for name, stream in found if stream is not None]


def write(path: Path, content: bytes) -> None:
    """Write one file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    main()
