"""A stand-in asks for the address of a case that is handed over, in her own budget; she who is away is told."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import Error, transaction

from tests.givens import NOW
from tests.location.givens import asked, given_lived_in, given_row, insert
from tests.personas import Personas
from tests.stand_in.givens import given_stand_in, given_waiting
from utvag.cases.models import CaseStaff
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.location.models import Reveal, RevealNotice
from utvag.stand_in.operations import end_handover

pytestmark = pytest.mark.django_db


def refused(actor: Actor, placement: UUID) -> str:
    """Write a try past every operation; give the name of what refused it."""
    with pytest.raises(Error) as error, transaction.atomic():
        insert(actor, placement, given_row(actor, placement))
    cause = error.value.__cause__
    assert isinstance(cause, psycopg.Error)
    return str(cause.diag.constraint_name)


def test_she_asks_while_she_stands_in_and_the_others_are_told(personas: Personas) -> None:
    placement = given_lived_in(personas)
    given_stand_in(personas)
    asked(personas.stranger, placement)
    reveal = Reveal.objects.get()
    assert reveal.account_id == personas.stranger.id
    told = set(RevealNotice.objects.filter(reveal=reveal).values_list("account", flat=True))
    assert {personas.coordinator.id, personas.section_head.id} <= told


def test_neither_before_it_is_confirmed_nor_after_it_has_ended(personas: Personas) -> None:
    placement = given_lived_in(personas)
    given_waiting(personas.coordinator, personas.stranger)
    with pytest.raises(NotVisible):
        asked(personas.stranger, placement)
    assert refused(personas.stranger, placement) == "reveal_to_who_handles_the_case"


def test_the_database_itself_refuses_her_who_stood_in(personas: Personas) -> None:
    placement = given_lived_in(personas)
    handover_id = given_stand_in(personas)
    insert(personas.stranger, placement, given_row(personas.stranger, placement))
    end_handover(actor=personas.coordinator, handover_id=handover_id, now=NOW)
    assert not CaseStaff.objects.filter(account=personas.stranger.id, until_date__gt=NOW + timedelta(days=1)).exists()
    assert refused(personas.stranger, placement) == "reveal_to_who_handles_the_case"
