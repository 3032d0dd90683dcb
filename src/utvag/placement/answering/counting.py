"""Count the different questions of each user and case before they are answered, in rows that only the engine writes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from uuid import UUID

from utvag.placement.models import AskedQuestion
from utvag.placement.queries.asking import QuestionsSpent
from utvag.placement.rules.limits import DAY, may_ask_again
from utvag.secrecy.envelope import blind_index

# There is one engine: its threads count one at a time.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Counted:
    """A question as it is counted.

    :ivar index: a keyed hash of all that makes it another question.
    """

    account: UUID
    case: UUID
    index: bytes


def counted(account: UUID, case: UUID, *asked: object) -> Counted:
    """Give what a question counts as."""
    return Counted(account, case, blind_index("engine.question", json.dumps(asked, sort_keys=True, default=str)))


def count_question(question: Counted, *, now: datetime) -> None:
    """Count a question that has not been asked within a day.

    :raises QuestionsSpent: when there have been too many different ones.
    """
    with _one_at_a_time:
        recent = AskedQuestion.objects.filter(asked_at__gt=now - DAY)
        own = recent.filter(account=question.account)
        if own.filter(case=question.case, question_index=question.index).exists():
            return
        of_case = recent.filter(case=question.case).values_list("asked_at", flat=True)
        until = may_ask_again(list(own.values_list("asked_at", flat=True)), list(of_case), now)
        if until is not None:
            raise QuestionsSpent(until)
        AskedQuestion.objects.create(
            account=question.account, case_id=question.case, question_index=question.index, asked_at=now
        )
