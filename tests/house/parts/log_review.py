"""The acts of log review: of those who hold the case, named on it, and of the reviewer, who is none of the seven."""

from __future__ import annotations

from uuid import UUID, uuid4

from tests.givens import CASE, NOW, TODAY, case_id
from tests.house.parts import NAMED, NOBODY, Act
from tests.log_review.givens import QUESTION, given_alarm, given_item, given_look, given_reviewer
from tests.personas import Personas
from utvag.foundation.actors import Actor
from utvag.log_review.access import ask_draft, case_for_extract, case_of_holder, extract_draft, judge_draft
from utvag.log_review.models import Item
from utvag.log_review.operations import (
    Said,
    ask_about_look,
    end_canary,
    judge_access,
    make_extract,
    make_minutes,
    mark_canary,
    note_looks,
    see_alarm,
)
from utvag.log_review.queries import (
    alarms,
    around_item,
    item_shape,
    looks_in_case,
    marked_canaries,
    minutes_made,
    review_page,
)
from utvag.log_review.rules import Judged
from utvag.organisation.models import StaffAccount

HOLDERS = {"coordinator", "section_head"}


def given(personas: Personas) -> None:
    """Let the case worker have looked."""
    given_look(personas.case_worker)


def ids(personas: Personas) -> dict[str, UUID]:
    """An access to judge, a marked case and an alarm."""
    given(personas)
    reviewer = StaffAccount.objects.filter(username="reviewer").first()
    marked_by = given_reviewer() if reviewer is None else Actor(reviewer.pk, reviewer.role)
    return {
        "item_id": given_item(personas.case_worker, personas.coordinator),
        "canary_id": mark_canary(actor=marked_by, code_name=CASE, now=NOW),
        "alarm_id": given_alarm(),
    }


def _worker() -> StaffAccount:
    return StaffAccount.objects.get(username="case-worker")


def _item(actor: Actor) -> UUID:
    """Give an access that waits for the reviewer, made by one of the owners."""
    del actor
    found = Item.objects.values_list("pk", flat=True).first()
    if found is not None:
        return found
    coordinator = StaffAccount.objects.get(username="coordinator")
    return given_item(_actor(_worker()), _actor(coordinator))


def _actor(account: StaffAccount) -> Actor:
    return Actor(account.pk, account.role)


ACTS: dict[str, tuple[Act, set[str]]] = {
    "looks_in_case": (lambda a: looks_in_case(actor=a, case_id=case_id(), days=30, now=NOW), HOLDERS),
    "note_looks": (lambda a: note_looks(actor=a, case_id=case_id(), until_at=NOW, now=NOW), HOLDERS),
    "ask_about_look": (
        lambda a: ask_about_look(actor=a, case_id=case_id(), account_id=_worker().pk, text=QUESTION, now=NOW),
        HOLDERS,
    ),
    "case_of_holder": (lambda a: case_of_holder(a, case_id(), TODAY, action="TEST"), HOLDERS),
    "review_page": (lambda a: review_page(actor=a, now=NOW), NOBODY),
    "item_shape": (lambda a: item_shape(actor=a, item_id=_item(a), now=NOW), NOBODY),
    "around_item": (lambda a: around_item(actor=a, item_id=_item(a), now=NOW), NOBODY),
    "judge_draft": (lambda a: judge_draft(a, _item(a)), NOBODY),
    "judge_access": (
        lambda a: judge_access(actor=a, item_id=_item(a), said=Said(Judged.ATTESTED, "Ja."), now=NOW),
        NOBODY,
    ),
    "marked_canaries": (lambda a: marked_canaries(actor=a, now=NOW), NOBODY),
    "mark_canary": (lambda a: mark_canary(actor=a, code_name=CASE, now=NOW), NOBODY),
    "end_canary": (lambda a: end_canary(actor=a, canary_id=uuid4(), now=NOW), NOBODY),
    "alarms": (lambda a: alarms(actor=a, now=NOW), NOBODY),
    "see_alarm": (
        lambda a: see_alarm(actor=a, alarm_id=given_alarm(), now=NOW),
        NOBODY,
    ),
    "minutes_made": (lambda a: minutes_made(actor=a), NOBODY),
    "make_minutes": (lambda a: make_minutes(actor=a, now=NOW), NOBODY),
    "make_extract": (
        lambda a: make_extract(actor=a, case_id=case_id(), withhold_police=False, reason="", now=NOW),
        NAMED,
    ),
    "case_for_extract": (lambda a: case_for_extract(a, case_id(), TODAY, action="TEST"), NAMED),
    "extract_draft": (lambda a: extract_draft(a, case_id(), TODAY), NAMED),
    "ask_draft": (lambda a: ask_draft(a, case_id(), TODAY), HOLDERS),
}
