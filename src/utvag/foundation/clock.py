"""The only reader of the clock. Everything else is given the time as an argument."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

SWEDEN = ZoneInfo("Europe/Stockholm")


def now() -> datetime:
    """Give this moment."""
    return timezone.now()


def day_of(moment: datetime) -> date:
    """Give the Swedish calendar day of a moment."""
    return moment.astimezone(SWEDEN).date()


def moment_of(day: date, time_of_day: time) -> datetime:
    """Give the moment of a Swedish day and time, as they are typed in a form."""
    return datetime.combine(day, time_of_day, tzinfo=SWEDEN)
