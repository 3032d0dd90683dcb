"""Whether an assignment stands, what days it may have, and which addresses it opens. No Django here."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from utvag.assignments.rules.words import LONGEST_MONTHS, OUTSIDERS, REASONS_OF, USUAL_MONTHS, Reason, Refusal
from utvag.foundation.workdays import add_months
from utvag.organisation.rules import Role


@dataclass(frozen=True, slots=True)
class ToGive:
    """An assignment as somebody asks for it: half-open days, and whether a provider is named."""

    role: str
    reason: Reason
    names_provider: bool
    from_date: date
    until_date: date


#: What stays for an outsider whose assignment is over: her own account, and the page that says so.
ACCOUNT_PAGES: Final = "organisation:"
START_PAGE: Final = "desk:my-day"


@dataclass(frozen=True, slots=True)
class Asked:
    """An address that is asked for: its name, whether it is open to all, and the roles that it is made for, if any."""

    name: str
    is_open: bool
    roles: tuple[str, ...]

    @property
    def is_own_account(self) -> bool:
        """Say whether it is of one's own account, or where one begins."""
        return not self.roles and (self.name.startswith(ACCOUNT_PAGES) or self.name == START_PAGE)


def is_bound(role: str) -> bool:
    """Say whether a role sees nothing without an assignment."""
    return role in REASONS_OF


def usual_end(from_date: date) -> date:
    """Give the day on which an assignment ends where nobody says another."""
    return add_months(from_date, USUAL_MONTHS)


def stands(from_date: date, until_date: date, *, is_ended: bool, today: date) -> bool:
    """Say whether an assignment holds today: from its first day, not on its last, and not after somebody ended it."""
    return not is_ended and from_date <= today < until_date


def refused(asked: ToGive, today: date) -> Refusal | None:
    """Refuse an assignment that is not one: of another role, for another's reason, for too long, or in the past."""
    if not is_bound(asked.role):
        return Refusal.NOT_BOUND
    if asked.reason not in REASONS_OF[Role(asked.role)]:
        return Refusal.REASON
    if asked.names_provider is not (asked.role == Role.PROVIDER):
        return Refusal.PROVIDER_NOT_ASKED if asked.names_provider else Refusal.PROVIDER_MISSING
    return _refused_days(asked, today)


def _refused_days(asked: ToGive, today: date) -> Refusal | None:
    if asked.from_date < today:
        return Refusal.DAY_PASSED
    if asked.until_date <= asked.from_date:
        return Refusal.DATES_REVERSED
    return Refusal.TOO_LONG if asked.until_date > add_months(asked.from_date, LONGEST_MONTHS) else None


def may_ask(role: str, asked: Asked, *, has_assignment: bool) -> bool:
    """Say whether somebody of a role may ask for an address at all; what it then shows is another question.

    One's own account and the start page stay, so that a session can be ended and one is told why there is nothing. An
    auditor also sees what every employee may; a provider and a controller see what is made for them (OSL 26 kap. 1 §).
    """
    if not is_bound(role) or asked.is_open or asked.is_own_account:
        return True
    return has_assignment and (role not in OUTSIDERS or role in asked.roles)
