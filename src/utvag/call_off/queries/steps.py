"""Read where a call-off stands. The caller has passed the wall of the case; nothing here opens a text."""

from dataclasses import dataclass
from uuid import UUID

from utvag.call_off.models import CallOffStep, Enquiry
from utvag.call_off.rules import Answer, Asked, CallOffState, Step
from utvag.secrecy.rules import KeyKind, Owner, Place


@dataclass(frozen=True, slots=True)
class OpenStep:
    """The step that a case's open call-off has come to; with the case's id it is the key of a step's row."""

    call_off_id: UUID
    step: Step


def open_step(*, case_id: UUID) -> OpenStep | None:
    """Give the latest step of a case's open call-off."""
    rows = CallOffStep.objects.filter(case=case_id, call_off__state=CallOffState.OPEN)
    found = rows.order_by("-step").values_list("call_off_id", "step").first()
    return None if found is None else OpenStep(found[0], Step(found[1]))


def asked_in(call_off_id: UUID, step: int) -> tuple[Asked, ...]:
    """Give the enquiries of a step as the rules see them."""
    rows = Enquiry.objects.filter(call_off=call_off_id, step=step).order_by("sent_at", "pk")
    return tuple(
        Asked(home_id, due_date, Answer(answer) if answer else None)
        for home_id, due_date, answer in rows.values_list("home_id", "due_date", "answer__answer")
    )


def sealed_place(case_id: UUID, table: str, row: UUID) -> Place:
    """Say where what a call-off keeps sealed belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), f"call_off_{table}", row)
