"""What happens in the small world of the desk's tests."""

from tests.givens import RIVALS, circle, given_chosen, given_loaded, given_rechecked, small_register
from tests.personas import Personas


def given_collision(personas: Personas) -> None:
    """Place the case in the clear home, let the rivals move there, and let the re-check find it."""
    given_chosen(personas.coordinator)
    moved = {"id": RIVALS, "presence": [circle(63.83, 20.25)]}
    networks = [moved if entry["id"] == RIVALS else entry for entry in _networks()]
    given_loaded(small_register() | {"networks": networks})
    given_rechecked()


def _networks() -> list[dict[str, object]]:
    networks = small_register()["networks"]
    assert isinstance(networks, list)
    return networks
