"""The acts of a placement on its way: whoever may not gets a 404 before anything else is asked."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from types import MappingProxyType
from uuid import UUID

from tests.givens import NOW, TODAY
from tests.house.parts import CHOOSERS, NAMED, Act
from utvag.foundation.actors import Actor
from utvag.foundation.errors import Unable
from utvag.placement.models import Placement
from utvag.placement.operations import (
    complete_papers,
    end_placement,
    extend_placement,
    hold_review,
    homes_to_move_to,
    move_placement,
    start_placement,
    write_agreement,
)
from utvag.placement.queries import journey_of
from utvag.placement.rules import (
    EndReason,
    Initiator,
    Kept,
    ReviewProposal,
    ToldAgreement,
    ToldEnd,
    ToldMove,
    ToldReview,
)

DAY = date(2028, 2, 29)


def _proposal() -> UUID:
    return Placement.objects.values_list("pk", flat=True).get(origin="CHOSEN")


def _start(actor: Actor) -> None:
    # A proposal cannot start, or be followed, which only those who may are told.
    with suppress(Unable):
        start_placement(actor=actor, placement_id=_proposal(), now=NOW)


def _complete(actor: Actor) -> None:
    with suppress(Unable):
        complete_papers(actor=actor, placement_id=_proposal(), now=NOW)


def _agree(actor: Actor) -> None:
    write_agreement(actor=actor, placement_id=_proposal(), told=ToldAgreement("Stöd.", "Dagtid."), now=NOW)


def _review(actor: Actor) -> None:
    told = ToldReview(TODAY, actor.id, Kept.YES, Kept.YES, ReviewProposal.PROLONG, "Behov.", "Bra.")
    with suppress(Unable):
        hold_review(actor=actor, placement_id=_proposal(), told=told, now=NOW)


def _extend(actor: Actor) -> None:
    with suppress(Unable):
        extend_placement(actor=actor, placement_id=_proposal(), until_date=DAY, now=NOW)


def _end(actor: Actor) -> None:
    told = ToldEnd(TODAY, EndReason.GOAL_REACHED, Initiator.PERSON, False, None, {}, "Klart.")
    with suppress(Unable):
        end_placement(actor=actor, placement_id=_proposal(), told=told, now=NOW)


def _move(actor: Actor) -> None:
    told = ToldMove(Placement.objects.get(pk=_proposal()).home_id, TODAY, DAY, Initiator.POLICE, "Skäl.")
    with suppress(Unable):
        move_placement(actor=actor, placement_id=_proposal(), told=told, now=NOW)


def _homes(actor: Actor) -> None:
    with suppress(Unable):
        homes_to_move_to(actor=actor, placement_id=_proposal(), now=NOW)


ACTS: Mapping[str, tuple[Act, set[str]]] = MappingProxyType(
    {
        "start_placement": (_start, CHOOSERS),
        "complete_papers": (_complete, CHOOSERS),
        "write_agreement": (_agree, CHOOSERS),
        "hold_review": (_review, CHOOSERS),
        "extend_placement": (_extend, CHOOSERS),
        "end_placement": (_end, CHOOSERS),
        "move_placement": (_move, CHOOSERS),
        "homes_to_move_to": (_homes, CHOOSERS),
        "journey_of": (lambda a: journey_of(actor=a, placement_id=_proposal(), now=NOW), NAMED),
    }
)
