"""Read a case's call-off as its named staff may; opening its texts writes the log."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.call_off.access import OpenedEnquiry, enquiry_for
from utvag.call_off.models import Answer as AnswerRow
from utvag.call_off.models import CallOff, CallOffStep, DirectAward, Enquiry
from utvag.call_off.queries.awards import AwardBasis, award_basis, is_award_needed, opened_step, reason_of
from utvag.call_off.queries.purchases import PurchaseLine, purchases_of
from utvag.call_off.queries.steps import sealed_place
from utvag.call_off.rules import Answer, CallOffState, Channel, NoReason, Point, Step
from utvag.cases.access import CASE, OpenedCase, case_for, may_choose
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.secrecy.envelope import Keyring


@dataclass(frozen=True, slots=True)
class StepShape:
    """A step that a call-off has come to.

    :ivar left_for: why it gave no home, where it is left; with the words, and how many homes the check showed.
    """

    step: Step
    entered_at: datetime
    left_for: str = ""
    left_words: str = field(default="", repr=False)
    left_at: datetime | None = None
    left_by: StaffShape | None = None
    left_homes: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class AnswerShape:
    """What a provider answered."""

    answer: Answer
    answered_date: date
    registered_by: StaffShape | None
    reasons: tuple[str, ...]
    by_whom: str = field(repr=False)
    channel: str
    points: tuple[tuple[str, str], ...] = field(repr=False)
    words: str = field(repr=False)

    @property
    def is_yes(self) -> bool:
        """Say whether it was a yes."""
        return self.answer is Answer.YES


@dataclass(frozen=True, slots=True)
class AwardShape:
    """The latest memo of a direct award.

    :ivar is_urgent: whether extreme urgency is claimed (LOU 19 a:5).
    """

    revision: int
    value_kronor: int
    made_at: datetime
    document_id: UUID
    document_due_date: date | None
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class EnquiryShape:
    """An enquiry with its answer and memo.

    :ivar lacks_award: whether it is to be bought directly and has no memo.
    """

    id: UUID
    step: Step
    home_id: UUID
    home_code: str
    provider_code: str
    rank: int
    sent_at: datetime
    sent_by: StaffShape | None
    due_date: date
    is_late: bool
    document_id: UUID
    order_reason: str = field(repr=False)
    answer: AnswerShape | None
    award: AwardShape | None
    needs_award: bool
    purchase: PurchaseLine | None = None

    @property
    def lacks_award(self) -> bool:
        """Say whether a memo is missing."""
        return self.needs_award and self.award is None

    @property
    def needs_decision(self) -> bool:
        """Say whether the section head decides the purchase: in steps 2 and 3, after a yes."""
        return self.step > Step.OWN and self.answer is not None and self.answer.is_yes

    @property
    def may_be_proposed(self) -> bool:
        """Say whether the purchase can be proposed now."""
        is_live = self.purchase is not None and self.purchase.is_live
        return self.needs_decision and not self.lacks_award and not is_live


@dataclass(frozen=True, slots=True)
class CallOffShape:
    """A case's latest call-off; none yet where `step` is None."""

    case_id: UUID
    is_open: bool
    may_act: bool
    step: Step | None = None
    steps: tuple[StepShape, ...] = ()
    enquiries: tuple[EnquiryShape, ...] = ()


