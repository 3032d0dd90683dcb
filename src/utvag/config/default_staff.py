"""Whom a loaded register's cases are given, where nobody is named on them."""

from uuid import UUID

from utvag.cases.operations import StaffToName
from utvag.cases.rules import Purpose
from utvag.config.demo_municipality.staff import LOGINS
from utvag.organisation.queries import account_named, is_demo
from utvag.organisation.rules import Role

PURPOSES = {
    Role.COORDINATOR: Purpose.COORDINATION,
    Role.CASE_WORKER: Purpose.CASE_WORK,
    Role.SECTION_HEAD: Purpose.DECISION,
}


class UnknownCoordinator(Exception):
    """Nobody is told, or nobody has the username; the text says what to write."""


def staff_to_name(coordinator: str | None) -> tuple[StaffToName, ...]:
    """Give the named coordinator; in the demo also, or else, the first of its staff in each role.

    :raises UnknownCoordinator: when there is nobody to name.
    """
    accounts = _demo_accounts() if is_demo() else {}
    if coordinator is not None:
        account = account_named(coordinator)
        if account is None:
            raise UnknownCoordinator(f"Ingen heter {coordinator}. Ange ett användarnamn som finns.")
        accounts[Role.COORDINATOR] = account
    if not accounts:
        raise UnknownCoordinator("Ange vem som får ärendena: --coordinator ANVÄNDARNAMN.")
    return tuple(StaffToName(account, PURPOSES[role]) for role, account in sorted(accounts.items()))


def _demo_accounts() -> dict[Role, UUID]:
    """Give the account of the first of the demo's staff in each role that works with cases."""
    accounts: dict[Role, UUID] = {}
    for login in LOGINS:
        account = account_named(login.username)
        if account is not None and login.kind in PURPOSES:
            accounts.setdefault(login.kind, account)
    return accounts
