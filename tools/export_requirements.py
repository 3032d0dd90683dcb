"""Write the requirements files that follow from uv.lock; with `--check`, say whether they do.

python tools/export_requirements.py [--check]
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Made by `make lock` from uv.lock. Do not edit.\n"
FILES = {
    "requirements-uv.txt": ["--only-group", "installer"],
    "requirements-demo.txt": ["--group", "demo"],
    "requirements-dev.txt": ["--group", "dev"],
}


def exported(options: list[str]) -> str:
    """Return what the lock says about a choice of groups."""
    fixed = ["export", "--quiet", "--frozen", "--offline", "--no-default-groups", "--no-emit-project", "--no-header"]
    command = [str(Path(sys.executable).parent / "uv"), *fixed, *options]
    return HEADER + subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def main(arguments: list[str]) -> int:
    """Write or check all files; return the exit code."""
    stale = []
    for name, options in FILES.items():
        text, path = exported(options), ROOT / name
        if "--check" not in arguments:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            stale.append(name)
    for name in stale:
        sys.stderr.write(f"{name} does not follow from uv.lock. Mend it with: make lock\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
