"""What the review's own process does, again and again: new rows at once, all of them each night, the week's sample."""

from datetime import date, datetime, time, timedelta
from typing import Final

from utvag.foundation.clock import SWEDEN
from utvag.log_review.operations.sampling import draw_sample
from utvag.log_review.operations.watching import Kin, look_at_rows, look_back, take_up_flags
from utvag.log_review.queries.history import last_leaf_before, leaves_after

#: After a start it looks at what may have come while nobody looked.
MISSED: Final = timedelta(days=2)
NIGHT: Final = time(3, 0)


class Watch:
    """How far the process has come. What it has flagged is in the database, and is flagged once."""

    def __init__(self, *, quorum: int) -> None:
        self.quorum = quorum
        self._leaf: int | None = None
        self._looked_back: date | None = None
        self._kin = Kin()

    def look(self, now: datetime) -> None:
        """Do what is due."""
        if self._leaf is None:
            self._leaf = last_leaf_before(now - MISSED)
        last, rows = leaves_after(self._leaf)
        if rows:
            look_at_rows(rows=rows, kin=self._kin, now=now)
            self._leaf = last
        night = (now.astimezone(SWEDEN) - timedelta(hours=NIGHT.hour)).date()
        if self._looked_back != night:
            look_back(now=now)
            self._looked_back = night
        draw_sample(quorum=self.quorum, now=now)
        take_up_flags(now=now)
