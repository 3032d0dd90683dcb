"""The codes of the check, and the states of placements, as Swedish words in templates."""

from django import template

from utvag.law.terms import FORMS, LEVELS, REASONS, SERVICES, UNCHECKED, Unchecked, label
from utvag.placement.rules import PlacementState

register = template.Library()

_PLACEMENT_STATES = {
    PlacementState.PROPOSED: "Förslag, väntar på beslut",
    PlacementState.PLANNED: "Planerad, platsen hålls",
    PlacementState.STANDING: "Gäller",
    PlacementState.ENDED: "Avslutad",
    PlacementState.DECLINED: "Fick nej",
    PlacementState.WITHDRAWN: "Tillbakadragen",
}


@register.filter
def services(codes: tuple[str, ...]) -> str:
    """Name several services in one sentence, ready to stand inside it."""
    words = [label(SERVICES, code) for code in codes]
    return " och ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


@register.filter
def service(code: str) -> str:
    """Name one service."""
    return label(SERVICES, code)


@register.filter
def count_among(offers: tuple[str, ...], wanted: tuple[str, ...]) -> int:
    """Count how many of the wanted services a home offers."""
    return sum(code in offers for code in wanted)


@register.filter
def form_of_home(code: str) -> str:
    """Name the form of a home."""
    return label(FORMS, code)


@register.filter
def reasons(codes: tuple[str, ...]) -> list[str]:
    """Say why a home cannot be used."""
    return [label(REASONS, code) for code in codes]


@register.filter
def unchecked(code: str) -> Unchecked:
    """Say what is not checked, what to do about it, and who does it."""
    return UNCHECKED[code]


@register.filter
def level(code: str) -> str:
    """Name how strong a threat is."""
    return label(LEVELS, code)


@register.filter
def placement_state(state: PlacementState) -> str:
    """Say where a placement stands."""
    return _PLACEMENT_STATES[state]


@register.filter
def kronor(amount: float) -> str:
    """Write whole kronor the Swedish way, with a space between thousands."""
    return f"{amount:,.0f} kr".replace(",", "\N{NO-BREAK SPACE}")
