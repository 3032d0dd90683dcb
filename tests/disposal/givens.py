"""Cases that are over, and a day on which their time is up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import F

from tests.givens import NAMED_UNTIL, given_contact, given_taken
from tests.organisation.givens import SESSION, given_touch
from tests.personas import Personas
from utvag.cases.models import CaseStaff
from utvag.cases.operations import set_state
from utvag.cases.rules import CaseState
from utvag.disposal.operations import carry_out_disposals, decide_disposal, propose_disposal
from utvag.disposal.queries import NOTED
from utvag.foundation.actors import WORKER, Actor

# Five years after everything that a test has noted; those who were named then still are.
LATER = datetime(2031, 12, 1, 9, 0, tzinfo=UTC)
NEXT_DAY = LATER + timedelta(days=1)
GONE, WHOLE = "Granskog", "Tallhed"


def given_over(personas: Personas, code_name: str = GONE, **told: object) -> UUID:
    """Take in a case from a first contact, and let it be over; give its id."""
    contact = given_contact(personas.coordinator, **told)
    case_id = given_taken(personas.section_head, contact, personas.coordinator, code_name)
    assert case_id is not None
    CaseStaff.objects.filter(case=case_id).update(until_date=NAMED_UNTIL)
    set_state(case_id, CaseState.CLOSED)
    return case_id


def given_proposed(actor: Actor, case_id: UUID, now: datetime = LATER) -> None:
    propose_disposal(actor=actor, case_id=case_id, now=now)


def decided(actor: Actor, case_id: UUID, now: datetime = NEXT_DAY, *, is_granted: bool = True) -> None:
    """Touch and decide."""
    given_touch(actor, now=now)
    decide_disposal(actor=actor, session=SESSION, case_id=case_id, is_granted=is_granted, now=now)


def given_disposed(personas: Personas, case_id: UUID, now: datetime = NEXT_DAY) -> None:
    """Let the coordinator propose, the section head decide, and the job carry it out."""
    given_proposed(personas.coordinator, case_id, now)
    decided(personas.section_head, case_id, now)
    carry_out_disposals(actor=WORKER, now=now)


def given_aged(case_id: UUID, by: timedelta = timedelta(days=6 * 366)) -> None:
    """Let everything that is noted of a case have been noted some years earlier, for pages that have today's clock."""
    for model, noted in NOTED.items():
        rows = model._default_manager.filter(**{noted.case: case_id})
        if rows.exists():
            rows.update(**{moment: F(moment) - by for moment in noted.moments})
