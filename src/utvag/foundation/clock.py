"""The only reader of the clock. Everything else is given the time as an argument."""

from datetime import datetime

from django.utils import timezone

from utvag.foundation.swedish_time import SWEDEN, day_of, moment_of

__all__ = ("SWEDEN", "day_of", "moment_of", "now")


def now() -> datetime:
    """Give this moment."""
    return timezone.now()
