"""The acts of plans: all named staff read them, coordinator and case worker write them."""

from uuid import UUID

from tests.givens import NOW, TODAY, case_id
from tests.house.parts import CHOOSERS, NAMED
from tests.personas import Personas
from tests.plans.givens import given_care_plan, given_person, given_safety_plan
from utvag.people.models import Identity
from utvag.plans.access import plan_draft, planned_case
from utvag.plans.queries import last_answers, plans_of_case


def given(personas: Personas) -> None:
    """A person with both plans."""
    given_safety_plan(personas.coordinator, given_person())
    given_care_plan(personas.coordinator)


def ids(personas: Personas) -> dict[str, UUID]:
    """A person of the household."""
    return {"person_id": given_person()}


def person() -> UUID:
    """Give a person of the household."""
    return Identity.objects.filter(case_id=case_id()).values_list("pk", flat=True)[0]


ACTS = {
    "plans_of_case": (lambda a: plans_of_case(actor=a, case_id=case_id(), now=NOW), NAMED),
    "write_care_plan": (given_care_plan, CHOOSERS),
    "write_safety_plan": (lambda a: given_safety_plan(a, person()), CHOOSERS),
    "last_answers": (lambda a: last_answers(actor=a, case_id=case_id(), person_id=None, now=NOW), CHOOSERS),
    "last_safety_answers": (
        lambda a: last_answers(actor=a, case_id=case_id(), person_id=person(), now=NOW),
        CHOOSERS,
    ),
    "planned_case": (lambda a: planned_case(a, case_id(), TODAY, action="TEST"), CHOOSERS),
    "care_plan_draft": (lambda a: plan_draft(a, case_id(), None, TODAY), CHOOSERS),
    "safety_plan_draft": (lambda a: plan_draft(a, case_id(), person(), TODAY), CHOOSERS),
}
