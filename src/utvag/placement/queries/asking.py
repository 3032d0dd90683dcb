"""Ask the engine, which is another process. Every way of not being answered is one: nothing is checked."""

from datetime import datetime
from typing import TypeVar
from uuid import uuid4

from django.conf import settings

from utvag.foundation.clock import day_of
from utvag.foundation.facts import current_version
from utvag.gateways.engine import EngineSilent, Head, HomesAnswer, OptionTold, Question, State, ask
from utvag.placement.engine import ENGINE_VERSION, Exclusion, Match, Option, Reason, Unchecked

B = TypeVar("B")


class RegisterUnusable(Exception):
    """Nothing can be checked: no engine, no valid register, or no answer that can be used. Carries no value of it."""


class QuestionsSpent(RegisterUnusable):
    """So many different questions have been asked that no more are answered for now.

    :ivar until: when one may ask again.
    """

    def __init__(self, until: datetime) -> None:
        super().__init__("too many different questions")
        self.until = until


def head_of(now: datetime) -> Head:
    """Give the head of a question: about the facts as the asker sees them."""
    version = current_version()
    return Head(uuid4(), version.number, version.stamp, now)


def ask_engine(question: Question, body: type[B]) -> tuple[int, B]:
    """Ask, and give the version of the facts that was asked, and the answer.

    :raises QuestionsSpent: when too much has been asked already.
    :raises RegisterUnusable: when there is no answer, or one that cannot be used.
    """
    day = day_of(question.head.at)
    try:
        answer, told = ask(settings.UTVAG_ENGINE, question, body, engine=ENGINE_VERSION, day=day)
    except EngineSilent as silent:
        if silent.until is not None and str(silent) == State.SPENT:
            raise QuestionsSpent(silent.until) from None
        raise RegisterUnusable(str(silent)) from None
    return answer.number, told


def match_in(answer: HomesAnswer, *, asked_at: datetime) -> Match:
    """Write an answer in the engine's own words.

    :raises RegisterUnusable: when it uses words that the engine does not have.
    """
    try:
        return Match(
            case=answer.case,
            as_of=day_of(asked_at),
            unchecked=tuple(Unchecked(code) for code in answer.unchecked),
            candidates=tuple(_option(one) for one in answer.candidates),
            not_checked=tuple(_option(one) for one in answer.not_checked),
            excluded=tuple(
                Exclusion(one.home, tuple(Reason(reason) for reason in one.reasons)) for one in answer.excluded
            ),
            _for_handlers=None,
        )
    except ValueError:
        raise RegisterUnusable("an answer in other words than the engine's") from None


def _option(told: OptionTold) -> Option:
    return Option(told.home, told.provider, told.step, None)
