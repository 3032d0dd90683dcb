"""What must never be false of a call-off, the database itself refuses."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from tests.documents.givens import given_frozen
from tests.givens import CLEAR_HOME, NOW, SECOND_HOME, TODAY, case_id, given_register, home_id
from utvag.call_off.models import Answer as AnswerRow
from utvag.call_off.models import CallOff, CallOffStep, Enquiry
from utvag.call_off.queries import open_step
from utvag.call_off.rules import Answer, NoReason, PassedReason, Step
from utvag.documents.rules import DocumentKind
from utvag.foundation.actors import OPERATOR
from utvag.providers.models import Provider

pytestmark = pytest.mark.django_db

WHO = uuid4()
# The operator: a constraint is asked here, and no policy.
ACTOR = OPERATOR


def execute(statement: str, values: Mapping[str, UUID] | None = None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def call_off() -> CallOff:
    """A call-off of the case in its first step."""
    given_register()
    row = CallOff.objects.create(case_id=case_id(), opened_at=NOW, opened_by=WHO)
    add_step(row, 1)
    return row


def add_step(call_off: CallOff, step: int, **other: object) -> CallOffStep:
    passed = {} if step == 1 else {"previous_step": step - 1, "passed_reason": PassedReason.URGENT.value}
    return CallOffStep.objects.create(
        call_off=call_off,
        case_id=call_off.case_id,
        step=step,
        entered_at=NOW,
        entered_by=WHO,
        sealed=b"",
        **passed | other,
    )


def add_enquiry(call_off: CallOff, step: int = 1, document_id: UUID | None = None) -> Enquiry:
    return Enquiry.objects.create(
        call_off=call_off,
        case_id=call_off.case_id,
        step=step,
        home_id=home_id(CLEAR_HOME),
        provider=Provider.objects.get(),
        rank=1,
        sent_at=NOW,
        sent_by=WHO,
        due_date=TODAY,
        document_id=document_id or given_frozen(ACTOR, DocumentKind.PROVIDER_ENQUIRY).id,
        sealed=b"",
    )


def add_answer(enquiry: Enquiry, word: Answer, **other: object) -> AnswerRow:
    reasons = [] if word is Answer.YES else [NoReason.NO_CAPACITY.value]
    values = {"case_id": enquiry.case_id, "home_id": enquiry.home_id, "reasons": reasons} | other
    return AnswerRow.objects.create(
        enquiry=enquiry,
        answer=word.value,
        answered_date=TODAY,
        registered_at=NOW,
        registered_by=WHO,
        sealed=b"",
        **values,
    )


def add_award(enquiry: Enquiry) -> None:
    execute(
        """insert into call_off_directaward (id, enquiry_id, case_id, home_id, provider_id, answer, revision,
               value_kronor, budget_year, is_urgent, document_id, document_kind, made_at, made_by, sealed)
           values (%(id)s, %(enquiry)s, %(case)s, %(home)s, %(provider)s, 'YES', 1, 1000, 2026, false, %(document)s,
               'DIRECT_AWARD_MEMO', now(), %(id)s, '')""",
        {
            "id": uuid4(),
            "document": given_frozen(ACTOR, DocumentKind.DIRECT_AWARD_MEMO).id,
            "enquiry": enquiry.pk,
            "case": enquiry.case_id,
            "home": enquiry.home_id,
            "provider": enquiry.provider_id,
        },
    )


def refused(constraint: str) -> pytest.RaisesExc[IntegrityError]:
    return pytest.raises(IntegrityError, match=constraint)


def test_the_open_step_is_the_latest(call_off: CallOff) -> None:
    add_step(call_off, 2)
    found = open_step(case_id=case_id())
    assert found is not None
    assert (found.call_off_id, found.step) == (call_off.pk, Step.FRAMEWORK)


def test_a_case_without_a_call_off_has_no_open_step() -> None:
    given_register()
    assert open_step(case_id=case_id()) is None


def test_a_case_has_one_open_call_off(call_off: CallOff) -> None:
    with refused("call_off_one_open_per_case"), transaction.atomic():
        CallOff.objects.create(case_id=case_id(), opened_at=NOW, opened_by=WHO)


def test_a_call_off_is_closed_by_somebody_at_a_time(call_off: CallOff) -> None:
    with refused("call_off_closed_by_somebody_at_a_time"):
        execute("update call_off_calloff set state = 'CLOSED'")


def test_the_third_step_does_not_come_without_the_second(call_off: CallOff) -> None:
    with refused("call_off_step_not_skipped"), transaction.atomic():
        add_step(call_off, 3)


@pytest.mark.parametrize("previous", [1, None], ids=str)
def test_a_step_stands_after_the_one_just_before(call_off: CallOff, previous: int | None) -> None:
    add_step(call_off, 2)
    with refused("call_off_step_after_the_one_before"), transaction.atomic():
        add_step(call_off, 3, previous_step=previous)


@pytest.mark.parametrize("reason", [None, "BORED"])
def test_no_step_is_passed_without_a_reason_of_the_list(call_off: CallOff, reason: str | None) -> None:
    with refused("call_off_step_passed_for_a_reason"), transaction.atomic():
        add_step(call_off, 2, passed_reason=reason)


def test_a_step_is_of_the_case_of_its_call_off(call_off: CallOff) -> None:
    with refused("call_off_step_of_its_case"), transaction.atomic():
        CallOffStep.objects.create(
            call_off=call_off, case_id=case_id("P-PL-RESIDENT"), step=1, entered_at=NOW, entered_by=WHO, sealed=b""
        )


def test_a_step_is_entered_once(call_off: CallOff) -> None:
    with refused("call_off_step_once"), transaction.atomic():
        add_step(call_off, 1)


def test_nobody_is_asked_in_a_step_that_is_not_reached(call_off: CallOff) -> None:
    paper = given_frozen(ACTOR, DocumentKind.PROVIDER_ENQUIRY).id
    with refused("enquiry_in_a_step_reached"), transaction.atomic():
        add_enquiry(call_off, step=2, document_id=paper)


def test_an_enquiry_is_answered_once(call_off: CallOff) -> None:
    enquiry = add_enquiry(call_off)
    add_answer(enquiry, Answer.YES)
    with pytest.raises(IntegrityError), transaction.atomic():
        add_answer(enquiry, Answer.NO)


@pytest.mark.parametrize(
    ("word", "reasons", "constraint"),
    [
        (Answer.NO, [], "answer_no_for_a_reason"),
        (Answer.YES, [NoReason.AGE.value], "answer_no_for_a_reason"),
        (Answer.NO, ["BORED"], "answer_reasons_are_known"),
    ],
)
def test_a_no_has_reasons_of_the_list_and_a_yes_has_none(
    call_off: CallOff, word: Answer, reasons: list[str], constraint: str
) -> None:
    enquiry = add_enquiry(call_off)
    with refused(constraint), transaction.atomic():
        add_answer(enquiry, word, reasons=reasons)


def test_an_answer_is_about_the_home_that_was_asked_for(call_off: CallOff) -> None:
    enquiry = add_enquiry(call_off)
    with refused("answer_of_its_enquiry"), transaction.atomic():
        add_answer(enquiry, Answer.YES, home_id=home_id(SECOND_HOME))


def test_nothing_is_awarded_to_one_who_said_no(call_off: CallOff) -> None:
    enquiry = add_enquiry(call_off)
    add_answer(enquiry, Answer.NO)
    with refused("award_of_its_answer"):
        add_award(enquiry)


def test_an_award_of_a_yes_stands(call_off: CallOff) -> None:
    enquiry = add_enquiry(call_off)
    add_answer(enquiry, Answer.YES)
    add_award(enquiry)


def test_an_enquiry_is_a_paper_of_its_case_and_kind(call_off: CallOff) -> None:
    other = given_frozen(ACTOR, DocumentKind.DIRECT_AWARD_MEMO).id
    with refused("enquiry_is_frozen"), transaction.atomic():
        add_enquiry(call_off, document_id=other)


IMMUTABLE = [
    "update call_off_answer set answer = 'NO'",
    "update call_off_enquiry set step = 3",
    "update call_off_calloffstep set passed_reason = 'URGENT'",
    "update call_off_directaward set value_kronor = 1",
    "delete from call_off_answer",
    "delete from call_off_enquiry",
    "delete from call_off_calloffstep",
    "delete from call_off_directaward",
    "delete from call_off_calloff",
]


@pytest.mark.parametrize("statement", IMMUTABLE)
def test_what_is_written_is_never_changed_or_removed(call_off: CallOff, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        execute(statement)
