"""The acts of follow-up: read by those who are named, registered by those who handle the case."""

from __future__ import annotations

from datetime import date

from tests.followup.givens import contact, given_standing, visit
from tests.givens import NOW, STAY, TODAY, case_id, placement_id
from tests.house.parts import CHOOSERS, NAMED, Act
from tests.personas import Personas
from utvag.drafts.rules import FormKind
from utvag.followup.access import followup_draft, placement_to_follow
from utvag.followup.operations import record_contact, record_visit
from utvag.followup.queries import follow_up


def given(personas: Personas) -> None:
    """Let a placement stand in the case, up to the one that is chosen."""
    given_standing(until_date=date(2026, 11, 30))


ACTS: dict[str, tuple[Act, set[str]]] = {
    "follow_up": (lambda a: follow_up(actor=a, case_id=case_id(), now=NOW), NAMED),
    "record_contact": (
        lambda a: record_contact(actor=a, placement_id=placement_id(STAY), contact=contact(), now=NOW),
        CHOOSERS,
    ),
    "record_visit": (
        lambda a: record_visit(actor=a, placement_id=placement_id(STAY), visit=visit(), now=NOW),
        CHOOSERS,
    ),
    "placement_to_follow": (
        lambda a: placement_to_follow(a, placement_id(STAY), TODAY, action="TEST"),
        CHOOSERS,
    ),
    "followup_draft": (
        lambda a: followup_draft(a, placement_id(STAY), FormKind.RECORD_CONTACT, TODAY),
        CHOOSERS,
    ),
}
