"""How much one user, and one case, may learn of the engine by asking in different ways. No Django here."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)

# Different questions: the same one asked again teaches nothing new, and is not counted again within a day.
PER_ACCOUNT_AN_HOUR: Final = 30
PER_ACCOUNT_A_DAY: Final = 100
PER_CASE_A_DAY: Final = 20


def may_ask_again(of_account: Sequence[datetime], of_case: Sequence[datetime], now: datetime) -> datetime | None:
    """Say when one who wants to ask one more different question may; None for at once.

    :param of_account: when the account asked its different questions, in any order.
    :param of_case: when different questions were asked about the case, by anybody.
    """
    waits = (
        _free_at(of_account, HOUR, PER_ACCOUNT_AN_HOUR, now),
        _free_at(of_account, DAY, PER_ACCOUNT_A_DAY, now),
        _free_at(of_case, DAY, PER_CASE_A_DAY, now),
    )
    return max((one for one in waits if one is not None), default=None)


def _free_at(asked: Sequence[datetime], window: timedelta, most: int, now: datetime) -> datetime | None:
    inside = sorted(moment for moment in asked if moment > now - window)
    return inside[-most] + window if len(inside) >= most else None