def call_off_of(*, actor: Actor, case_id: UUID, now: datetime) -> CallOffShape:
    """Open a case's latest call-off, and write that it was opened (lag 2001:454, 10 §).

    :raises NotVisible: when the actor is not named on the case.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = case_for(actor, case_id, today, action="READ_CALL_OFF")
        subject = Subject(CASE, case_id, case_id)
        record(actor=actor, action="READ_CALL_OFF", subject=subject, purpose=opened.purpose, now=now)
        row = _latest_of(case_id)
        if row is None:
            return CallOffShape(case_id, is_open=False, may_act=may_choose(actor))
        keyring = Keyring()
        steps = _steps(row, keyring)
        return CallOffShape(
            case_id,
            is_open=row.state == CallOffState.OPEN,
            may_act=may_choose(actor),
            step=steps[-1].step,
            steps=steps,
            enquiries=_enquiries(row, opened, today, keyring),
        )


def _latest_of(case_id: UUID) -> CallOff | None:
    rows = CallOff.objects.filter(case=case_id)
    return rows.filter(state=CallOffState.OPEN.value).first() or rows.order_by("-opened_at", "pk").first()


def enquiry_to_answer(*, actor: Actor, enquiry_id: UUID, now: datetime) -> EnquiryShape:
    """Open one enquiry for one who writes down its answer or its memo; the opening is logged.

    :raises NotVisible: unless the actor is named on its case and chooses homes.
    """
    with one_act(actor=actor, now=now):
        opened = _opened_to_work(actor, enquiry_id, now)
        staff = staff_shapes([opened.enquiry.sent_by])
        case = OpenedCase(opened.case, opened.purpose)
        return _enquiry(opened.enquiry, case, day_of(now), Keyring(), staff)


def award_to_write(*, actor: Actor, enquiry_id: UUID, now: datetime) -> AwardBasis:
    """Give what the memo of a direct award will rest on, without fees; the opening is logged.

    :raises NotVisible: unless the actor is named on its case and chooses homes.
    """
    with one_act(actor=actor, now=now):
        return award_basis(_opened_to_work(actor, enquiry_id, now), fees=0, today=day_of(now))


def case_of_enquiry(*, actor: Actor, enquiry_id: UUID, now: datetime) -> UUID:
    """Say which case an enquiry is of, to one who works with it. Opens no text.

    :raises NotVisible: unless the actor is named on its case and chooses homes.
    """
    with one_act(actor=actor, now=now):
        return enquiry_for(actor, enquiry_id, day_of(now), action="READ_ENQUIRY").case.id


def _opened_to_work(actor: Actor, enquiry_id: UUID, now: datetime) -> OpenedEnquiry:
    opened = enquiry_for(actor, enquiry_id, day_of(now), action="READ_ENQUIRY")
    subject = Subject("ENQUIRY", enquiry_id, opened.case.id)
    record(actor=actor, action="READ_ENQUIRY", subject=subject, purpose=opened.purpose, now=now)
    return opened


def _steps(row: CallOff, keyring: Keyring) -> tuple[StepShape, ...]:
    """Put each step together with why it was left, which the next one tells."""
    rows = list(CallOffStep.objects.filter(call_off=row.pk).order_by("step"))
    staff = staff_shapes(each.entered_by for each in rows)
    shapes = []
    for place, each in enumerate(rows):
        after = rows[place + 1] if place + 1 < len(rows) else None
        if after is None:
            shapes.append(StepShape(Step(each.step), each.entered_at))
            continue
        told = opened_step(after, keyring)
        homes = cast("list[tuple[str, int, bool]]", told["homes"])
        shapes.append(
            StepShape(
                Step(each.step),
                each.entered_at,
                left_for=reason_of(after),
                left_words=str(told["words"]),
                left_at=after.entered_at,
                left_by=staff.get(after.entered_by),
                left_homes=tuple(code for code, step, _ in homes if step == each.step),
            )
        )
    return tuple(shapes)


def _enquiries(row: CallOff, opened: OpenedCase, today: date, keyring: Keyring) -> tuple[EnquiryShape, ...]:
    rows = list(Enquiry.objects.filter(call_off=row.pk).select_related("home", "provider", "answer"))
    rows.sort(key=lambda each: (each.step, each.sent_at))
    answered = [each.answer.registered_by for each in rows if hasattr(each, "answer")]
    staff = staff_shapes([*(each.sent_by for each in rows), *answered])
    bought = purchases_of(each.id for each in rows)
    shapes = (_enquiry(each, opened, today, keyring, staff) for each in rows)
    return tuple(replace(each, purchase=bought.get(each.id)) for each in shapes)


def _enquiry(
    row: Enquiry, opened: OpenedCase, today: date, keyring: Keyring, staff: dict[UUID, StaffShape]
) -> EnquiryShape:
    sealed = cast("dict[str, str]", keyring.open(sealed_place(row.case_id, "enquiry", row.id), row.sealed).reveal())
    answer = _answer(row.answer, keyring, staff) if hasattr(row, "answer") else None
    of_case = OpenedEnquiry(row, opened.case, opened.purpose)
    return EnquiryShape(
        id=row.id,
        step=Step(row.step),
        home_id=row.home_id,
        home_code=row.home.code,
        provider_code=row.provider.code,
        rank=row.rank,
        sent_at=row.sent_at,
        sent_by=staff.get(row.sent_by),
        due_date=row.due_date,
        is_late=answer is None and row.due_date < today,
        document_id=row.document_id,
        order_reason=sealed["order_reason"],
        answer=answer,
        award=_award(row),
        needs_award=answer is not None and answer.is_yes and is_award_needed(row, of_case, today, keyring),
    )


def _answer(row: AnswerRow, keyring: Keyring, staff: dict[UUID, StaffShape]) -> AnswerShape:
    place = sealed_place(row.case_id, "answer", row.id)
    sealed = cast("dict[str, str]", keyring.open(place, row.sealed).reveal())
    points = cast("dict[str, str]", sealed["points"])
    return AnswerShape(
        answer=Answer(row.answer),
        answered_date=row.answered_date,
        registered_by=staff.get(row.registered_by),
        reasons=tuple(NoReason(code).swedish for code in row.reasons),
        by_whom=sealed["by_whom"],
        channel=Channel(sealed["channel"]).swedish,
        points=tuple((point.swedish, points[point.value]) for point in Point if point.value in points),
        words=sealed["words"],
    )


def _award(row: Enquiry) -> AwardShape | None:
    found = DirectAward.objects.filter(enquiry=row.pk).order_by("-revision").first()
    if found is None:
        return None
    return AwardShape(
        revision=found.revision,
        value_kronor=found.value_kronor,
        made_at=found.made_at,
        document_id=found.document_id,
        document_due_date=found.document_due_date,
        is_urgent=found.is_urgent,
    )
