"""First contacts in numbers. Opens the months' counts, and nothing that anybody told."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final, cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CONTACT, may_see_figures
from utvag.cases.models import ContactMonth, FirstContact
from utvag.cases.rules import INTAKE, Source
from utvag.cases.rules.figures import Definition, FigureTable, Months, figures_of
from utvag.cases.rules.suppression import Figure, shown
from utvag.foundation.actors import Actor
from utvag.foundation.clock import SWEDEN
from utvag.foundation.errors import NotVisible
from utvag.secrecy.envelope import Keyring, open_
from utvag.secrecy.rules import KeyKind, Owner, Place

READ: Final = "READ_CONTACT_FIGURES"
TABLE: Final = "cases_contactmonth"

MonthCounts = Counter[tuple[Source, Definition]]


@dataclass(frozen=True, slots=True)
class ContactFigures:
    """The figures of some months.

    :ivar not_counted: how many contacts came before they were counted; None where there is none.
    """

    months: Months
    table: FigureTable
    not_counted: Figure | None


def month_place(row_id: UUID) -> Place:
    """Say where a month's counts belong: under a key of their own."""
    return Place(Owner(KeyKind.CASE, row_id), TABLE, row_id)


def contact_figures(*, actor: Actor, months: Months, now: datetime) -> ContactFigures:
    """Count the first contacts of some months, and write which months were asked for.

    :raises NotVisible: unless the actor coordinates, or is a section head.
    """
    with one_act(actor=actor, now=now):
        if not may_see_figures(actor):
            raise NotVisible(READ, CONTACT, None)
        asked = f"{months.first:%Y-%m}..{months.last:%Y-%m}"
        record(actor=actor, action=READ, subject=Subject(CONTACT), purpose=INTAKE, now=now, verdict=asked)
        rows = list(ContactMonth.objects.filter(month__gte=months.first, month__lte=months.last))
        keyring = Keyring().fetch(KeyKind.CASE, [row.id for row in rows])
        counts: MonthCounts = Counter()
        for row in rows:
            counts.update(_opened(keyring.open(month_place(row.id), row.sealed).reveal()))
        left = _received(months) - counts.total()
        return ContactFigures(months, figures_of(counts), shown(left) if left > 0 else None)


def counts_in(row: ContactMonth) -> MonthCounts:
    """Open a month's counts. For the operation that counts."""
    return _opened(open_(month_place(row.id), row.sealed).reveal())


def sealable_counts(counts: Mapping[tuple[Source, Definition], int]) -> dict[str, int]:
    """Write counts as values that JSON can hold."""
    return {f"{source.value}/{definition.value}": number for (source, definition), number in counts.items()}


def _opened(value: object) -> MonthCounts:
    counts: MonthCounts = Counter()
    for key, number in cast("Mapping[str, int]", value).items():
        source, _, definition = key.partition("/")
        counts[Source(source), Definition(definition)] = number
    return counts


def _received(months: Months) -> int:
    """Count the contacts by the day on which they came, whatever is known of them."""
    first, after = (datetime.combine(day, time.min, SWEDEN) for day in (months.first, months.after))
    return FirstContact.objects.filter(received_at__gte=first, received_at__lt=after).count()
