"""Builders of an emergency: a household that lives somewhere, its reserve homes, and a disclosed address."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from tests.givens import CASE, NOW, case_id, given_chosen, given_rechecked
from tests.personas import Personas
from utvag.cases.models import Case
from utvag.emergency.models import DisclosedStep, ReserveSet
from utvag.emergency.operations import WhatIsKnown, do_step, register_disclosed
from utvag.emergency.queries.reserves import set_place
from utvag.emergency.rules import HowKnown, SetCause, StepKind
from utvag.emergency.tasks import make_reserves_if_due
from utvag.foundation.actors import Actor
from utvag.foundation.facts import announce
from utvag.placement.models import Placement
from utvag.secrecy.envelope import seal

KNOWN = WhatIsKnown(
    how=HowKnown.SEEN,
    told_by="Berättarkanarie",
    account="Händelsekanarie: någon stod utanför.",
    who_knows="Vetarkanarie",
    register_code="",
)


def given_living(code: str = CASE) -> UUID:
    """Let the case's household live in the home of its placement, as one that came with a register file."""
    placements = Placement.objects.filter(case__code_name=code)
    papers = dict.fromkeys(("check_made", "verdict", "agreed_until", "step", "proposed_by", "proposed_at"))
    began = NOW.date() - timedelta(days=30)
    placements.update(state="STANDING", origin="IMPORTED", from_date=began, **papers)
    Case.objects.filter(code_name=code).update(state="PLACED")
    with transaction.atomic():
        announce(cause="TEST", subject=None, now=NOW)
    return placements.values_list("pk", flat=True).get()


def given_home_for(personas: Personas, home: str = "H-CLEAR") -> UUID:
    """Choose a home for the case and let its household live there."""
    given_chosen(personas.coordinator, home)
    return given_living()


def given_reserves(now: datetime = NOW) -> int:
    """Let the worker look: check again, and make the reserve homes that are due."""
    given_rechecked(now)
    return make_reserves_if_due(now=now)


def given_set(placement: UUID, *homes: str) -> UUID:
    """Write a set as if the worker had made it, whatever the check says."""
    row = Placement.objects.get(pk=placement)
    made = ReserveSet(
        id=uuid4(),
        placement=row,
        case_id=row.case_id,
        night=NOW.date(),
        cause=SetCause.NIGHT.value,
        made_at=NOW,
        register_version=1,
        engine_version="1",
        verdict="CLEAR",
        count=len(homes),
    )
    made.sealed = seal(set_place(made), {"homes": list(homes)})
    made.save(force_insert=True)
    return made.id


def given_disclosed(actor: Actor, placement: UUID, now: datetime = NOW) -> UUID:
    """Register that the address of a placement is disclosed."""
    return register_disclosed(actor=actor, placement_id=placement, learned_at=now, known=KNOWN, now=now)


def given_all_done(actor: Actor, disclosed: UUID, *, but: StepKind | None = None) -> None:
    """Do every step of an event."""
    for step in DisclosedStep.objects.filter(disclosed=disclosed, done_at__isnull=True):
        if step.kind != but:
            do_step(actor=actor, step_id=step.id, now=NOW, note="Gjort.")


def step_id(disclosed: UUID, kind: StepKind) -> UUID:
    """Give a step of an event."""
    return DisclosedStep.objects.values_list("pk", flat=True).get(disclosed=disclosed, kind=kind.value, number=1)


__all__ = [
    "KNOWN",
    "case_id",
    "given_all_done",
    "given_disclosed",
    "given_home_for",
    "given_living",
    "given_reserves",
    "given_set",
    "step_id",
]
