"""What a stand-in did in the cases while she had them: from the log, by case and day, each row with where to read on.

The log's own function answers, and writes who asks before it does.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import groupby
from types import MappingProxyType
from typing import Final
from uuid import UUID

from utvag.audit.operations import one_act
from utvag.audit.queries import Look, who_looked
from utvag.call_off.access import ENQUIRY
from utvag.cases.access import purpose_on
from utvag.decisions.access import DECISION
from utvag.disclosure.access import CONSENT, DISCLOSURE
from utvag.documents.access import DOCUMENT
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of, moment_of
from utvag.investigation.access import INVESTIGATION
from utvag.journal.access import NOTE
from utvag.journal.models import JournalNote
from utvag.log_review.rules import ActKind, kind_of, opens_a_person, words_for
from utvag.meetings.access import MEETING, TASK
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.placement.access import PLACEMENT
from utvag.plans.access import PLAN
from utvag.stand_in.access import As, handover_to_read
from utvag.stand_in.models import HandedCase, Handover

READ: Final = "READ_STAND_IN_DIGEST"
# As the operations of those packages write them in the log; a query reads no operation.
CALL_OFF, FOLLOWED, VISITED = "CALL_OFF", "FOLLOWUP_CONTACT", "FOLLOWUP_VISIT"
#: Where one reads on about a thing of this kind, and by which name its address takes the id.
PAGES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        MEETING: ("meetings:meeting", "meeting_id"),
        DECISION: ("decisions:decision", "decision_id"),
        DOCUMENT: ("documents:document", "document_id"),
        PLACEMENT: ("desk:placement", "placement_id"),
    }
)
#: Where one reads on in the case itself, for what has no page of its own.
OF_THE_CASE: Final[Mapping[str, str]] = MappingProxyType(
    {
        NOTE: "journal:case",
        TASK: "meetings:case",
        FOLLOWED: "followup:case",
        VISITED: "followup:case",
        INVESTIGATION: "investigation:case",
        CONSENT: "disclosure:case",
        DISCLOSURE: "disclosure:case",
        PLAN: "plans:case",
        CALL_OFF: "call_off:case",
        ENQUIRY: "call_off:case",
    }
)


@dataclass(frozen=True, slots=True)
class DigestRow:
    """One thing that was done or read on a day, how many times, and where to read on."""

    first_at: datetime
    words: str
    times: int
    is_act: bool
    page: str
    ids: Mapping[str, UUID]


@dataclass(frozen=True, slots=True)
class DigestDay:
    """One day in one case: what was done first, then what was read."""

    day: date
    rows: tuple[DigestRow, ...]


@dataclass(frozen=True, slots=True)
class CaseDigest:
    """What was done in one case, day by day.

    :ivar notes: how many notes of the journal she wrote.
    """

    case_id: UUID
    code_name: str
    notes: int
    denied: int
    days: tuple[DigestDay, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What was done in the cases of a handover that the reader may see."""

    handover_id: UUID
    stand_in: StaffShape = field(repr=False)
    from_date: date
    until_date: date
    has_begun: bool
    may_note: bool
    read_at: datetime | None
    cases: tuple[CaseDigest, ...]


def digest_of(*, actor: Actor, handover_id: UUID, now: datetime) -> Digest:
    """Read what the stand-in did, in the cases that the reader may see. Each question is a row in the log.

    :raises NotVisible: for all but her who handed over and the section heads of the cases.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = handover_to_read(actor, handover_id, today, action=READ)
        handover = opened.handover
        # A case that never was confirmed was nobody's to work in.
        stood = [row for row in opened.cases if row.brief_id is not None]
        cases = tuple(_case(actor, row, handover, now) for row in stood) if handover.from_date <= today else ()
        return Digest(
            handover_id=handover.id,
            stand_in=staff_shapes([handover.stand_in_id])[handover.stand_in_id],
            from_date=handover.from_date,
            until_date=handover.until_date,
            has_begun=handover.from_date <= today,
            may_note=opened.seen_as is As.BY and bool(cases),
            read_at=handover.read_at,
            cases=cases,
        )


def _case(actor: Actor, row: HandedCase, handover: Handover, now: datetime) -> CaseDigest:
    first, last = moment_of(handover.from_date, time()), moment_of(handover.until_date, time())
    asked = who_looked(
        actor=actor,
        why=purpose_on(actor, row.case_id, day_of(now)),
        case_id=row.case_id,
        from_at=first,
        until_at=last,
        now=now,
    )
    theirs = [look for look in asked if look.actor == row.stand_in_id]
    told = [look for look in theirs if not look.is_denied and opens_a_person(look.action)]
    notes = JournalNote.objects.filter(
        case=row.case_id, written_by=row.stand_in_id, written_at__gte=first, written_at__lt=last
    )
    return CaseDigest(
        case_id=row.case_id,
        code_name=row.case.code_name,
        notes=notes.count(),
        denied=sum(look.is_denied for look in theirs),
        days=tuple(
            DigestDay(day, _rows(looks, row.case_id))
            for day, looks in groupby(sorted(told, key=lambda look: look.at), key=lambda look: day_of(look.at))
        ),
    )


def _rows(looks: Iterable[Look], case_id: UUID) -> tuple[DigestRow, ...]:
    """Put equal rows of a day together: the same act upon the same thing."""
    found = list(looks)
    counted = Counter(_key(look) for look in found)
    first: dict[tuple[str, UUID | None], Look] = {}
    for look in found:
        first.setdefault(_key(look), look)
    rows = [
        DigestRow(
            look.at, words_for(look.action), counted[key], kind_of(look.action) is ActKind.ACT, *_way(look, case_id)
        )
        for key, look in first.items()
    ]
    return tuple(sorted(rows, key=lambda row: (not row.is_act, row.first_at)))


def _key(look: Look) -> tuple[str, UUID | None]:
    return look.action, look.subject


def _way(look: Look, case_id: UUID) -> tuple[str, dict[str, UUID]]:
    page = PAGES.get(look.subject_kind)
    if page is not None and look.subject is not None:
        return page[0], {page[1]: look.subject}
    return OF_THE_CASE.get(look.subject_kind, "desk:timeline"), {"case_id": case_id}
