"""A second, naive answer to how far a receiver reaches: by walking through the days one by one."""

from datetime import date, timedelta


def reach(state: str, last_day: date | None, report_days: int, unpaid: bool, today: date) -> str:
    """Say OPEN, INVOICES_ONLY or CLOSED; `last_day` is the last day of the placement itself, not the day after."""
    if state in ("PROPOSED", "DECLINED", "WITHDRAWN"):
        return "INVOICES_ONLY" if unpaid else "CLOSED"
    if last_day is None:
        if state == "ENDED":
            return "INVOICES_ONLY" if unpaid else "CLOSED"
        return "OPEN"
    day, left = last_day, report_days
    while left > 0:
        day += timedelta(days=1)
        left -= 1
    if today <= day:
        return "OPEN"
    if unpaid:
        return "INVOICES_ONLY"
    return "CLOSED"
