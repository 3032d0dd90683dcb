"""Print the week's sheet: frozen, with a running number by which the answers on paper are known again."""

from base64 import b64decode
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, cast
from uuid import UUID, uuid4

from django.db.models import Max

from utvag.audit.operations import Subject, one_act, record
from utvag.documents.models import Document
from utvag.documents.operations import freeze_document
from utvag.documents.queries.sealing import content_place
from utvag.documents.rules import DocumentKind, Section, Sheet, Table
from utvag.foundation.actors import Actor
from utvag.foundation.dates import swedish_day
from utvag.foundation.facts import lock_facts
from utvag.secrecy.envelope import Keyring
from utvag.threats.access import require_liaison
from utvag.threats.models import PrintedSheet
from utvag.threats.queries import LIAISON_PURPOSE, WeeklySheet
from utvag.threats.queries.sheet import sheet_of
from utvag.threats.rules import CheckOutcome, Due

PRINT, SHEET = "PRINT_WEEKLY_SHEET", "WEEKLY_SHEET"
# Signs that every font has: a box of its own sign is printed as its number.
BOX: Final = "[\u00a0\u00a0\u00a0]"
_HEAD: Final = ("Nr", "Ärende", "Möte", *(one.swedish for one in CheckOutcome))


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A sheet to print: its running number and its bytes."""

    number: int
    content: bytes = field(repr=False)


def print_weekly_sheet(*, actor: Actor, now: datetime) -> PaperSheet:
    """Freeze the week's sheet as a PDF with boxes to tick, and give it.

    :raises NotVisible: for everybody but the police liaison.
    """
    with one_act(actor=actor, now=now):
        require_liaison(actor, PRINT)
        # One at a time, so that no two sheets get the same number.
        lock_facts()
        number = (PrintedSheet.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        sheet_id = uuid4()
        frozen = freeze_document(
            actor=actor,
            case_id=None,
            # Of no case: its number stands in its title.
            code_name="",
            kind=DocumentKind.WEEKLY_SHEET,
            subject=sheet_id,
            sheet=_drawn(sheet_of(now), number),
            now=now,
        )
        content = _content(frozen.id)
        PrintedSheet.objects.create(id=sheet_id, number=number, made_at=now, made_by=actor.id, document_id=frozen.id)
        record(actor=actor, action=PRINT, subject=Subject(SHEET, sheet_id), purpose=LIAISON_PURPOSE, now=now)
    return PaperSheet(number, content)


def _content(document_id: UUID) -> bytes:
    row = Document.objects.get(pk=document_id)
    return b64decode(cast("str", Keyring().open(content_place(None, document_id), row.content).reveal()))


def _drawn(sheet: WeeklySheet, number: int) -> Sheet:
    lead = "Kryssa i ett svar på varje rad. Skriv inget om vad slagningen visade. Ange numret när du för in svaren."
    return Sheet(
        title=f"Veckoblad nummer {number}",
        lead=lead,
        sections=(
            _section("Registerslagningar", _HEAD, _checks(sheet.checks), "Ingen slagning ska göras den här veckan."),
            _section("Övrigt", ("Vad", "Ärende", "Varför", "Senast"), _others(sheet.others), "Inget annat saknas."),
        ),
    )


def _section(heading: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], when_empty: str) -> Section:
    return Section(heading, table=Table(head, rows)) if rows else Section(heading, paragraphs=(when_empty,))


def _checks(lines: tuple[Due, ...]) -> tuple[tuple[str, ...], ...]:
    boxes = (BOX,) * len(CheckOutcome)
    return tuple(
        (str(place), line.code_name, _day(line.meeting_on), *boxes) for place, line in enumerate(lines, start=1)
    )


def _day(day: date | None) -> str:
    return "" if day is None else swedish_day(day)


def _others(lines: tuple[Due, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple((line.kind.swedish, line.code_name, line.why, _day(line.due_date)) for line in lines)
