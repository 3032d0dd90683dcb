"""A provider's receiver, a controller, and their assignments, in one line each."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from tests.givens import NOW, PROVIDER, STAY, TODAY, given_named, given_staff, placement_id
from utvag.assignments.operations import give_assignment, name_receiver, register_invoice
from utvag.assignments.rules import Reason, Told, end_after
from utvag.cases.models import Case
from utvag.cases.rules import Purpose
from utvag.foundation.actors import OPERATOR, Actor
from utvag.organisation.models import StaffAccount
from utvag.organisation.rules import Role
from utvag.placement.models import Placement
from utvag.providers.models import Provider

REPORT_DAYS = 14
HALF_A_YEAR = TODAY + timedelta(days=182)


def provider_id(code: str = PROVIDER) -> UUID:
    """Give a provider's id by code."""
    return Provider.objects.values_list("pk", flat=True).get(code=code)


def given_assignment(
    actor: Actor,
    *,
    by: Actor = OPERATOR,
    provider: str = PROVIDER,
    reason: Reason | None = None,
    from_date: date = TODAY,
    until_date: date = HALF_A_YEAR,
    now: datetime = NOW,
) -> UUID:
    """Give somebody an assignment for half a year, of her role's first reason; a provider's of PROVIDER."""
    reasons = {Role.PROVIDER: Reason.CONTRACT, Role.CONTROLLER: Reason.BUDGET_FOLLOW_UP}
    return give_assignment(
        actor=by,
        account_id=actor.id,
        provider_id=provider_id(provider) if actor.role == Role.PROVIDER else None,
        reason=reason or reasons.get(Role(actor.role), Reason.AUDIT_PLAN),
        from_date=from_date,
        until_date=until_date,
        now=now,
    )


def given_receiver(username: str = "receiver") -> Actor:
    """Make an account of somebody at the provider, with an assignment."""
    actor = given_staff(username, Role.PROVIDER)
    given_assignment(actor)
    return actor


def given_controller(username: str = "controller") -> Actor:
    """Make a controller's account, with an assignment."""
    actor = given_staff(username, Role.CONTROLLER)
    given_assignment(actor)
    return actor


def case_of(code: str = STAY) -> UUID:
    """Give the case of a placement by the placement's code."""
    return Placement.objects.values_list("case", flat=True).get(code=code)


def given_coordinator(actor: Actor, code: str = STAY) -> None:
    """Name the coordinator on the case of a placement."""
    given_named(Case.objects.values_list("code_name", flat=True).get(pk=case_of(code)), actor, Purpose.COORDINATION)


def given_received(coordinator: Actor, receiver: Actor, code: str = STAY, now: datetime = NOW) -> UUID:
    """Let somebody receive a placement; give the placement's id."""
    name_receiver(actor=coordinator, placement_id=placement_id(code), account_id=receiver.id, now=now)
    return placement_id(code)


def told(number: str = "F-1", **other: object) -> Told:
    """Write an invoice for the days of October."""
    given: dict[str, object] = {
        "number": number,
        "from_date": date(2026, 10, 1),
        "until_date": end_after(date(2026, 10, 31)),
        "amount_ore": 3_140_050,
        "received_date": date(2026, 11, 5),
    }
    return Told(**given | other)  # type: ignore[arg-type]  # by name


def given_invoice(
    controller: Actor, number: str = "F-1", code: str = STAY, now: datetime = NOW, **other: object
) -> UUID:
    """Register an invoice for a placement; give its id."""
    return register_invoice(actor=controller, placement_id=placement_id(code), told=told(number, **other), now=now)


def actor_named(username: str) -> Actor:
    """Give an account that is there as an actor."""
    row = StaffAccount.objects.get(username=username)
    return Actor(row.pk, row.role)


def ended(code: str = STAY, *, until: date | None, state: str = "ENDED") -> None:
    """Set a placement's end and state as the register or the coordinator would have."""
    Placement.objects.filter(code=code).update(until_date=until, state=state)
