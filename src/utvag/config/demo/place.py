"""What the environment says about where the demo is and what it runs on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import utvag

# What the demo decides itself must not come from outside; LD_* and PG* would change what its children do.
OWN_PREFIXES = ("UTVAG_", "PG", "LD_", "DJANGO_", "DATABASE_URL", "PYTHONDONTWRITEBYTECODE")


@dataclass(frozen=True, slots=True)
class GivenAddress:
    """A database that is not ours: who runs it; and its owner, log, engine and review when they are given."""

    url: str
    owner_url: str | None
    log_url: str | None = None
    engine_url: str | None = None
    review_url: str | None = None

    def __repr__(self) -> str:
        return "GivenAddress(…)"


@dataclass(frozen=True, slots=True)
class DemoPlace:
    """The demo's folder, its PostgreSQL, and the environment that its children inherit."""

    folder: Path
    postgres: Path | None
    given: GivenAddress | None
    with_parent: bool
    environment: Mapping[str, str]


def read_place(environment: Mapping[str, str]) -> DemoPlace:
    """Read the demo's place out of the environment."""
    folder = environment.get("UTVAG_DEMO_FOLDER")
    binaries = environment.get("UTVAG_PG_BIN")
    return DemoPlace(
        folder=Path(folder).absolute() if folder else checkout() / ".demo",
        postgres=Path(binaries).absolute() if binaries else None,
        given=_given(environment),
        with_parent=bool(environment.get("UTVAG_WITH_PARENT")),
        environment={name: value for name, value in environment.items() if not name.startswith(OWN_PREFIXES)},
    )


def _given(environment: Mapping[str, str]) -> GivenAddress | None:
    url = environment.get("DATABASE_URL")
    if not url:
        return None
    names = ("OWNER", "LOG", "ENGINE", "REVIEW")
    return GivenAddress(url, *(environment.get(f"UTVAG_{each}_DATABASE_URL") or None for each in names))


def checkout() -> Path:
    """Return the checkout that this program is part of, or else the folder we stand in."""
    root = Path(utvag.__file__).resolve().parents[2]
    return root if (root / "pyproject.toml").is_file() else Path.cwd()
