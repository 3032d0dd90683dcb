"""`utvag doctor`: what is missing on this machine, and the one command that mends it."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import zoneinfo
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from utvag.config.demo.embedded import abandoned_homes
from utvag.config.demo.errors import UnableToRunDemo
from utvag.config.demo.folder import DemoFolder
from utvag.config.demo.place import DemoPlace, checkout, read_place
from utvag.config.demo.residents import FIRST_UID, python_of_others
from utvag.config.demo.services import choose_port
from utvag.gateways.postgres.binaries import find_binaries
from utvag.gateways.postgres.errors import UnableToRunPostgres
from utvag.gateways.postgres.lodging import shared_home, unprivileged
from utvag.gateways.postgres.orphan import find_orphan

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONT_FOLDER = Path(__file__).resolve().parents[1] / "foundation" / "fonts"
# Either set to 1 lets an ordinary user's browser close its pages in; a file that is not there forbids nothing.
NAMESPACES = (
    (Path("/proc/sys/kernel/unprivileged_userns_clone"), "1"),
    (Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns"), "0"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; a remedy means that it is missing."""

    what: str
    remedy: str | None = None

    def line(self) -> str:
        """Write it as the command shows it."""
        if self.remedy is None:
            return f"  OK      {self.what}"
        return f"  saknas  {self.what}\n          {self.remedy}"


def run_doctor(argv: Sequence[str]) -> int:
    """Look at everything, say each thing on its line, and return 0 when nothing is missing."""
    parser = argparse.ArgumentParser(prog="utvag doctor", description="Säg vad som saknas på den här datorn.")
    parser.parse_args(list(argv))
    place = read_place(os.environ)
    findings = [check(place) for check in CHECKS]
    for finding in findings:
        print(finding.line())
    return 1 if any(finding.remedy for finding in findings) else 0


def check_python(_place: DemoPlace) -> Finding:
    """Look at the Python that we run on."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        return Finding(f"Python 3.11 till 3.13 (det här är {version})", _apt("python3 python3-venv"))
    return Finding(f"Python {version}")


def check_environment(_place: DemoPlace) -> Finding:
    """Look whether `.venv` holds what the lock says."""
    maker = checkout() / "tools" / "make_environment.py"
    if not maker.exists():
        return Finding("miljön hör inte till en utcheckning")
    answer = subprocess.run([sys.executable, str(maker), "check"], capture_output=True, check=False)
    return Finding("miljön i .venv stämmer med låset", None if answer.returncode == 0 else "make env")


def check_postgres(place: DemoPlace) -> Finding:
    """Look whether there is a PostgreSQL that we can run."""
    try:
        binaries = find_binaries(place.postgres)
    except UnableToRunPostgres as error:
        return Finding(f"PostgreSQL: {error}", _apt("postgresql"))
    return Finding(f"PostgreSQL {binaries.major} i {binaries.folder}")


def check_identity(place: DemoPlace) -> Finding:
    """Look as whom PostgreSQL will run: it refuses to run as root."""
    if os.geteuid() != 0:
        return Finding("PostgreSQL körs som du själv")
    try:
        unprivileged()
    except UnableToRunPostgres as error:
        return Finding(str(error), "adduser --system --no-create-home nobody")
    return Finding(f"PostgreSQL körs som nobody, med sina data i {shared_home(place.folder)}; ingen användare skapas")


def check_residents(_place: DemoPlace) -> Finding:
    """Look as whom the demo's processes will run."""
    if os.geteuid() != 0:
        return Finding("demons processer körs alla som du själv; startad av root får var och en en egen användare")
    python = python_of_others()
    if python is None:
        # Nothing is missing: the demo runs, and its own pages say the same.
        return Finding("demons processer körs alla som root, vilket är svagare: andra når inte vår Python")
    return Finding(f"demons processer körs som egna användare, {FIRST_UID} och uppåt, med {python.command[0]}")


def check_browser(_place: DemoPlace) -> Finding:
    """Look for the browser that the tests drive."""
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if found is None:
        return Finding("Chromium, som testerna styr (demon klarar sig utan)", _apt("chromium"))
    return Finding(f"Chromium: {found}")


def check_sandbox(_place: DemoPlace) -> Finding:
    """Look whether the tests' browser can close its pages in."""
    if os.geteuid() == 0:
        return Finding("Chromium kör som root utan sandlåda i testerna, bara mot den här datorn")
    for path, open_value in NAMESPACES:
        if path.exists() and path.read_text().strip() != open_value:
            return Finding("Chromiums sandlåda", f"sudo sysctl -w {path.parent.name}.{path.name}={open_value}")
    return Finding("Chromiums sandlåda")


def check_fonts(_place: DemoPlace) -> Finding:
    """Look for the fonts that documents are set in."""
    found = [path for path in FONT_FOLDER.rglob("*") if path.suffix in {".ttf", ".otf"}]
    return Finding(f"typsnitt: {len(found)} filer", None if found else "make assets")


def check_time_zones(_place: DemoPlace) -> Finding:
    """Look whether Swedish time is known here."""
    try:
        zoneinfo.ZoneInfo("Europe/Stockholm")
    except zoneinfo.ZoneInfoNotFoundError:
        return Finding("tidszonen Europe/Stockholm", "make env")
    return Finding("tidszonen Europe/Stockholm")


def check_folder(place: DemoPlace) -> Finding:
    """Look whether the demo can write where it lives."""
    folder = place.folder if place.folder.is_dir() else place.folder.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding(f"{folder} går att skriva i", f"sudo chown -R {os.geteuid()} {folder}")
    if place.folder.is_dir() and place.folder.lstat().st_uid != os.geteuid():
        return Finding(f"{place.folder} är din", f"sudo rm -r {place.folder}")
    return Finding(f"{folder} går att skriva i")


def check_port(_place: DemoPlace) -> Finding:
    """Look whether this machine lends us a port."""
    try:
        choose_port(None)
    except UnableToRunDemo:
        return Finding("ledig port på 127.0.0.1", "stäng något program som lyssnar")
    return Finding("ledig port på 127.0.0.1")


def check_leftovers(place: DemoPlace) -> Finding:
    """Look whether a killed demo left a server running."""
    folder = DemoFolder(place.folder)
    if place.folder.is_dir() and folder.is_locked():
        running = folder.running()
        return Finding(f"demon körs: {running.address}" if running else "demon startar")
    homes = (place.folder, shared_home(place.folder))
    orphans = [pid for home in homes for data in home.glob("pg[0-9][0-9]") if (pid := find_orphan(data))]
    if orphans:
        return Finding("inget kvar av en avbruten demo", f"kill -INT {' '.join(map(str, orphans))}")
    abandoned = [str(home) for home in abandoned_homes()]
    if abandoned:
        return Finding("inget kvar av en borttagen utcheckning", f"rm -r {' '.join(abandoned)}")
    return Finding("inget kvar av en avbruten demo eller en borttagen utcheckning")


CHECKS: tuple[Callable[[DemoPlace], Finding], ...] = (
    check_python,
    check_environment,
    check_postgres,
    check_identity,
    check_residents,
    check_folder,
    check_port,
    check_leftovers,
    check_time_zones,
    check_fonts,
    check_browser,
    check_sandbox,
)


def _apt(packages: str) -> str:
    return f"{'' if os.geteuid() == 0 else 'sudo '}apt-get install -y --no-install-recommends {packages}"
