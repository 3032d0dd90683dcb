"""What each package adds to the tests of the whole house: its acts with who may do them, and its ids in addresses.

A module here has any of these names, and nothing in the tests of the house is touched for a new package:

* `given(personas)`: makes what its own acts need, on top of the small world with its proposal;
* `ACTS`: the name of an operation or query -> (how to do it as somebody, the personas who may);
* `BY_ROLE`: those of its acts that a role may do without being named on the case;
* `ids(personas)`: the kind of id in its addresses -> something that is there, on top of the small world with its
  placement.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from uuid import UUID

from tests.personas import Personas
from utvag.foundation.actors import Actor

Act = Callable[[Actor], object]
Given = Callable[[Personas], None]
Ids = Callable[[Personas], dict[str, UUID]]

NAMED = {"coordinator", "case_worker", "section_head"}
CHOOSERS = {"coordinator", "case_worker"}
HEAD, ON_CALL, LIAISON, NOBODY = {"section_head"}, {"on_call"}, {"liaison"}, set[str]()
COMMITTEE = {"committee"}


@dataclass(frozen=True, slots=True)
class Part:
    """One package's own part."""

    name: str
    given: Given | None
    acts: Mapping[str, tuple[Act, set[str]]]
    by_role: frozenset[str]
    ids: Ids | None


def parts() -> Iterator[Part]:
    """Give every package's part, by name."""
    for found in sorted(iter_modules(__path__), key=lambda module: module.name):
        module = import_module(f"{__name__}.{found.name}")
        yield Part(
            found.name,
            getattr(module, "given", None),
            getattr(module, "ACTS", {}),
            frozenset(getattr(module, "BY_ROLE", ())),
            getattr(module, "ids", None),
        )
