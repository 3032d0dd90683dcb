"""Half-open periods of days: from, until; a missing until is open."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``from_date`` up to, but not including, ``until_date``."""

    from_date: date
    until_date: date | None = None

    def holds(self, day: date) -> bool:
        """Say whether a day lies in the period."""
        return self.from_date <= day and (self.until_date is None or day < self.until_date)


def nights_from(start: date, nights: int) -> Period:
    """Give the period of a stay of so many nights."""
    return Period(start, start + timedelta(days=nights))
