"""In an emergency an address is shown when no witness answers; without one it is not, whoever writes the row."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tests.givens import CASE, given_register
from tests.location.givens import ADDRESS, given_lived_in
from tests.organisation.givens import SESSION
from tests.personas import Personas, given_personas, given_team_on
from utvag.break_glass.operations import break_glass, end_break_glass
from utvag.break_glass.rules import Ground
from utvag.foundation.actors import Actor
from utvag.foundation.clock import now
from utvag.foundation.errors import NotVisible
from utvag.location.models import Reveal
from utvag.location.operations import UnableToReveal, reveal_address, waiting
from utvag.location.rules import Refusal, RevealReason, RevealState
from utvag.organisation.operations import note_touch

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture
def placement(personas: Personas, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A home that somebody lives in; no witness is there, and nobody waits long."""
    monkeypatch.setattr(waiting, "LONGEST_WAIT", timedelta(milliseconds=50))
    return given_lived_in(personas)


def touch(actor: Actor) -> None:
    note_touch(actor=actor, session=SESSION, now=now())


def in_an_emergency(actor: Actor) -> None:
    touch(actor)
    break_glass(actor=actor, session=SESSION, code_name=CASE, ground=Ground.MOVE, reason="Hotet är här.", now=now())


def shown(actor: Actor, placement_id: UUID) -> object:
    touch(actor)
    found = reveal_address(
        actor=actor, session=SESSION, placement_id=placement_id, reason=RevealReason.ACUTE, note="", now=now()
    )
    return found.address.reveal()


def test_one_who_handles_the_case_sees_it_without_witnesses(personas: Personas, placement: UUID) -> None:
    with pytest.raises(UnableToReveal) as refused:
        shown(personas.coordinator, placement)
    assert refused.value.refusal is Refusal.NOT_WITNESSED
    in_an_emergency(personas.coordinator)
    assert shown(personas.coordinator, placement) == ADDRESS


def test_so_does_a_stranger_who_opened_it_and_no_longer_than_that(personas: Personas, placement: UUID) -> None:
    with pytest.raises(NotVisible):
        shown(personas.stranger, placement)
    in_an_emergency(personas.stranger)
    assert shown(personas.stranger, placement) == ADDRESS
    end_break_glass(actor=personas.stranger, now=now())
    with pytest.raises(NotVisible):
        shown(personas.stranger, placement)


def test_the_database_asks_for_the_witnesses_again_when_it_has_ended(personas: Personas, placement: UUID) -> None:
    in_an_emergency(personas.coordinator)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "utvag.location.operations.waiting.show_address",
            lambda **_: end_break_glass(actor=personas.coordinator, now=now()),
        )
        touch(personas.coordinator)
        reveal_address(
            actor=personas.coordinator,
            session=SESSION,
            placement_id=placement,
            reason=RevealReason.ACUTE,
            note="",
            now=now(),
        )
    held = Reveal.objects.get(state=RevealState.ASKED)
    with pytest.raises(IntegrityError, match="two witnesses have not signed"), transaction.atomic():
        Reveal.objects.filter(pk=held.pk).update(state=RevealState.SHOWN.value)
