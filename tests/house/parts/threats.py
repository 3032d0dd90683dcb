"""Threat assessments and register checks, over all personas."""

from __future__ import annotations

from tests.disclosure.givens import given_consent
from tests.givens import NOW, case_id
from tests.house.parts import LIAISON, NAMED
from tests.personas import Personas
from tests.threats.givens import given_threat
from utvag.foundation.actors import Actor
from utvag.threats.operations import print_weekly_sheet, record_register_checks
from utvag.threats.queries import assessments_for_case, weekly_sheet
from utvag.threats.rules import CheckAnswer, CheckOutcome


def given(personas: Personas) -> None:
    given_consent(personas.coordinator)


def _check(actor: Actor) -> None:
    record_register_checks(actor=actor, answers=[CheckAnswer(case_id(), CheckOutcome.NO_CHANGE)], now=NOW)


ACTS = {
    "weekly_sheet": (lambda a: weekly_sheet(actor=a, now=NOW), LIAISON),
    "print_weekly_sheet": (lambda a: print_weekly_sheet(actor=a, now=NOW), LIAISON),
    "record_threat": (given_threat, LIAISON),
    "record_register_checks": (_check, LIAISON),
    "assessments_for_case": (lambda a: assessments_for_case(actor=a, case_id=case_id(), now=NOW), NAMED),
}
