"""What a stand-in needs on her first day in a case: made of what is there, and of what she who hands over has written.

It names nobody but employees, and says no place.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, cast

from utvag.call_off import queries as call_off
from utvag.cases.queries import NamedStaff, staff_of
from utvag.decisions import queries as decisions
from utvag.disclosure import queries as disclosure
from utvag.documents.rules import Section, Sheet, Table
from utvag.emergency import queries as emergency
from utvag.followup import queries as followup
from utvag.foundation.agenda import Coming, Happening
from utvag.foundation.clock import day_of
from utvag.foundation.dates import swedish_day
from utvag.investigation import queries as investigation
from utvag.meetings import queries as meetings
from utvag.organisation.queries import staff_shapes
from utvag.placement import queries as placement
from utvag.plans import queries as plans
from utvag.secrecy.envelope import open_
from utvag.stand_in.models import HandedCase, Handover
from utvag.stand_in.queries.taking import note_place

#: What lies before a case, from every package that knows of it: the same as on the desk, which a test holds.
COMING: Final[tuple[Callable[..., Sequence[Coming]], ...]] = (
    emergency.coming_of,
    disclosure.coming_of,
    investigation.coming_of,
    meetings.coming_of,
    decisions.coming_of,
    call_off.coming_of,
    plans.coming_of,
    placement.coming_of,
    followup.coming_of,
)
#: What was last done and agreed with the person, the provider and the authorities.
_DONE: Final[tuple[Callable[..., Sequence[Happening]], ...]] = (
    followup.happenings_of,
    meetings.happenings_of,
    plans.happenings_of,
    placement.happenings_of,
    decisions.happenings_of,
)
SHOWN: Final = 5
SHOWN_COMING: Final = 12


@dataclass(frozen=True, slots=True)
class Brief:
    """What a stand-in is told of one case.

    :ivar last: what was last done, the latest first.
    """

    code_name: str
    coming: tuple[Coming, ...]
    last: tuple[Happening, ...]
    staff: tuple[NamedStaff, ...] = field(repr=False)
    note: str = field(repr=False)


def brief_of(row: HandedCase, today: date) -> Brief:
    """Put the brief of a case together. The caller has passed its wall and writes the log."""
    coming = [one for source in COMING for one in source(case_ids=[row.case_id], today=today)]
    done = [one for source in _DONE for one in source(case_id=row.case_id)]
    return Brief(
        code_name=row.case.code_name,
        coming=tuple(sorted(coming, key=lambda one: (one.day, one.title))[:SHOWN_COMING]),
        last=tuple(sorted(done, key=lambda one: one.at, reverse=True)[:SHOWN]),
        staff=tuple(one for one in staff_of(row.case_id, today) if one.staff.id != row.stand_in_id),
        note=note_of(row),
    )


def note_of(row: HandedCase) -> str:
    """Open what a stand-in is to know; nothing where it is not written."""
    if row.sealed is None:
        return ""
    return cast("dict[str, str]", open_(note_place(row.case_id, row.id), row.sealed).reveal())["text"]


def brief_sheet(handover: Handover, brief: Brief) -> Sheet:
    """Write a brief as a document: its title names neither the case nor anybody."""
    who = staff_shapes([handover.by_id, handover.stand_in_id])
    days = f"från {swedish_day(handover.from_date)} till {swedish_day(handover.until_date)}"
    return Sheet(
        title="Överlämning till ersättare",
        lead=f"{who[handover.stand_in_id].display_name} ersätter {who[handover.by_id].display_name} {days}. "
        "Den sista dagen syns ärendet inte längre. Här står inget om var någon bor.",
        sections=(
            Section("Att veta", paragraphs=tuple(line for line in brief.note.splitlines() if line.strip())),
            Section("Det som kommer", **_table(("Dag", "Vad", "Vem"), _coming(brief), "Inget är inplanerat.")),
            Section("Det som senast gjordes", **_table(("Dag", "Vad"), _last(brief), "Inget är registrerat än.")),
            Section(
                "Fler som är utsedda",
                **_table(("Vem", "Varför"), _staff(brief), "Ingen annan är utsedd på ärendet."),
            ),
        ),
    )


def _coming(brief: Brief) -> tuple[tuple[str, ...], ...]:
    return tuple((swedish_day(one.day), one.title, one.who or "–") for one in brief.coming)


def _last(brief: Brief) -> tuple[tuple[str, ...], ...]:
    return tuple((swedish_day(day_of(one.at)), one.title) for one in brief.last)


def _staff(brief: Brief) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (f"{one.staff.display_name}, {one.staff.role.swedish.lower()}", one.purpose.swedish) for one in brief.staff
    )


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], empty: str) -> dict[str, Any]:
    return {"table": Table(head, rows)} if rows else {"paragraphs": (empty,)}
