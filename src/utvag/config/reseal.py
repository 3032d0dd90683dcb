"""`utvag reseal`: after an upgrade, move where homes and parties are under the key that only the engine has, and wrap
each case's key so that it can be destroyed alone.

Run as the owner of the tables, as migrations are, with every key at hand. It may be stopped and run again.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

import django


def run_reseal(argv: Sequence[str]) -> int:
    """Move what is left to move, and say how much that was."""
    parser = argparse.ArgumentParser(
        prog="utvag reseal", description="Försegla var hem och parter finns för sig, och varje ärendes nyckel för sig."
    )
    parser.parse_args(list(argv))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utvag.config.settings")
    django.setup()
    from utvag.placement.resealing import reseal_places  # noqa: PLC0415 (after django.setup)
    from utvag.secrecy.envelope import wrap_anew  # noqa: PLC0415

    moved = reseal_places()
    print(f"Förseglade för sig: {moved.homes} hem, {moved.entries} uppgifter, {moved.snapshots} sparade register.")
    print(f"Nycklar som nu kan förstöras en och en: {wrap_anew()} ärenden.")
    return 0
