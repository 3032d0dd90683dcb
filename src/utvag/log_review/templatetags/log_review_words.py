"""What somebody did, as one sentence in a template."""

from django import template

from utvag.log_review.rules import Looked

register = template.Library()

_TWICE = 2


@register.filter
def counted(what: tuple[tuple[str, int], ...]) -> str:
    """Write what was done and how many times, in one line; a dash where there is nothing."""
    return ", ".join(_one(words, number, place) for place, (words, number) in enumerate(what)) or "–"


@register.filter
def in_short(looked: Looked) -> str:
    """Say what somebody did on a day in one or two sentences."""
    done = counted((*looked.done, *looked.read)) if looked.done or looked.read else ""
    tried = f"{tries(looked.denied)} fick nej" if looked.denied else ""
    return ". ".join(part for part in (done, tried) if part) + "."


@register.filter
def times(number: int) -> str:
    """Write how many times."""
    return "en gång" if number == 1 else f"{number} gånger"


@register.filter
def tries(number: int) -> str:
    """Write how many tries."""
    return "Ett försök" if number == 1 else f"{number} försök"


@register.filter
def readings(number: int) -> str:
    """Write how many accesses."""
    return "en läsning" if number == 1 else f"{number} läsningar"


def _one(words: str, number: int, place: int) -> str:
    said = words if place == 0 else words[:1].lower() + words[1:]
    return said if number < _TWICE else f"{said} ({number} gånger)"
