"""The small world of the tests of consent: one case, its team, the liaison and a stranger."""

import pytest

from tests.givens import CASE, given_register
from tests.pages import moment
from tests.personas import Personas, given_personas, given_team_on

__all__ = ["moment"]


@pytest.fixture
def personas(db: None, moment: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas
