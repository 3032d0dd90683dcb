"""The states of a handover and the rows of a digest, in templates."""

from collections.abc import Mapping
from typing import Final, Protocol
from uuid import UUID

from django import template
from django.urls import reverse

from utvag.stand_in.rules import HandedState

register = template.Library()

_LOOKS: Final = {
    HandedState.WRITING: "attention",
    HandedState.WAITING: "attention",
    HandedState.CONFIRMED: "success",
}


class _Addressed(Protocol):
    @property
    def page(self) -> str: ...

    @property
    def ids(self) -> Mapping[str, UUID]: ...


@register.filter
def address(row: _Addressed) -> str:
    """Give the address that a row leads to."""
    return reverse(row.page, kwargs=dict(row.ids))


@register.filter
def look(state: HandedState) -> str:
    """Give the look of a state; the word is beside it."""
    return _LOOKS.get(state, "neutral")


@register.filter
def notes(number: int) -> str:
    """Say how many notes of the journal were written."""
    if number == 0:
        return "Ersättaren har inte skrivit i journalen."
    return (
        "Ersättaren har skrivit en anteckning i journalen."
        if number == 1
        else f"Ersättaren har skrivit {number} anteckningar i journalen."
    )
