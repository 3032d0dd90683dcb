"""The rows that packages hand up to the desk: what waits, what comes and what has happened. They name no person.

A row is put together by the package that knows; the desk only sorts them and draws them. `page` is the name of an
address and `ids` what it needs; nobody below the views writes an address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum
from uuid import UUID


class Urgency(IntEnum):
    """How loudly something asks for attention; the lower the number, the higher it stands."""

    DANGER = 1
    ATTENTION = 2
    INFO = 3
    # It waits for somebody else.
    WAITING = 4


@dataclass(frozen=True, slots=True)
class Work:
    """Something that waits for the actor, by the code name of its case.

    :ivar tag: two or three words: what it is ("Väntar på ditt beslut").
    :ivar why: one plain sentence: why it stands here. No name, no place.
    """

    code_name: str
    tag: str
    why: str
    urgency: Urgency
    page: str
    ids: Mapping[str, UUID] = field(default_factory=dict)
    since: datetime | None = None
    due_date: date | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that a case has before it on a day: a meeting, a duty, a last day.

    :ivar why: why it is there, in one sentence, with its source where there is one.
    """

    day: date
    title: str
    why: str
    who: str = ""
    page: str = ""
    ids: Mapping[str, UUID] = field(default_factory=dict)
    code_name: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that has happened in a case. It says what, never what was written.

    :ivar by: the employee who did it, where one did.
    """

    at: datetime
    title: str
    by: UUID | None = None
    page: str = ""
    ids: Mapping[str, UUID] = field(default_factory=dict)
