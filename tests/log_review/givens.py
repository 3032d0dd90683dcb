"""What a test of log review needs, on top of the small world."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.givens import NOW, case_id
from tests.personas import Personas
from utvag.cases.queries import open_case
from utvag.foundation.actors import Actor

LATER = NOW + timedelta(hours=1)
QUESTION = "Frågekanarie: varför läste hon det här?"


def given_look(actor: Actor, at: datetime = NOW) -> None:
    """Let somebody who may open the case."""
    open_case(actor=actor, case_id=case_id(), now=at)


def given_looks(personas: Personas) -> None:
    """Let the three who are named open the case."""
    for actor in (personas.coordinator, personas.case_worker, personas.section_head):
        given_look(actor)
