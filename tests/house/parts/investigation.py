"""The acts of an investigation: the named staff read, those who handle the case write."""

from collections.abc import Callable
from contextlib import suppress

from tests.givens import NOW, TODAY, case_id
from tests.house.parts import CHOOSERS, NAMED, Act
from tests.investigation.givens import given_every_section, given_investigation, given_section
from tests.meetings.givens import given_held, given_meeting
from tests.personas import Personas
from utvag.drafts.rules import FormKind
from utvag.foundation.actors import Actor
from utvag.investigation.access import investigation_draft
from utvag.investigation.operations import (
    UnableToInvestigate,
    answer_precondition,
    complete_investigation,
    discontinue_investigation,
    note_housing,
    tell_late,
)
from utvag.investigation.queries import open_investigation_of, open_section
from utvag.investigation.rules import CloseReason, HousingKind, Met, Precondition, SectionKind


def given(personas: Personas) -> None:
    """An open investigation that is whole, with its meeting."""
    given_investigation(personas.coordinator)
    given_every_section(personas.coordinator)
    given_held(personas.coordinator, given_meeting(personas.coordinator))


def _told(act: Callable[..., object], **values: object) -> Act:
    """Do it as somebody; those who may are told that it is not late, all others nothing."""

    def run(actor: Actor) -> None:
        with suppress(UnableToInvestigate):
            act(actor=actor, case_id=case_id(), now=NOW, **values)

    return run


def _open(actor: Actor) -> None:
    with suppress(UnableToInvestigate):
        given_investigation(actor)


ANSWER: dict[str, object] = {
    "precondition": Precondition.MOTIVATED,
    "answer": Met.MET,
    "told_date": TODAY,
    "told_by": "Polisen",
}
HOUSING: dict[str, object] = {"kind": HousingKind.OWN_HOME, "from_date": TODAY, "until_date": None, "note": ""}
STOP: dict[str, object] = {"reason": CloseReason.NOT_REACHED, "note": "Svarar inte."}
ACTS = {
    "open_investigation": (_open, CHOOSERS),
    "save_section": (lambda a: given_section(a, based_on=1), CHOOSERS),
    "answer_precondition": (_told(answer_precondition, **ANSWER), CHOOSERS),
    "note_housing": (_told(note_housing, **HOUSING), CHOOSERS),
    "tell_late": (_told(tell_late, reason="Sjukdom"), CHOOSERS),
    "complete_investigation": (_told(complete_investigation), CHOOSERS),
    "discontinue_investigation": (_told(discontinue_investigation, **STOP), CHOOSERS),
    "open_investigation_of": (lambda a: open_investigation_of(actor=a, case_id=case_id(), now=NOW), NAMED),
    "open_section": (lambda a: open_section(actor=a, case_id=case_id(), kind=SectionKind.NEEDS, now=NOW), NAMED),
    "investigation_draft": (lambda a: investigation_draft(a, case_id(), FormKind.PRECONDITION, TODAY), CHOOSERS),
}
