"""Enter that register checks are made: all answers of a sheet, or none. There is nothing to write of what they said."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE
from utvag.disclosure.queries import cases_open_to
from utvag.disclosure.rules import Party
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.threats.access import require_liaison
from utvag.threats.models import PrintedSheet, RegisterCheck
from utvag.threats.queries import LIAISON_PURPOSE
from utvag.threats.rules import CheckAnswer, Refusal

RECORD = "RECORD_REGISTER_CHECK"


class UnableToCheck(Exception):
    """No answer of a sheet was entered.

    :ivar refusals: what is wrong, by the place of the answer in the sheet; None stands for the number of the paper.
    """

    def __init__(self, refusals: Mapping[int | None, Refusal]) -> None:
        super().__init__("register checks refused")
        self.refusals = refusals


def record_register_checks(
    *, actor: Actor, answers: Sequence[CheckAnswer], now: datetime, sheet_number: int | None = None
) -> None:
    """Enter the answers of a sheet: all of them or none.

    :param sheet_number: the number of the paper that they were written on, where they were.

    :raises NotVisible: for everybody but the police liaison.
    :raises UnableToCheck: when a case is not open to the police any more or no such paper is; nothing is entered.
    """
    with one_act(actor=actor, now=now):
        require_liaison(actor, RECORD)
        open_to_her = cases_open_to(Party.POLICE, day_of(now))
        sheet = None if sheet_number is None else PrintedSheet.objects.filter(number=sheet_number).first()
        refused: dict[int | None, Refusal] = {
            place: Refusal.NOT_OPEN for place, one in enumerate(answers) if one.case_id not in open_to_her
        }
        if sheet is None and sheet_number is not None:
            refused[None] = Refusal.UNKNOWN_SHEET
        if refused:
            raise UnableToCheck(refused)
        for one in answers:
            row = RegisterCheck.objects.create(
                case_id=one.case_id,
                done_at=now,
                done_by=actor.id,
                outcome=one.outcome.value,
                for_meeting_on=one.for_meeting_on,
                sheet=sheet,
            )
            subject = Subject(CASE, row.id, one.case_id)
            record(actor=actor, action=RECORD, subject=subject, purpose=LIAISON_PURPOSE, now=now)
