"""Swedish days and moments, for rules too: no clock is read here, and nothing of Django."""

from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

SWEDEN: Final = ZoneInfo("Europe/Stockholm")


def day_of(moment: datetime) -> date:
    """Give the Swedish calendar day of a moment."""
    return moment.astimezone(SWEDEN).date()


def moment_of(day: date, time_of_day: time) -> datetime:
    """Give the moment of a Swedish day and time, as they are typed in a form."""
    return datetime.combine(day, time_of_day, tzinfo=SWEDEN)
