"""The demo's outsiders: a provider's receiver, a controller and an auditor with their assignments, and invoices."""

from datetime import timedelta
from typing import Final

from utvag.assignments.operations import give_assignment, mark_invoice_paid, name_receiver, register_invoice
from utvag.assignments.rules import Reason, Told, usual_end
from utvag.config.demo_municipality.staff import AUDITOR, CONTROLLER, PROVIDER, Login
from utvag.config.demo_municipality.team import Team
from utvag.placement.models import Placement
from utvag.providers.queries import provider_ids

#: The provider whose receiver one can sign in as, and the placement that she receives.
RECEIVED_AT: Final = "U-02"
RECEIVED: Final = "Sanddyn"
#: The receiver's two invoices, of which one is paid; and another provider's, of which a week lies before its placement.
_INVOICES: Final = (
    ("LJ-2026/114", RECEIVED, 75, 45, 6_600_000, True),
    ("LJ-2026/131", RECEIVED, 45, 15, 6_600_000, False),
    ("PK-0917", "Klippvik", 67, 31, 12_240_000, False),
)


def let_outsiders_in(team: Team) -> None:
    """Give each outsider an assignment, let one receive a placement, and register what is to be paid."""
    _assign(team, AUDITOR, Reason.AUDIT_PLAN)
    _assign(team, CONTROLLER, Reason.BUDGET_FOLLOW_UP)
    _assign(team, PROVIDER, Reason.CONTRACT, provider=RECEIVED_AT)
    placements = dict(Placement.objects.values_list("code", "pk"))
    name_receiver(
        actor=team.coordinator,
        placement_id=placements[RECEIVED],
        account_id=team.accounts[PROVIDER],
        now=team.now,
    )
    controller = team.actor(CONTROLLER)
    for number, placement, first, last, amount, is_paid in _INVOICES:
        told = Told(
            number=number,
            from_date=team.today - timedelta(days=first),
            until_date=team.today - timedelta(days=last),
            amount_ore=amount,
            received_date=team.today - timedelta(days=9),
        )
        invoice = register_invoice(actor=controller, placement_id=placements[placement], told=told, now=team.now)
        if is_paid:
            mark_invoice_paid(actor=controller, invoice_id=invoice, now=team.now)


def _assign(team: Team, login: Login, reason: Reason, *, provider: str = "") -> None:
    give_assignment(
        actor=team.head,
        account_id=team.accounts[login],
        provider_id=provider_ids([provider]).get(provider),
        reason=reason,
        from_date=team.today,
        until_date=usual_end(team.today),
        now=team.now,
    )
