"""The clock of an appeal. No Django here."""

from datetime import date, timedelta
from typing import Final

from utvag.foundation.workdays import add_months, next_working_day

TO_APPEAL: Final = timedelta(weeks=3)
# The act says "promptly"; a week is the product's own reading of it.
TO_FORWARD: Final = timedelta(weeks=1)
UNEXECUTED_MONTHS: Final = 3


def last_appeal_day(received: date) -> date:
    """Give the last day on which an appeal is in time: three weeks from when the person got the decision.

    Förvaltningslagen 44 §; a last day that is a day off moves to the next working day, lag (1930:173) 2 §.
    """
    return next_working_day(received + TO_APPEAL)


def is_in_time(received: date, last_day: date | None) -> bool:
    """Say whether an appeal came in time (FL 45 §); where nobody gave notice the time has not begun."""
    return last_day is None or received <= last_day


def forward_by(received: date) -> date:
    """Give the day by which an appeal in time is reconsidered and handed on (FL 39 and 46 §§)."""
    return next_working_day(received + TO_FORWARD)


def report_unexecuted_from(decided: date) -> date:
    """Give the day from which a favourable decision not executed is reported (SoL 2025:400 34 kap. 1 §)."""
    return add_months(decided, UNEXECUTED_MONTHS)
