"""A case whose homes lie in all three steps, and its call-off in one line each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from tests.givens import CASE, NOW, TODAY, Entry, case_id, given_register, home, home_id
from tests.personas import Personas, given_personas, given_team_on
from utvag.call_off.operations import ask_provider, open_call_off, pass_step, register_answer
from utvag.call_off.rules import (
    AgeBand,
    Answer,
    AskedFor,
    Award,
    Channel,
    NoReason,
    PassedReason,
    Point,
    Shown,
    ShownHome,
    ToldAnswer,
)
from utvag.foundation.actors import Actor
from utvag.providers.models import Home

OWN, FRAMEWORK, OUTSIDE = "U-1", "U-2", "U-3"
OWN_HOME, FRAME_HOME, FRAME_SECOND, OUT_HOME = "H-OWN", "H-FRAME", "H-FRAME-2", "H-OUT"
STEP_OF = {OWN_HOME: 1, FRAME_HOME: 2, FRAME_SECOND: 2, OUT_HOME: 3}
LICENCE: Entry = {"form": "protected_housing", "status": "granted", "from": "2024-04-01"}
AGREEMENT: Entry = {"id": "A-2", "lots": ["C"], "usable_for_exit": True, "from": "2025-01-01"}

ASKED_FOR = AskedFor(AgeBand.FROM_26_TO_40, 1, 0, 0, 0, date(2026, 11, 24))
POINTS = dict.fromkeys(Point, "Punktkanarie: det passar.")
YES = ToldAnswer(Answer.YES, TODAY, "Svarskanarie Chef", Channel.PHONE, points=POINTS)
NO = replace(YES, answer=Answer.NO, points={}, reasons=(NoReason.NO_CAPACITY,))
MEMO = Award(need="Behovskanarie", market="Marknadskanarie", why="Valkanarie", threshold_checked="Kollkanarie i dag")


def given_world() -> Personas:
    """Load a register with a home in each step, two in the second, and name the case's staff."""
    given_register(providers=providers(), homes=homes(), placements=[])
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def providers() -> list[Entry]:
    """Write the three providers."""
    return [
        {"id": OWN, "channel": "own", "owner": "own"},
        {"id": FRAMEWORK, "channel": "framework", "owner": "private", "licences": [LICENCE], "agreements": [AGREEMENT]},
        {"id": OUTSIDE, "channel": "other", "owner": "private", "licences": [LICENCE]},
    ]


def homes() -> list[Entry]:
    """Write the four homes, far from everything."""
    return [
        home(OWN_HOME, "B-1", 63.82, 20.26, "2480", daily_rate=900),
        {**home(FRAME_HOME, "B-2", 62.39, 17.30, "2281", daily_rate=1200), "provider": FRAMEWORK},
        {**home(FRAME_SECOND, "B-3", 62.40, 17.31, "2281", daily_rate=1400), "provider": FRAMEWORK},
        {**home(OUT_HOME, "B-4", 60.67, 17.14, "2180", daily_rate=2000), "provider": OUTSIDE},
    ]


def shown(*codes: str, is_clear: bool = True) -> Shown:
    """Give what the check shows: all four homes, or those that are named."""
    rows = {row.code: row for row in Home.objects.select_related("provider")}
    return Shown(
        tuple(
            ShownHome(
                rows[code].id,
                code,
                rows[code].provider_id,
                rows[code].provider.code,
                STEP_OF[code],
                is_clear,
                "housing_with_support",
                1000,
            )
            for code in codes or STEP_OF
        ),
        register_version=1,
    )


def given_step(actor: Actor, step: int) -> UUID:
    """Open the call-off and bring it to a step."""
    call_off = open_call_off(actor=actor, case_id=case_id(), now=NOW)
    for left in range(1, step):
        pass_step(
            actor=actor,
            case_id=case_id(),
            step=left,
            reason=PassedReason.URGENT,
            words="Skälskanarie",
            shown=shown(),
            now=NOW,
        )
    return call_off


def given_asked(actor: Actor, home: str = FRAME_HOME, *, reason: str = "", asked_for: AskedFor = ASKED_FOR) -> UUID:
    """Ask a provider about a home; give the enquiry's id."""
    return ask_provider(
        actor=actor,
        case_id=case_id(),
        home_id=home_id(home),
        asked_for=asked_for,
        order_reason=reason,
        shown=shown(),
        now=NOW,
    )


def given_answered(actor: Actor, home: str = FRAME_HOME, told: ToldAnswer = YES) -> UUID:
    """Bring the call-off to the home's step, ask and get the answer; give the enquiry's id."""
    given_step(actor, STEP_OF[home])
    enquiry = given_asked(actor, home)
    register_answer(actor=actor, enquiry_id=enquiry, told=told, now=NOW)
    return enquiry
