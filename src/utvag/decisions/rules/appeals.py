"""The clock of an appeal. No Django here."""

from datetime import date, timedelta
from typing import Final

from utvag.decisions.rules.words import AppealOutcome, AppealState, AppealStep, Refusal
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


def refused_step(step: AppealStep, *, state: AppealState, in_time: bool) -> Refusal | None:
    """Refuse a step that does not follow: only a late appeal is dismissed, only one in time goes to the court."""
    if step.is_the_courts:
        return None if state is AppealState.FORWARDED else Refusal.NOT_FORWARDED
    if state is not AppealState.RECEIVED:
        return Refusal.NOT_RECEIVED
    if step is AppealStep.DISMISS:
        return Refusal.IN_TIME if in_time else None
    return None if in_time else Refusal.TOO_LATE


def state_after(step: AppealStep) -> tuple[AppealState, AppealOutcome | None]:
    """Say where an appeal stands after a step."""
    match step:
        case AppealStep.DISMISS:
            return AppealState.DISMISSED, None
        case AppealStep.FORWARD:
            return AppealState.FORWARDED, None
        case AppealStep.COURT_UPHELD:
            return AppealState.DECIDED, AppealOutcome.UPHELD
        case AppealStep.COURT_CHANGED:
            return AppealState.DECIDED, AppealOutcome.CHANGED
        case AppealStep.COURT_REMANDED:
            return AppealState.DECIDED, AppealOutcome.REMANDED
