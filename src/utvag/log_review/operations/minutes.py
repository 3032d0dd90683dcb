"""Freeze the minutes of a week's review: what was judged, how, and why. Code names, roles and employees; no person."""

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.break_glass.queries import OpeningLine
from utvag.documents.operations import freeze_document
from utvag.documents.rules import DocumentKind, Section, Sheet, Table
from utvag.foundation.actors import Actor
from utvag.foundation.clock import SWEDEN, day_of, moment_of
from utvag.foundation.dates import swedish_day
from utvag.log_review.access import REVIEW, items_for, require_reviewer
from utvag.log_review.models import Item, Minutes, Sample
from utvag.log_review.operations.looks import UnableToReview
from utvag.log_review.queries.reviewing import ItemLine, JudgementShape, emergencies, item_lines, judgements_of
from utvag.log_review.rules import Refusal, first_of_week

MAKE = "MAKE_REVIEW_MINUTES"
_WEEK = timedelta(days=7)


def make_minutes(*, actor: Actor, now: datetime) -> UUID:
    """Freeze the minutes of what the reviewers have said this week, of what the actor may judge; give the document.

    :raises NotVisible: for everybody but a reviewer.
    :raises UnableToReview: when nothing has been judged this week.
    """
    with one_act(actor=actor, now=now):
        require_reviewer(actor, MAKE)
        week = first_of_week(now)
        first, last = moment_of(week, time()), moment_of(week + _WEEK, time())
        judged = items_for(actor).filter(judgements__at__gte=first, judgements__at__lt=last)
        rows = list(judged.select_related("flag").order_by("at", "pk").distinct())
        if not rows:
            raise UnableToReview(Refusal.NOTHING_JUDGED)
        minutes_id = uuid4()
        frozen = freeze_document(
            actor=actor,
            case_id=None,
            code_name="",
            kind=DocumentKind.LOG_REVIEW_MINUTES,
            subject=minutes_id,
            sheet=_sheet(rows, emergencies(actor, now, first), week, now),
            now=now,
        )
        Minutes.objects.create(id=minutes_id, week=week, document_id=frozen.id, made_by_id=actor.id, made_at=now)
        record(actor=actor, action=MAKE, subject=Subject("MINUTES", frozen.id), purpose=REVIEW, now=now)
    return frozen.id


def _sheet(rows: list[Item], emergencies: tuple[OpeningLine, ...], week: date, now: datetime) -> Sheet:
    lines = item_lines(rows, day_of(now))
    number = week.isocalendar()
    return Sheet(
        title=f"Protokoll över granskning av loggen, vecka {number.week} {number.year}",
        lead="Granskaren sitter utanför de enheter vars läsningar hon har granskat. Här står kodnamn, inga personer.",
        sections=(
            Section("Underlag", paragraphs=_ground(week)),
            *_of_emergencies(emergencies),
            *(_section(line, judgements_of(row)) for line, row in zip(lines, rows, strict=True)),
        ),
        sign_here=("Granskare av loggen",),
    )


def _ground(week: date) -> tuple[str, ...]:
    found = Sample.objects.filter(week=week - _WEEK).first()
    law = "Granskningen görs enligt lag (2001:454) 10 § och kommunens rutin för loggkontroll."
    if found is None:
        return (law, "Inget stickprov var draget för veckan innan.")
    return (
        law,
        (
            f"Stickprovet för veckan som började {swedish_day(found.week)}: {found.drawn} av {found.accesses} "
            f"läsningar. Det är draget med roten i loggens kontrollpunkt {found.checkpoint}, som ingen kände i förväg, "
            "och kan dras om av den som har loggen."
        ),
    )


def _of_emergencies(lines: tuple[OpeningLine, ...]) -> tuple[Section, ...]:
    """Say which cases were opened in an emergency this week, and whether each is reviewed."""
    if not lines:
        return ()
    table = Table(
        ("Vem", "Ärende", "Öppnat", "Granskning"),
        tuple(
            (
                f"{line.by.display_name}, {line.by.role.swedish.lower()}",
                line.code_name,
                _moment(line.opened_at),
                f"Väntar, senast {swedish_day(line.review_date)}" if line.finding is None else line.finding.swedish,
            )
            for line in lines
        ),
    )
    return (Section("Nödöppningar i veckan", table=table),)


def _moment(at: datetime) -> str:
    local = at.astimezone(SWEDEN)
    return f"{swedish_day(local.date())} kl. {local:%H.%M}"


def _section(line: ItemLine, judgements: tuple[JudgementShape, ...]) -> Section:
    at = _moment(line.at)
    rows = (
        ("Vem", f"{line.name}, {line.role.lower()}"),
        ("Vad", line.words),
        ("När", at),
        ("Ärende", line.code_name or "Inget enskilt ärende"),
        ("Varför granskad", line.rule.swedish if line.rule is not None else line.origin.swedish),
    )
    table = Table(
        ("Ställningstagande", "Dag", "Skäl", "Följs upp"),
        tuple(
            (
                one.outcome.swedish,
                swedish_day(day_of(one.at)),
                one.text,
                swedish_day(one.follow_up_date) if one.follow_up_date else "–",
            )
            for one in judgements
        ),
    )
    return Section(f"Läsning {at}", rows=rows, table=table)
