"""The minutes of a meeting as a document: who was there, what was said and decided, and who does what."""

from datetime import datetime

from utvag.documents.rules import Section, Sheet, Table
from utvag.foundation.clock import SWEDEN
from utvag.foundation.dates import swedish_day
from utvag.meetings.queries import MeetingShape, ParticipantShape
from utvag.meetings.rules import MeetingKind


def minutes_sheet(shape: MeetingShape, *, kind: MeetingKind, held_at: datetime, minutes: str, decided: str) -> Sheet:
    """Write the sheet of a meeting that is being closed."""
    local = held_at.astimezone(SWEDEN)
    there = tuple((one.role.swedish, _of(one)) for one in shape.participants)
    tasks = tuple((task.title, task.who, swedish_day(task.due_date)) for task in shape.tasks)
    return Sheet(
        title=f"Anteckningar från {kind.swedish.lower()}",
        lead=f"{swedish_day(local.date())} kl. {local:%H.%M}, {shape.line.place_kind.swedish.lower()}.",
        sections=(
            Section("Deltagare", rows=there),
            Section("Vad som sades", paragraphs=_paragraphs(minutes)),
            Section("Vad som bestämdes", paragraphs=_paragraphs(decided) or ("Inget beslut.",)),
            Section("Uppgifter", table=Table(("Uppgift", "Vem", "Senast"), tasks))
            if tasks
            else Section("Uppgifter", paragraphs=("Mötet gav inga uppgifter.",)),
        ),
    )


def _of(one: ParticipantShape) -> str:
    name = f"{one.name}, " if one.name else ""
    return f"{name}{'var med' if one.attended else 'var inte med'}"


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("\r\n", "\n").split("\n") if part.strip())
