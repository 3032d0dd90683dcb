"""Take a question by a door: refuse, say that nothing is checked, or answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible
from utvag.foundation.facts import Version, current_version
from utvag.gateways.engine.client import question_id, read_question
from utvag.gateways.engine.codec import Malformed, dumps
from utvag.gateways.engine.messages import Answer, Body, Door, Head, NoAnswer, Question, State
from utvag.placement.answering.counting import Counted, count_question
from utvag.placement.answering.whole import build_register, one_state
from utvag.placement.engine import ENGINE_VERSION, Register
from utvag.placement.queries.asking import QuestionsSpent, RegisterUnusable

logger = logging.getLogger(__name__)
NOBODYS = UUID(int=0)


class NotForAsker(Exception):
    """Who asks is not named on the case, or is not whom such a question is answered to."""


@dataclass(frozen=True)
class Ground:
    """What a question is answered on.

    :ivar moment: the engine's own time.
    """

    moment: datetime
    version: Version

    @property
    def today(self) -> date:
        """Give the day that is asked about."""
        return day_of(self.moment)

    @cached_property
    def register(self) -> Register:
        """Give all that is known; read once, while the facts are as they were at one moment.

        :raises RegisterUnusable: when that is no valid register.
        """
        return build_register(today=self.today)[0]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question that may be answered: what it counts as, and how to answer. Nothing is read from the database more."""

    finish: Callable[[], Body]
    counted: Counted | None = None


Handler = Callable[[Any, Ground], Prepared]


class Answering:
    """Answers frames with frames, one question at a time in each thread."""

    def __init__(
        self, handlers: Mapping[type[Question], Handler], *, moment_of: Callable[[datetime], datetime]
    ) -> None:
        """Take the handlers of each kind of question.

        :param moment_of: gives the engine's own time; in a demo, whose days are made up, the time of the question.
        """
        self._handlers = handlers
        self._moment_of = moment_of

    def __call__(self, door: Door, content: bytes) -> bytes:
        """Answer one frame. Whatever goes wrong, the answer says that nothing is checked."""
        try:
            question = read_question(content, door)
        except Malformed:
            return _none(question_id(content) or NOBODYS, State.REFUSED)
        asked = question.head.id
        try:
            return self._answer(question)
        except (NotForAsker, NotVisible):
            return _none(asked, State.REFUSED)
        except QuestionsSpent as spent:
            return _none(asked, State.SPENT, spent.until)
        except RegisterUnusable as unusable:
            logger.warning("frågan kunde inte besvaras: %s", unusable)
        except Exception as error:  # noqa: BLE001 (an answer is owed whatever happened, and it is never "clear")
            # The class alone: the text may quote a value.
            logger.critical("frågan kunde inte besvaras (%s)", type(error).__name__)
        return _none(asked, State.NOT_CHECKED)

    def _answer(self, question: Question) -> bytes:
        moment = self._moment_of(question.head.at)
        with one_state():
            ground = Ground(moment, current_version())
            _refuse_older(ground.version, question.head)
            prepared = self._handlers[type(question)](question, ground)
        if prepared.counted is not None:
            count_question(prepared.counted, now=moment)
        body = prepared.finish()
        return dumps(
            Answer(
                question=question.head.id,
                state=State.ANSWERED,
                engine=ENGINE_VERSION,
                number=ground.version.number,
                stamp=ground.version.stamp,
                as_of=ground.today,
                until=None,
                kind=type(body).__name__,
                body=dumps(body),
            )
        )


def _refuse_older(version: Version, head: Head) -> None:
    """Refuse to answer one who knows of newer facts than we.

    :raises RegisterUnusable: when that is so.
    """
    if version.number < head.number or (version.number == head.number and version.stamp != head.stamp):
        raise RegisterUnusable("the engine is behind")


def _none(question: UUID, state: State, until: datetime | None = None) -> bytes:
    return dumps(Answer(question, state, ENGINE_VERSION, 0, None, None, until, NoAnswer.__name__, dumps(NoAnswer())))
