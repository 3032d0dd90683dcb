"""How fresh a touch must be."""

from datetime import datetime, timedelta
from typing import Final

#: How long a shown key stands for the one who showed it.
TOUCH_IS_FRESH: Final = timedelta(minutes=2)


def oldest_fresh(now: datetime) -> datetime:
    """Give the moment before which a touch is too old."""
    return now - TOUCH_IS_FRESH
