"""Those who are named on no case and see a cut of their own: each with the assignment and the stay that she sees."""

from __future__ import annotations

from uuid import UUID

from tests.assignments.givens import given_assignment, given_coordinator, given_received
from tests.givens import STAY, given_staff
from utvag.assignments.rules import OUTSIDERS
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of, now
from utvag.foundation.workdays import add_months
from utvag.organisation.rules import Role

BESIDE = {
    "administrator": Role.ADMINISTRATOR,
    "reviewer": Role.REVIEWER,
    "auditor": Role.AUDITOR,
    "provider": Role.PROVIDER,
    "controller": Role.CONTROLLER,
}
#: What each must at least be able to read, or the test of what she may not would say nothing.
READ_BY = {
    "administrator": "organisation:accounts",
    "reviewer": "log_review:review",
    "auditor": "desk:access-matrix",
    "provider": "assignments:placement",
    "controller": "assignments:controller",
}


def given_beside() -> dict[str, Actor]:
    """Make their accounts; who comes from outside has an assignment that holds on the day of the real clock."""
    found = {name: given_staff(f"beside-{name}", role) for name, role in BESIDE.items()}
    first = day_of(now())
    for actor in found.values():
        if actor.role in OUTSIDERS and actor.role != Role.AUDITOR:
            given_assignment(actor, from_date=first, until_date=add_months(first, 6))
    return found


def given_her_stay(provider: Actor) -> dict[str, UUID]:
    """Let the provider's account receive a placement, by a coordinator of its own; give its id."""
    coordinator = given_staff("of-the-stay", Role.COORDINATOR)
    given_coordinator(coordinator)
    return {"placement_id": given_received(coordinator, provider, STAY, now())}
