"""The seven people of every test: three named on the case, and four who are not.

The four: the on-call service, the committee's secretary, the police's liaison, and a stranger.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.givens import given_named, given_staff
from utvag.cases.rules import Purpose
from utvag.foundation.actors import Actor
from utvag.organisation.rules import Role

NAMES = ("coordinator", "case_worker", "section_head", "on_call", "committee", "liaison", "stranger")


@dataclass(frozen=True, slots=True)
class Personas:
    """The seven, by what they are to the case."""

    coordinator: Actor
    case_worker: Actor
    section_head: Actor
    on_call: Actor
    committee: Actor
    liaison: Actor
    stranger: Actor

    def named(self, name: str) -> Actor:
        """Give a persona by her name, for tests over all of them."""
        found: Actor = getattr(self, name)
        return found


def given_personas() -> Personas:
    """Make accounts for the seven. The stranger has the coordinator's role, and no case."""
    return Personas(
        coordinator=given_staff("coordinator", Role.COORDINATOR),
        case_worker=given_staff("case-worker", Role.CASE_WORKER),
        section_head=given_staff("section-head", Role.SECTION_HEAD),
        on_call=given_staff("on-call", Role.ON_CALL),
        committee=given_staff("committee", Role.COMMITTEE),
        liaison=given_staff("liaison", Role.POLICE_LIAISON),
        stranger=given_staff("stranger", Role.COORDINATOR),
    )


def given_team_on(case_code: str, personas: Personas) -> None:
    """Name coordinator, case worker and section head on a case."""
    given_named(case_code, personas.coordinator, Purpose.COORDINATION)
    given_named(case_code, personas.case_worker, Purpose.CASE_WORK)
    given_named(case_code, personas.section_head, Purpose.DECISION)
