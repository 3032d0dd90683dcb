"""The codes of homes and sums of money as Swedish words in the templates of the call-off."""

from django import template

from utvag.call_off.rules.papers import kronor as written
from utvag.call_off.rules.papers import limit_in_words
from utvag.law.terms import FORMS, SERVICES, label
from utvag.law.thresholds import Amount

register = template.Library()


@register.filter
def services(codes: tuple[str, ...]) -> str:
    """Name several services in one sentence."""
    return ", ".join(label(SERVICES, code) for code in codes)


@register.filter
def form_of_home(code: str) -> str:
    """Name the form of a home."""
    return label(FORMS, code)


@register.filter
def kronor(amount: float) -> str:
    """Write whole kronor the Swedish way."""
    return written(amount)


@register.filter
def limit(amount: Amount) -> str:
    """Write a limit of the day with where it stands."""
    return limit_in_words(amount)
