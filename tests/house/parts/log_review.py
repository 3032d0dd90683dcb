"""The acts of log review: those who hold the case, and are named on it."""

from __future__ import annotations

from tests.givens import NOW, TODAY, case_id
from tests.house.parts import Act
from tests.log_review.givens import QUESTION, given_look
from tests.personas import Personas
from utvag.log_review.access import ask_draft, case_of_holder
from utvag.log_review.operations import ask_about_look, note_looks
from utvag.log_review.queries import looks_in_case
from utvag.organisation.models import StaffAccount

HOLDERS = {"coordinator", "section_head"}


def given(personas: Personas) -> None:
    """Let the case worker have looked."""
    given_look(personas.case_worker)


def _worker() -> StaffAccount:
    return StaffAccount.objects.get(username="case-worker")


ACTS: dict[str, tuple[Act, set[str]]] = {
    "looks_in_case": (lambda a: looks_in_case(actor=a, case_id=case_id(), days=30, now=NOW), HOLDERS),
    "note_looks": (lambda a: note_looks(actor=a, case_id=case_id(), until_at=NOW, now=NOW), HOLDERS),
    "ask_about_look": (
        lambda a: ask_about_look(actor=a, case_id=case_id(), account_id=_worker().pk, text=QUESTION, now=NOW),
        HOLDERS,
    ),
    "case_of_holder": (lambda a: case_of_holder(a, case_id(), TODAY, action="TEST"), HOLDERS),
    "ask_draft": (lambda a: ask_draft(a, case_id(), TODAY), HOLDERS),
}
