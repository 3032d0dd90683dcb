"""The states of cases and the purposes of named staff, as Swedish words in templates."""

from django import template

from utvag.cases.rules import CaseState, Purpose, Relation
from utvag.cases.rules.suppression import Figure, Hidden

register = template.Library()

_CASE_STATES = {
    CaseState.INTAKE: "Nytt, ska utredas",
    CaseState.WAITING: "Väntar på hem",
    CaseState.PLACED: "Har hem",
    CaseState.CLOSED: "Avslutat",
}
_BIRTH_YEAR_DIGITS = 4


@register.filter
def case_state(state: CaseState) -> str:
    """Say where a case stands."""
    return _CASE_STATES[state]


@register.filter
def purpose(word: Purpose) -> str:
    """Say what an employee does on a case."""
    return word.swedish.lower()


@register.filter
def birth_year(personal_number: str | None) -> str:
    """Give the year of a personal number, for the identity bar."""
    return (personal_number or "")[:_BIRTH_YEAR_DIGITS]


@register.filter
def relation(word: str) -> str:
    """Say who somebody is to the person whom the case is about."""
    return Relation(word).swedish if word else "Den som vill lämna"


@register.filter
def figure(shown: Figure) -> str:
    """Write a figure, or what stands instead of one."""
    return shown.swedish if isinstance(shown, Hidden) else str(shown)
