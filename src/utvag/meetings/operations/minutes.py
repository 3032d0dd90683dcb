"""The minutes of a meeting as a document: who was there, what was said and decided, and who does what."""

from datetime import date, datetime

from utvag.documents.rules import Section, Sheet, Table
from utvag.foundation.clock import SWEDEN
from utvag.meetings.queries import MeetingShape, ParticipantShape
from utvag.meetings.rules import MeetingKind

_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()


def minutes_sheet(shape: MeetingShape, *, kind: MeetingKind, held_at: datetime, minutes: str, decided: str) -> Sheet:
    """Write the sheet of a meeting that is being closed."""
    local = held_at.astimezone(SWEDEN)
    there = tuple((one.role.swedish, _of(one)) for one in shape.participants)
    tasks = tuple((task.title, task.who, said(task.due_date)) for task in shape.tasks)
    return Sheet(
        title=f"Anteckningar från {kind.swedish.lower()}",
        lead=f"{said(local.date())} kl. {local:%H.%M}, {shape.line.place_kind.swedish.lower()}.",
        sections=(
            Section("Deltagare", rows=there),
            Section("Vad som sades", paragraphs=_paragraphs(minutes)),
            Section("Vad som bestämdes", paragraphs=_paragraphs(decided) or ("Inget beslut.",)),
            Section("Uppgifter", table=Table(("Uppgift", "Vem", "Senast"), tasks))
            if tasks
            else Section("Uppgifter", paragraphs=("Mötet gav inga uppgifter.",)),
        ),
    )


def said(day: date) -> str:
    """Write a day as it is read: 24 december 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _of(one: ParticipantShape) -> str:
    name = f"{one.name}, " if one.name else ""
    return f"{name}{'var med' if one.attended else 'var inte med'}"


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("\r\n", "\n").split("\n") if part.strip())
