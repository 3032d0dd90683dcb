"""Make `.venv` from a requirements file: only what the lock names, every hash checked, and our own program in it.

Runs on the machine's own Python, with nothing but the standard library:

    python3 tools/make_environment.py demo|dev|check

A second run with nothing changed costs nothing. pip fetches uv and uv fetches the rest, since it is several times
faster; where uv cannot reach the packages, pip does it all, with the same hashes and with the settings that pip has on
this machine.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "utvag-environment.json"
INSTALLER = ROOT / "requirements-uv.txt"
OLDEST, NEWEST = (3, 11), (3, 13)

PROGRAM = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from utvag.config.command_line import main

sys.exit(main())
"""


def main(group: str) -> int:
    """Bring `.venv` in line with a group's requirements; return the exit code."""
    complaint = unsuitable_python()
    if complaint:
        sys.stderr.write(complaint + "\n")
        return 1
    if group == "check":
        return 0 if is_current(known().get("group", "demo")) else 1
    with one_at_a_time():
        # Who has the tools of a developer keeps them when the demo is started.
        group = "dev" if known().get("group") == "dev" else group
        if is_current(group):
            return 0
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
    if not is_usable() and importlib.util.find_spec("ensurepip") is None:
        return f"Python saknar venv. Kör: sudo apt-get install -y python{version[0]}.{version[1]}-venv"
    return None


@contextlib.contextmanager
def one_at_a_time():
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
    settings = pip_settings()
    if not install_with_uv(group, settings):
        install_with_pip(group)
    link_ourselves()
    STAMP.write_text(json.dumps({"root": str(ROOT), "group": group, "digest": digest(group)}))


def make_venv() -> None:
    """Make an empty `.venv`, in place of one that another tool or another place has made."""
    if VENV.exists() and not (VENV / "pyvenv.cfg").exists():
        raise SystemExit(f"{VENV} är ingen Pythonmiljö; flytta den först.")
    shutil.rmtree(VENV, ignore_errors=True)
    run(sys.executable, "-m", "venv", str(VENV))


def pip_settings() -> dict[str, str]:
    """Return in uv's words what pip on this machine has been told about where packages are."""
    answer = subprocess.run([str(PYTHON), "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
    told = dict(re.findall(r"^\S+?\.([a-z-]+)='(.*)'$", answer.stdout, re.MULTILINE))
    names = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}
    return {variable: told[name] for name, variable in names.items() if name in told and variable not in os.environ}


def install_with_uv(group: str, settings: dict[str, str]) -> bool:
    """Install with uv; tell whether that succeeded."""
    try:
        run(*pip_install(), "-r", str(INSTALLER))
        run(
            str(VENV / "bin" / "uv"),
            *("pip", "sync", "--quiet", "--python", str(PYTHON), "--require-hashes", "--only-binary", ":all:"),
            str(requirements(group)),
            environment={**os.environ, "UV_HTTP_RETRIES": "1", **settings},
        )
    except (subprocess.CalledProcessError, OSError):
        print("Utväg: uv kom inte fram till paketen; pip försöker i stället, vilket tar längre tid.", flush=True)
        return False
    return True


def install_with_pip(group: str) -> None:
    """Install with pip, which uv may have taken away."""
    run(str(PYTHON), "-m", "ensurepip", "--default-pip")
    run(*pip_install(), "-r", str(requirements(group)))


def pip_install() -> list[str]:
    """Return the beginning of a command that installs nothing without its hash."""
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes", "--only-binary", ":all:"]
    return [str(PYTHON), "-m", "pip", "install", *options]


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
