"""What the memo of a direct award rests on: rate, nights, the year's sum, the limits of the day."""

from dataclasses import dataclass, field
from datetime import date
from typing import cast
from uuid import UUID

from utvag.call_off.access import OpenedEnquiry
from utvag.call_off.models import Answer as AnswerRow
from utvag.call_off.models import CallOffStep, DirectAward, Enquiry
from utvag.call_off.queries.steps import sealed_place
from utvag.call_off.rules import (
    Answer,
    PassedReason,
    Standing,
    Step,
    has_agreement,
    needs_award,
    standing_of,
    value_of,
)
from utvag.cases.queries import sealed_entry
from utvag.law.thresholds import Thresholds, thresholds_on
from utvag.providers.queries import sealed_home, sealed_provider
from utvag.secrecy.envelope import Keyring


@dataclass(frozen=True, slots=True)
class AwardBasis:
    """The facts of a direct award on a day.

    :ivar is_needed: whether the purchase is a direct award at all.
    :ivar spent: what the year's other memos on the provider come to, of all cases: only the sum is shown.
    :ivar steps: the steps that were passed, each with its reason.
    """

    is_needed: bool
    daily_rate: float
    nights: int
    value: int
    spent: int
    standing: Standing
    limits: Thresholds
    steps: tuple[tuple[str, str], ...] = field(repr=False)


def award_basis(opened: OpenedEnquiry, *, fees: int, today: date) -> AwardBasis:
    """Put together what a memo rests on. The caller has passed the wall of the case and writes the log."""
    row, keyring = opened.enquiry, Keyring()
    rate = float(cast("float", sealed_home(row.home, keyring)["daily_rate"]))
    nights = opened.case.nights or 1
    value, spent, limits = value_of(rate, nights, fees), _spent(row, today.year), thresholds_on(today)
    return AwardBasis(
        is_needed=is_award_needed(row, opened, today, keyring),
        daily_rate=rate,
        nights=nights,
        value=value,
        spent=spent,
        standing=standing_of(value + spent, limits),
        limits=limits,
        steps=passed_steps(row.call_off_id, keyring, before=row.step),
    )


def is_award_needed(row: Enquiry, opened: OpenedEnquiry, today: date, keyring: Keyring) -> bool:
    """Say whether buying what an enquiry is about is a direct award."""
    lot = cast("str | None", sealed_entry(opened.case, keyring).get("lot"))
    agreement = has_agreement(sealed_provider(row.provider, keyring), lot, max(today, opened.case.start_date))
    return needs_award(row.step, has_agreement=agreement)


def has_said_yes(row: Enquiry) -> bool:
    """Say whether the provider has said yes."""
    return AnswerRow.objects.filter(enquiry=row.pk, answer=Answer.YES).exists()


def has_award(enquiry_id: UUID) -> bool:
    """Say whether an enquiry has a memo."""
    return DirectAward.objects.filter(enquiry=enquiry_id).exists()


def passed_steps(call_off_id: UUID, keyring: Keyring, *, before: int = Step.OUTSIDE) -> tuple[tuple[str, str], ...]:
    """Give the steps that a call-off has left before one of its steps, each with the reason."""
    rows = CallOffStep.objects.filter(call_off=call_off_id, step__gt=Step.OWN, step__lte=before).order_by("step")
    return tuple(
        (f"{row.step - 1}. {Step(row.step - 1).swedish}", f"{reason_of(row)}. {opened_step(row, keyring)['words']}")
        for row in rows
    )


def reason_of(row: CallOffStep) -> str:
    """Say why the step before gave no home; nothing for the first."""
    return PassedReason(row.passed_reason).swedish if row.passed_reason else ""


def opened_step(row: CallOffStep, keyring: Keyring) -> dict[str, object]:
    """Open what a step keeps sealed."""
    return cast(
        "dict[str, object]", keyring.open(sealed_place(row.case_id, "calloffstep", row.id), row.sealed).reveal()
    )


def _spent(row: Enquiry, year: int) -> int:
    """Add up the latest revision of each other memo on the same provider and year."""
    awards = DirectAward.objects.filter(provider=row.provider_id, budget_year=year).exclude(enquiry=row.pk)
    latest = awards.order_by("enquiry", "-revision").distinct("enquiry").values_list("value_kronor", flat=True)
    return sum(latest)
