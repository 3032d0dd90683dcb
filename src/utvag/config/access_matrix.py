"""Write the access matrix: ``python -m utvag.config.access_matrix > docs/access-matrix.csv``. Needs no database."""

import os
import sys

import django


def main() -> int:
    """Write every cell, as the code decides it now."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utvag.config.settings")
    os.environ.setdefault("UTVAG_SECRET_KEY", "nothing is signed here; " * 4)
    django.setup()
    from utvag.desk.queries.matrix import as_csv  # noqa: PLC0415 (after django.setup)

    sys.stdout.write(as_csv())
    return 0


if __name__ == "__main__":
    sys.exit(main())
