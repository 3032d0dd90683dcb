"""The report of a disclosed address, as it is frozen when the event is closed."""

from datetime import datetime

from utvag.documents.rules import Section, Sheet
from utvag.emergency.queries.disclosed import DisclosedShape, NoteShape, StepShape
from utvag.emergency.rules import Within
from utvag.foundation.clock import SWEDEN
from utvag.foundation.dates import swedish_day


def report_sheet(event: DisclosedShape, *, placement_code: str, home_code: str) -> Sheet:
    """Write what was known, what was done, when and by whom."""
    facts = (
        ("Placering", placement_code),
        ("Hem", home_code),
        ("Vi fick veta", _moment(event.learned_at)),
        ("Registrerat", _by(event.registered_at, event.registered_by.display_name if event.registered_by else "")),
        ("Berättat av", event.told_by),
        ("Hur", event.how.swedish),
        ("Vem som kunde känna till adressen", event.who_knows or "Var inte känt"),
    )
    return Sheet(
        title="Rapport: adress röjd",
        lead="Vad som hände, vad som gjordes, när och av vem. Rapporten fryses när händelsen avslutas.",
        sections=(
            Section("Vad som är känt", paragraphs=(event.account,), rows=facts),
            *(_section(step) for step in event.done),
        ),
    )


def _section(step: StepShape) -> Section:
    each = f", person {step.number} av {step.of}" if step.of > 1 else ""
    done = _by(step.done_at, step.done_by.display_name if step.done_by else "") if step.done_at else "Inte gjort"
    return Section(
        step.words.title + each,
        rows=(("Senast", _due(step)), ("Gjort", done), ("Krav", step.words.source)),
        paragraphs=tuple(_note(note) for note in step.notes),
    )


def _due(step: StepShape) -> str:
    """Write a limit as the page does: a whole day has no clock."""
    match step.words.within:
        case Within.AT_ONCE:
            return f"Genast, från {_moment(step.due_at)}"
        case Within.ONE_HOUR:
            return _moment(step.due_at)
        case _:
            return swedish_day(step.last_moment.astimezone(SWEDEN).date())


def _note(note: NoteShape) -> str:
    told = f"Talade med: {note.told}. " if note.told else ""
    return f"{told}{note.note} ({_by(note.at, note.by.display_name if note.by else '')})"


def _by(moment: datetime, name: str) -> str:
    return f"{_moment(moment)}, {name}" if name else _moment(moment)


def _moment(moment: datetime) -> str:
    local = moment.astimezone(SWEDEN)
    return f"{swedish_day(local.date())} kl. {local:%H.%M}"
