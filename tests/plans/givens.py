"""Plans of the small world, in one line each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from tests.givens import NOW, PERSON, TODAY, case_id
from utvag.foundation.actors import Actor
from utvag.people.operations import write_identity
from utvag.plans.operations import write_care_plan, write_safety_plan
from utvag.plans.rules import CarePlan, Measure, PlannedMeasure, Responsible, SafetyPlan

REVIEW = date(2027, 2, 22)

CARE = CarePlan(
    needs="Behovskanarie: någonstans att bo",
    measures=(
        PlannedMeasure(Measure.HOUSING, "Målkanarie: ett eget kontrakt", Responsible.MUNICIPALITY),
        PlannedMeasure(Measure.TATTOO_REMOVAL, "Första besöket i januari", Responsible.REGION),
    ),
    other_principals="Regionen: samtal varje vecka",
    own_view="Synkanarie: vill börja om",
    responsible="Handläggaren",
    from_date=TODAY,
    review_date=REVIEW,
)
SAFETY = SafetyPlan(
    threat="Hotordkanarie: någon kan leta",
    alarm="Larmkanarie i jackan",
    routines="Byter väg hem",
    contact="Ringer varje kväll",
    digital="Ny telefon, inget konto kvar",
    days="Förskolan vet vem som får hämta",
    code_word="Kodordkanarie",
    if_disclosed="Går till grannkommunens socialtjänst",
    from_date=TODAY,
    review_date=REVIEW,
)


def given_person(
    name: str = "Hushållskanarie", case: UUID | None = None, *, replaces: UUID | None = None, has_left: bool = False
) -> UUID:
    """Write a person of the case's household, or a newer version of one; give her identity's id."""
    return write_identity(
        case_id=case or case_id(),
        register_person=PERSON,
        name=name,
        personal_number=None,
        today=TODAY,
        replaces=replaces,
        has_left=has_left,
    )


def given_care_plan(actor: Actor, *, now: datetime = NOW, **other: object) -> UUID:
    """Write a care plan, but for what is given; give its id."""
    plan = replace(CARE, **other)  # type: ignore[arg-type]  # by name
    return write_care_plan(actor=actor, case_id=case_id(), plan=plan, now=now)


def given_safety_plan(actor: Actor, person: UUID, *, now: datetime = NOW, **other: object) -> UUID:
    """Write a person's safety plan, but for what is given; give its id."""
    plan = replace(SAFETY, **other)  # type: ignore[arg-type]  # by name
    return write_safety_plan(actor=actor, case_id=case_id(), person_id=person, plan=plan, now=now)
