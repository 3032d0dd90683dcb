"""Who acts: the one value that every operation and query is given."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

# A person at the shell of the machine, or the product itself. In the log: no actor id, but this role.
NOBODY: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and in which role. The role alone opens no case."""

    id: UUID
    role: str


OPERATOR: Final = Actor(NOBODY, "OPERATOR")
# A check over everybody's facts, which shows nobody any of them.
ENGINE: Final = Actor(NOBODY, "ENGINE")
WORKER: Final = Actor(NOBODY, "WORKER")
