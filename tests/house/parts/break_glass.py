"""The acts of an emergency: opened by those who help people, reviewed by the case's head, never by who opened it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from uuid import UUID

from tests.givens import CASE, NOW, TODAY
from tests.house.parts import HEAD, Act
from tests.organisation.givens import SESSION, given_touch
from tests.personas import Personas
from utvag.break_glass.access import review_draft
from utvag.break_glass.models import BreakGlass
from utvag.break_glass.operations import break_glass, review_break_glass
from utvag.break_glass.queries import open_review
from utvag.break_glass.rules import Finding, Ground
from utvag.foundation.actors import Actor
from utvag.foundation.errors import Unable

HELPERS = {"coordinator", "case_worker", "section_head", "on_call", "stranger"}


def given(personas: Personas) -> None:
    """Let one on call open the case in an emergency."""
    given_touch(personas.on_call)
    break_glass(
        actor=personas.on_call, session=SESSION, code_name=CASE, ground=Ground.LIFE, reason="Nödkanarie", now=NOW
    )


def ids(personas: Personas) -> dict[str, UUID]:
    """Give an opening that is there."""
    given(personas)
    return {"glass_id": _opening()}


def _opening() -> UUID:
    return BreakGlass.objects.values_list("pk", flat=True).get()


def _open(actor: Actor) -> None:
    # A code name that nobody has: who may open is told that, and nobody is let in.
    with suppress(Unable):
        break_glass(actor=actor, session=SESSION, code_name="INGEN-1", ground=Ground.LIFE, reason="Nu.", now=NOW)


def _review(actor: Actor) -> None:
    # It is still open, which only those who may review it are told.
    with suppress(Unable):
        review_break_glass(actor=actor, glass_id=_opening(), finding=Finding.IN_ORDER, text="Ja.", now=NOW)


ACTS: Mapping[str, tuple[Act, set[str]]] = MappingProxyType(
    {
        "break_glass": (_open, HELPERS),
        "open_review": (lambda a: open_review(actor=a, glass_id=_opening(), now=NOW), HEAD),
        "review_break_glass": (_review, HEAD),
        "review_draft": (lambda a: review_draft(a, _opening(), TODAY), HEAD),
    }
)
BY_ROLE = {"break_glass"}
