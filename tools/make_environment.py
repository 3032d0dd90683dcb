"""Make `.venv` from a requirements file: only what the lock names, every hash checked, and our own program in it.

Runs on the machine's own Python, with nothing but the standard library:

    python3 tools/make_environment.py demo|dev|check

A second run with nothing changed costs nothing. pip fetches uv and uv fetches the rest, since it is several times
faster; where uv cannot reach the packages, pip does it all, with the same hashes and with the settings that pip has on
this machine.
"""

from __future__ import annotations

import configparser
import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "utvag-environment.json"
INSTALLER = ROOT / "requirements-uv.txt"
OLDEST, NEWEST = (3, 11), (3, 13)
# What pip calls it, and the variable by which uv takes it.
UV_NAMES = {"index_url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}

PROGRAM = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from utvag.config.command_line import main

sys.exit(main())
"""


def main(group: str) -> int:
    """Bring `.venv` in line with a group's requirements; return the exit code."""
    if group == "check":
        return 0 if is_current(known().get("group", "demo")) else 1
    with one_at_a_time():
        # Who has the tools of a developer keeps them when the demo is started.
        group = "dev" if known().get("group") == "dev" else group
        if is_current(group):
            return 0
        complaint = unsuitable_python()
        if complaint:
            sys.stderr.write(complaint + "\n")
            return 1
        try:
            build(group)
        except subprocess.CalledProcessError as error:
            sys.stderr.write(f"Miljön i .venv blev inte klar ({Path(error.cmd[0]).name}, kod {error.returncode}).\n")
            return 1
    return 0


def unsuitable_python() -> str | None:
    """Return what is wrong with the Python that runs this, and the line that mends it."""
    version = sys.version_info[:2]
    if not OLDEST <= version <= NEWEST:
        return f"Utväg behöver Python 3.11, 3.12 eller 3.13; {sys.executable} är {version[0]}.{version[1]}."
    if bundled_pip() is None:
        return f"Python saknar venv. Kör: sudo apt-get install -y python{version[0]}.{version[1]}-venv"
    return None


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let two runs at once follow one another."""
    with INSTALLER.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def known() -> dict[str, str]:
    """Return what the last run noted; nothing when the checkout has been moved since, for paths stand in `.venv`."""
    try:
        noted = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return noted if noted.get("root") == str(ROOT) else {}


def is_current(group: str) -> bool:
    """Tell whether `.venv` is what the requirements say."""
    return is_usable() and known().get("group") == group and known().get("digest") == digest(group)


def is_usable() -> bool:
    """Tell whether `.venv` is ours and its Python is still there."""
    return bool(known()) and PYTHON.exists()


def requirements(group: str) -> Path:
    """Return the file that names a group's packages and their hashes."""
    return ROOT / f"requirements-{group}.txt"


def digest(group: str) -> str:
    """Return a mark of everything that decides what is in `.venv`."""
    parts = (requirements(group).read_bytes(), INSTALLER.read_bytes(), Path(__file__).read_bytes())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def build(group: str) -> None:
    """Make `.venv` where need be, and put exactly the group's packages in it."""
    print(f"Utväg: hämtar paketen i {requirements(group).name} till .venv …", flush=True)
    if not is_usable():
        make_venv()
    STAMP.unlink(missing_ok=True)
    if not install_with_uv(group, pip_settings()):
        print("Utväg: uv kom inte fram till paketen; pip försöker i stället, vilket tar längre tid.", flush=True)
        install_with_pip(requirements(group))
    link_ourselves()
    STAMP.write_text(json.dumps({"root": str(ROOT), "group": group, "digest": digest(group)}))


def make_venv() -> None:
    """Make an empty `.venv`, in place of one that another tool or another place has made."""
    if VENV.exists() and not (VENV / "pyvenv.cfg").exists():
        raise SystemExit(f"{VENV} är ingen Pythonmiljö; flytta den först.")
    shutil.rmtree(VENV, ignore_errors=True)
    # Without pip, whose installation takes longer than all the rest: the wheel that Python brings along runs as it is.
    run(sys.executable, "-m", "venv", "--without-pip", str(VENV))


def bundled_pip() -> Path | None:
    """Return the wheel of pip that comes with this Python; Debian keeps it in a folder of its own."""
    spec = importlib.util.find_spec("ensurepip")
    own = [Path(place) / "_bundled" for place in (spec.submodule_search_locations or [])] if spec else []
    debians = sysconfig.get_config_var("WHEEL_PKG_DIR")
    folders = [*own, *([Path(debians)] if debians else [])]
    return next((wheel for folder in folders for wheel in sorted(folder.glob("pip-*.whl"))), None)


def pip_settings() -> dict[str, str]:
    """Return in uv's words what pip on this machine has been told about where packages are."""
    told: dict[str, str] = {}
    for path in pip_files():
        read = configparser.RawConfigParser()
        with contextlib.suppress(configparser.Error, OSError, UnicodeDecodeError):
            read.read(path)
            for section in ("global", "install"):
                told.update(read.items(section) if read.has_section(section) else ())
    told.update({name: os.environ[f"PIP_{name.upper()}"] for name in UV_NAMES if f"PIP_{name.upper()}" in os.environ})
    known_names = {name.replace("-", "_"): value for name, value in told.items()}
    settings = {UV_NAMES[name]: value for name, value in known_names.items() if name in UV_NAMES}
    return {variable: value for variable, value in settings.items() if variable not in os.environ}


def pip_files() -> list[Path]:
    """Return the places where pip reads its settings, the strongest last."""
    home = Path.home()
    users = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "pip" / "pip.conf"
    chosen = os.environ.get("PIP_CONFIG_FILE")
    return [Path("/etc/pip.conf"), home / ".pip" / "pip.conf", users, *([Path(chosen)] if chosen else [])]


def install_with_uv(group: str, settings: dict[str, str]) -> bool:
    """Install with uv; tell whether that succeeded."""
    try:
        install_with_pip(INSTALLER)
        run(
            str(VENV / "bin" / "uv"),
            *("pip", "sync", "--quiet", "--python", str(PYTHON), "--require-hashes", "--only-binary", ":all:"),
            str(requirements(group)),
            environment={**os.environ, "UV_HTTP_RETRIES": "1", **settings},
        )
    except (subprocess.CalledProcessError, OSError):
        return False
    return True


def install_with_pip(file: Path) -> None:
    """Install with pip, nothing without its hash."""
    options = ["-qq", "--disable-pip-version-check", "--no-input", "--require-hashes", "--only-binary", ":all:"]
    environment = {**os.environ, "PYTHONPATH": str(bundled_pip())}
    run(str(PYTHON), "-m", "pip", "install", *options, "-r", str(file), environment=environment)


def link_ourselves() -> None:
    """Let `.venv` run the checkout's own source, and give it the program."""
    (site_packages,) = (VENV / "lib").glob("python3.*/site-packages")
    (site_packages / "utvag.pth").write_text(f"{ROOT / 'src'}\n")
    program = VENV / "bin" / "utvag"
    program.unlink(missing_ok=True)
    program.write_text(PROGRAM.format(python=PYTHON))
    program.chmod(0o755)


def run(*command: str, environment: dict[str, str] | None = None) -> None:
    """Run a command to its end, and fail when it fails."""
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "demo"))
