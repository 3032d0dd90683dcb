"""The demo's safety plans: one for each person, the same made-up words for all."""

from datetime import datetime, timedelta
from uuid import UUID

from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.people.queries import identities_of
from utvag.plans.operations import write_safety_plan
from utvag.plans.rules import SafetyPlan


def plan_for_safety(actor: Actor, case_id: UUID, *, now: datetime) -> None:
    """Write the plan of each person of a case's household."""
    plan = SafetyPlan(
        threat="Någon kan leta.",
        alarm="Larmknapp i jackan",
        routines="Byter väg hem.",
        contact="Ringer boendet varje kväll.",
        digital="Ny telefon och inga gamla konton.",
        days="Praktiken eller skolan vet vem som får hämta.",
        code_word="Påhittat",
        if_disclosed="Går till personalen, som ringer 112.",
        from_date=day_of(now),
        review_date=day_of(now) + timedelta(days=190),
    )
    for person in identities_of([case_id])[case_id]:
        write_safety_plan(actor=actor, case_id=case_id, person_id=person.id, plan=plan, now=now)
