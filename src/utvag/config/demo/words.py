"""What the demo's commands say."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from utvag.config.demo.folder import Running
from utvag.config.demo_municipality.staff import Login


def say_step(step: str) -> None:
    """Say what is being done, at a terminal only: in a file the result is enough."""
    if sys.stdout.isatty():
        _say(f"Utväg: {step} …")


def say_ready(address: str, logins: Sequence[Login], *, seconds: float) -> None:
    """Say where the demo is and whom to sign in as."""
    _say(f"\nUtväg är igång efter {seconds:.0f} s:  {address}\n")
    width = max((len(login.role) for login in logins), default=0)
    name_width = max((len(login.username) for login in logins), default=0)
    for login in logins:
        _say(f"  {login.role:<{width}}   {login.username:<{name_width}}   {login.display_name}")
    _say("\nLogga in med ett klick. Allt är påhittat. Avsluta med Ctrl-C. Börja om från början: make demo-reset\n")


def say_running(running: Running | None) -> None:
    """Say that there is a demo already."""
    _say("Demon körs redan" + (f": {running.address} (process {running.pid})" if running else " (den startar)."))


def say_stopped() -> None:
    """Say that nothing is running any more."""
    _say("Utväg är avstängd. Det som gjordes finns kvar till nästa `make demo`.")


def say_unable(error: Exception) -> None:
    """Say why it cannot be done."""
    sys.stderr.write(f"{error}\n")
    sys.stderr.flush()


def say(text: str) -> None:
    """Say something else."""
    _say(text)


def _say(text: str) -> None:
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except OSError:
        # The terminal is gone; the children must be stopped all the same.
        sys.stdout = open("/dev/null", "w")  # noqa: SIM115, PTH123
