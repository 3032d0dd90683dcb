"""Times and intervals in Swedish, for the desk's templates."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, Protocol
from uuid import UUID

from django import template
from django.urls import reverse

from utvag.foundation.agenda import Urgency
from utvag.law.profile import Span, Unit

register = template.Library()

_SOON: Final = timedelta(days=3)
_EVERY: Final = {
    Span(1, Unit.WEEKS): "varje vecka",
    Span(4, Unit.WEEKS): "var fjärde vecka",
    Span(1, Unit.MONTHS): "varje månad",
}
_UNITS: Final = {Unit.DAYS: "dag", Unit.WORKING_DAYS: "arbetsdag", Unit.WEEKS: "vecka", Unit.MONTHS: "månad"}


@register.filter
def every(span: Span) -> str:
    """Say how often."""
    return _EVERY.get(span, f"var {span.count}:e {_UNITS[span.unit]}")


@register.filter
def urgency(day: date, today: date) -> str:
    """Say how near a day is, in the words of the due list."""
    if day < today:
        return "late"
    if day == today:
        return "today"
    return "soon" if day - today <= _SOON else "later"


class _Addressed(Protocol):
    @property
    def page(self) -> str: ...

    @property
    def ids(self) -> Mapping[str, UUID]: ...


@register.filter
def address(row: _Addressed) -> str:
    """Give the address that a row of the desk leads to; nothing where it leads nowhere."""
    return reverse(row.page, kwargs=dict(row.ids)) if row.page else ""


_KINDS: Final = {
    Urgency.DANGER: "danger",
    Urgency.ATTENTION: "attention",
    Urgency.INFO: "info",
    Urgency.WAITING: "neutral",
}


@register.filter
def kind(urgency: Urgency) -> str:
    """Give the look of a row by how loudly it asks for attention."""
    return _KINDS[urgency]


@register.filter
def inside(title: str) -> str:
    """Write a title as it stands inside a sentence: its first letter small, names and abbreviations as they are."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
