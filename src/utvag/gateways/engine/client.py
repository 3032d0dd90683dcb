"""Ask the engine. Whatever is not a whole, right and new enough answer is none: nothing is then checked."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final, TypeVar
from uuid import UUID

from utvag.gateways.engine.codec import Malformed, dumps, loads
from utvag.gateways.engine.frames import FrameBroken, read_frame, write_frame
from utvag.gateways.engine.messages import QUESTIONS, Answer, Door, Question, State

SECONDS: Final = 15.0
B = TypeVar("B")


class EngineSilent(Exception):
    """There is no answer that can be used. The text says which way, and quotes no value.

    :ivar until: when one who has asked too much may ask again.
    """

    def __init__(self, why: str, until: datetime | None = None) -> None:
        super().__init__(why)
        self.until = until


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it goes over the wire: its kind, and the question itself."""

    kind: str
    question: bytes


def ask(
    folder: Path | None, question: Question, body: type[B], *, day: date, engine: str | None = None
) -> tuple[Answer, B]:
    """Ask, and give the answer with its body.

    :param day: the day that must have been asked about.
    :param engine: which rules must have answered; None where no rules are asked.
    :raises EngineSilent: when there is no answer, or one that cannot be used.
    """
    if folder is None:
        raise EngineSilent("no engine is named")
    sent = dumps(Asked(type(question).__name__, dumps(question)))
    try:
        answer = loads(Answer, exchange(folder, question.door, sent))
        _refuse_useless(answer, question, body, engine=engine, day=day)
        return answer, loads(body, answer.body)
    except (FrameBroken, Malformed) as error:
        raise EngineSilent(f"{type(error).__name__}: {error}") from None


def read_question(content: bytes, door: Door) -> Question:
    """Read what came in by a door. For the engine's side.

    :raises Malformed: when it is no question, or none of this door.
    """
    asked = loads(Asked, content)
    kind = QUESTIONS.get(asked.kind)
    if kind is None or kind.door is not door:
        raise Malformed("no question of this door")
    return loads(kind, asked.question)


def question_id(content: bytes) -> UUID | None:
    """Give the id of a question, where it can be read at all. For the engine's side."""
    try:
        asked = loads(Asked, content)
        return loads(QUESTIONS[asked.kind], asked.question).head.id
    except (Malformed, KeyError):
        return None


def exchange(folder: Path, door: Door, content: bytes) -> bytes:
    """Carry a frame to the engine and one back.

    :raises FrameBroken: when that does not work.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        try:
            # By the folder's descriptor: the kernel takes no path of more than 107 bytes.
            held = os.open(folder, os.O_PATH | os.O_DIRECTORY)
            try:
                connection.settimeout(SECONDS)
                connection.connect(f"/proc/self/fd/{held}/{door.value}.sock")
            finally:
                os.close(held)
        except OSError as error:
            raise FrameBroken(type(error).__name__) from None
        write_frame(connection, content, seconds=SECONDS)
        return read_frame(connection, seconds=SECONDS)


def _refuse_useless(answer: Answer, question: Question, body: type[B], *, engine: str | None, day: date) -> None:
    """Refuse an answer that was not given, is to another question, by other rules, or about older facts.

    :raises EngineSilent: for each.
    """
    head = question.head
    if answer.question != head.id:
        raise EngineSilent("an answer to another question")
    if answer.state is not State.ANSWERED:
        raise EngineSilent(answer.state.value, answer.until)
    if (engine is not None and answer.engine != engine) or answer.kind != body.__name__ or answer.as_of != day:
        raise EngineSilent("an answer of other rules, another kind or another day")
    is_same = answer.number == head.number and answer.stamp == head.stamp
    if not (is_same or answer.number > head.number):
        raise EngineSilent("an answer about older facts")
