"""The world of assignments: a placement with its coordinator, a provider's receiver, and a controller."""

from __future__ import annotations

import pytest

from tests.assignments.givens import (
    given_controller,
    given_coordinator,
    given_received,
    given_receiver,
)
from tests.givens import given_register, given_staff
from tests.pages import moment
from tests.personas import Personas, given_personas
from utvag.foundation.actors import Actor
from utvag.organisation.rules import Role

__all__ = ["moment"]


@pytest.fixture
def personas() -> Personas:
    """The seven; the coordinator is named on the case of the placement that stands."""
    given_register()
    personas = given_personas()
    given_coordinator(personas.coordinator)
    return personas


@pytest.fixture
def receiver(personas: Personas) -> Actor:
    """Somebody at the provider, who receives the placement that stands."""
    actor = given_receiver()
    given_received(personas.coordinator, actor)
    return actor


@pytest.fixture
def controller(personas: Personas) -> Actor:
    """A controller with an assignment."""
    return given_controller()


@pytest.fixture
def auditor(personas: Personas) -> Actor:
    """An auditor with an assignment."""
    return given_staff("auditor", Role.AUDITOR)
