"""A case with its staff."""

import pytest

from tests.givens import CASE, given_register
from tests.personas import Personas, given_personas, given_team_on


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas
