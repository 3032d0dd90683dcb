"""The person's own extract of the log: who has read about me, by role and day. Frozen as a PDF."""

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.audit.queries import who_looked
from utvag.documents.access import DOCUMENT
from utvag.documents.operations import freeze_document
from utvag.documents.rules import DocumentKind, Section, Sheet, Table
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.dates import swedish_day
from utvag.log_review.access import case_for_extract
from utvag.log_review.operations.looks import UnableToReview
from utvag.log_review.queries.looks import row_of
from utvag.log_review.rules import Refusal
from utvag.log_review.rules.extract import Told, ToldLine, other_than_staff, told_of
from utvag.organisation.rules import Role

MAKE: Final = "MAKE_LOG_EXTRACT"
_BEGINNING: Final = datetime(2000, 1, 1, tzinfo=UTC)


def make_extract(
    *, actor: Actor, case_id: UUID, withhold_police: bool, reason: str, now: datetime, draft_revision: int = 0
) -> UUID:
    """Freeze who has read about a person, at her own request; give the document. It names no employee.

    :param withhold_police: hold back what the police's side has read (OSL 10 kap. 3 §); then the reason is needed.
    :raises NotVisible: for all but those who handle the case or decide in it, and are named on it.
    :raises UnableToReview: when something is held back and nobody says why.
    """
    with one_act(actor=actor, now=now):
        opened = case_for_extract(actor, case_id, day_of(now), action=MAKE)
        if withhold_police and not reason.strip():
            raise UnableToReview(Refusal.TEXT_MISSING)
        looks = who_looked(
            actor=actor,
            why=opened.purpose,
            case_id=case_id,
            from_at=_BEGINNING,
            until_at=now + timedelta(seconds=1),
            now=now,
        )
        told = told_of((row_of(look) for look in looks), withhold_police=withhold_police)
        frozen = freeze_document(
            actor=actor,
            case_id=case_id,
            code_name=opened.case.code_name,
            kind=DocumentKind.LOG_EXTRACT,
            subject=None,
            sheet=extract_sheet(told, reason.strip() if withhold_police else "", now),
            now=now,
        )
        key = DraftKey(FormKind.LOG_EXTRACT, case_id)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        record(actor=actor, action=MAKE, subject=Subject(DOCUMENT, frozen.id, case_id), purpose=opened.purpose, now=now)
    return frozen.id


def extract_sheet(told: Told, reason: str, now: datetime) -> Sheet:
    """Write the extract as the person is to read it."""
    return Sheet(
        title="Vem har läst om mig",
        lead="Det här är ett utdrag ur loggen över ditt ärende. Loggen skrivs av sig själv varje gång någon öppnar "
        "eller ändrar något, och ingen kan ta bort en rad.",
        sections=(
            Section(
                f"Till och med {swedish_day(day_of(now))}",
                paragraphs=() if told.lines else ("Ingen har läst om dig.",),
                table=_table(told.lines) if told.lines else None,
            ),
            Section("Försök som stoppades", paragraphs=(_refused(told.refused),)),
            Section("Det som inte står här", items=_left_out(told, reason)),
            Section(
                "Om något inte stämmer",
                paragraphs=(
                    (
                        "Fråga din handläggare eller sektionschefen. De kan be en granskare utanför enheten att titta "
                        "på en läsning. Du kan också klaga hos Integritetsskyddsmyndigheten, imy.se."
                    ),
                ),
            ),
        ),
    )


def _table(lines: tuple[ToldLine, ...]) -> Table:
    rows = ((swedish_day(one.day), _role(one.role), _joined(one.did), ", ".join(one.purposes)) for one in lines)
    return Table(("Dag", "Vem", "Vad", "Varför"), tuple(rows))


def _role(code: str) -> str:
    return Role(code).swedish if code in set(Role) else other_than_staff(code)


def _joined(did: tuple[str, ...]) -> str:
    first, *others = did
    return ", ".join((first, *(each[:1].lower() + each[1:] for each in others)))


def _refused(count: int) -> str:
    if count == 0:
        return "Ingen som saknar uppdrag har försökt öppna ditt ärende."
    tries = "Ett försök" if count == 1 else f"{count} försök"
    return f"{tries} att öppna ditt ärende fick nej. Den som försökte fick inte läsa något."


def _left_out(told: Told, reason: str) -> tuple[str, ...]:
    names = (
        "Anställdas namn. Du har rätt att veta när och varför någon har läst, men inte vem, om du inte behöver det "
        "för att ta till vara din rätt (artikel 15 i dataskyddsförordningen, EU-domstolens mål C-579/21)."
    )
    granted = "När någon har läst själva loggen, för att kontrollera att allt har gått rätt till."
    if not told.withheld:
        return names, granted
    held = (
        f"Det som polissamverkan har läst, {told.withheld} {'dag' if told.withheld == 1 else 'dagar'} "
        f"(10 kap. 3 § offentlighets- och sekretesslagen). Skäl: {reason}"
    )
    return names, granted, held
