"""Django's own commands, under our program's name: `utvag manage migrate`."""

from __future__ import annotations

import os
from collections.abc import Sequence

from django.core.management import execute_from_command_line


def main(argv: Sequence[str]) -> int:
    """Run one of Django's commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utvag.config.settings")
    execute_from_command_line(["utvag manage", *argv])
    return 0
