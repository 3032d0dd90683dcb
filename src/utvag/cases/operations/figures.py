"""Count a first contact in its month: how many from whom, by which definition, and nothing of any one of them."""

from datetime import date
from uuid import uuid4

from utvag.cases.models import ContactMonth
from utvag.cases.queries.figures import counts_in, month_place, sealable_counts
from utvag.cases.rules import Source, Told
from utvag.cases.rules.figures import Definition, definition_of, month_of
from utvag.secrecy.envelope import seal


def count_contact(told: Told, today: date) -> None:
    """Add one to the month's counts. Part of the registration: the same work whoever the person is."""
    row = _locked(month_of(today))
    definition = definition_of(police=told.meets_police_definition, national=told.meets_national_definition)
    counts = counts_in(row)
    counts[told.source, definition] += 1
    row.sealed = seal(month_place(row.id), sealable_counts(counts))
    row.save(update_fields=["sealed"])


def _locked(month: date) -> ContactMonth:
    """Give the month's row, held until the transaction ends; of two that begin at once, the first makes it."""
    if not ContactMonth.objects.filter(month=month).exists():
        row_id = uuid4()
        nothing = {(source, definition): 0 for source in Source for definition in Definition}
        made = ContactMonth(id=row_id, month=month, sealed=seal(month_place(row_id), sealable_counts(nothing)))
        ContactMonth.objects.bulk_create([made], ignore_conflicts=True)
    return ContactMonth.objects.select_for_update().get(month=month)
