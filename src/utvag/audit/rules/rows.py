"""One row of the log as the bytes that its leaf is made of. Whoever has the row can make the same bytes again."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

FORMAT: Final = "utvag-log/1"


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row as it stands in the log; ids and codes only."""

    id: UUID
    at: datetime
    actor: UUID | None
    actor_role: str
    action: str
    outcome: str
    subject_kind: str
    subject: UUID | None
    case: UUID | None
    register_version: int | None
    verdict: str
    purpose: str

    def as_fields(self) -> dict[str, str | int | None]:
        """Give the row as JSON holds it: ids as texts, the moment in UTC to the microsecond."""
        found: dict[str, str | int | None] = {"format": FORMAT}
        for name, value in asdict(self).items():
            if isinstance(value, datetime):
                found[name] = value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
            else:
                found[name] = str(value) if isinstance(value, UUID) else value
        return found


def leaf_data(fields: dict[str, str | int | None]) -> bytes:
    """Write a row's fields in the one way there is: keys in order, no spaces, ASCII."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")
