"""How often and how near, in Swedish, for the templates of follow-up."""

from datetime import date, timedelta
from typing import Final

from django import template

from utvag.followup.rules import in_words
from utvag.law.profile import Span, Unit

register = template.Library()

_SOON: Final = timedelta(days=3)
_EVERY: Final = {Span(4, Unit.WEEKS): "var fjärde vecka", Span(12, Unit.MONTHS): "varje år"}


@register.filter
def how_often(span: Span) -> str:
    """Say how often."""
    if span in _EVERY:
        return _EVERY[span]
    return f"varje {in_words(span).split(' ')[1]}" if span.count == 1 else f"med {in_words(span)} emellan"


@register.filter
def nearness(day: date, today: date) -> str:
    """Say how near a day is, in the words of the due list."""
    if day < today:
        return "late"
    if day == today:
        return "today"
    return "soon" if day - today <= _SOON else "later"
