"""Ten thousand ways of answering wrongly: not one of them is shown as "clear"."""

from __future__ import annotations

import json
import os
import random
import shutil
import socket
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests import engine as in_process
from utvag.cases.models import Case
from utvag.foundation.clock import day_of
from utvag.foundation.periods import Period
from utvag.gateways.engine import (
    AboutHome,
    Answer,
    EngineSilent,
    Head,
    HomesAnswer,
    Kept,
    OptionTold,
    State,
    ask,
    client,
)
from utvag.gateways.engine.client import Asked
from utvag.gateways.engine.codec import dumps, loads
from utvag.gateways.engine.frames import framed, read_frame
from utvag.placement.engine import ENGINE_VERSION
from utvag.placement.operations.checking import _asked
from utvag.placement.queries.asking import RegisterUnusable
from utvag.placement.rules import Verdict

FAULTS = 10_000
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CASE = Case(id=uuid4(), code_name="TALL-07")
HOME = "H-1"
PERIOD = Period(date(2026, 12, 1), date(2027, 3, 1))
BODY = HomesAnswer(
    case="TALL-07",
    unchecked=(),
    candidates=(OptionTold(HOME, "U-1", 1), OptionTold("H-2", "U-1", 1)),
    not_checked=(),
    excluded=(),
    verdict="CLEAR",
    is_answered_for=False,
    kept=Kept(uuid4(), '{"id": "TALL-07"}'),
)
Fault = Callable[[random.Random, Answer, AboutHome], bytes]


class Faulty:
    """A server that answers each question with what it is told to."""

    def __init__(self, folder: Path) -> None:
        self.fault: Fault = lambda _random, right, _question: framed(dumps(right))
        self.random = random.Random(20261122)
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(folder / "web.sock"))
        self._listening.listen()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection:
                question = loads(AboutHome, loads(Asked, read_frame(connection, seconds=5)).question)
                head = question.head
                right = Answer(
                    head.id, State.ANSWERED, ENGINE_VERSION, head.number, head.stamp, day_of(NOW), None,
                    "HomesAnswer", dumps(BODY),
                )  # fmt: skip
                connection.sendall(self.fault(self.random, right, question))

    def stop(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(5)


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="utvag-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def faulty(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faulty]:
    monkeypatch.setattr(client, "exchange", in_process.OVER_THE_SOCKET)
    server = Faulty(folder)
    yield server
    server.stop()


def shown(folder: Path) -> Verdict | None:
    """Ask as the product does: the verdict, or None where nothing is checked."""
    question = AboutHome(
        Head(uuid4(), 7, STAMP, NOW), UUID(int=1), CASE.id, HOME, date(2026, 12, 1), date(2027, 3, 1),
        was_shown=False, may_lack_needs=False, keep_from=(), answered_by=None, is_kept=True,
    )  # fmt: skip
    try:
        answer, body = ask(folder, question, HomesAnswer, engine=ENGINE_VERSION, day=day_of(NOW))
        return _asked(body, CASE, HOME, PERIOD, version=answer.number, now=NOW).verdict
    except (EngineSilent, RegisterUnusable):
        return None


STAMP = uuid4()


def a_bit_turned(chance: random.Random, right: Answer, _question: AboutHome) -> bytes:
    sent = bytearray(framed(dumps(right)))
    sent[chance.randrange(len(sent))] ^= 1 << chance.randrange(8)
    return bytes(sent)


def cut_off(chance: random.Random, right: Answer, _question: AboutHome) -> bytes:
    sent = framed(dumps(right))
    return sent[: chance.randrange(len(sent))]


def noise(chance: random.Random, _right: Answer, _question: AboutHome) -> bytes:
    content = chance.randbytes(chance.randrange(600))
    return framed(content) if chance.random() < 0.5 else content


def to_another_question(_chance: random.Random, right: Answer, _question: AboutHome) -> bytes:
    return framed(dumps(replace(right, question=uuid4())))


def about_older_facts(chance: random.Random, right: Answer, question: AboutHome) -> bytes:
    number = chance.randrange(-3, question.head.number)
    return framed(dumps(replace(right, number=number)))


def about_another_state(_chance: random.Random, right: Answer, _question: AboutHome) -> bytes:
    return framed(dumps(replace(right, stamp=uuid4())))


def by_other_rules(chance: random.Random, right: Answer, _question: AboutHome) -> bytes:
    return framed(dumps(replace(right, engine=chance.choice(["", "0", "1.0", "99"]))))


def about_another_day(chance: random.Random, right: Answer, _question: AboutHome) -> bytes:
    day = None if chance.random() < 0.2 else day_of(NOW) + timedelta(days=chance.choice([-400, -1, 1, 30]))
    return framed(dumps(replace(right, as_of=day)))


def not_answered(chance: random.Random, right: Answer, _question: AboutHome) -> bytes:
    state = chance.choice([State.NOT_CHECKED, State.REFUSED, State.SPENT])
    return framed(dumps(replace(right, state=state, until=chance.choice([None, NOW]))))


def of_another_kind(chance: random.Random, right: Answer, _question: AboutHome) -> bytes:
    return framed(dumps(replace(right, kind=chance.choice(["", "ReservesAnswer", "NoAnswer", "Match"]))))


def wrongly_shaped(chance: random.Random, right: Answer, _question: AboutHome) -> bytes:
    body: dict[str, Any] = json.loads(dumps(BODY))
    key = chance.choice(list(body))
    if chance.random() < 0.3:
        del body[key]
    elif chance.random() < 0.3:
        body["score"] = 99
    else:
        body[key] = chance.choice([17, "x", {}, [None], 1.5])
        if json.loads(dumps(BODY))[key] == body[key] or (key == "case" and body[key] == "x"):
            body[key] = 17
        if key == "verdict":
            body[key] = 17
    return framed(dumps(replace(right, body=json.dumps(body).encode())))


def in_contradiction(chance: random.Random, right: Answer, _question: AboutHome) -> bytes:
    other = chance.choice(
        [
            replace(BODY, candidates=()),
            replace(BODY, candidates=(OptionTold("H-2", "U-1", 1),)),
            replace(BODY, verdict=chance.choice(["", "EXCLUDED", "NOT_CHECKED", "clear"])),
            replace(BODY, kept=None),
            replace(BODY, case="GRAN-01"),
            replace(BODY, unchecked=("all_is_well",)),
        ]
    )
    return framed(dumps(replace(right, body=dumps(other))))


def too_long(_chance: random.Random, right: Answer, _question: AboutHome) -> bytes:
    return b"\xff\xff\xff\xff" + framed(dumps(right))[4:]


def nothing(_chance: random.Random, _right: Answer, _question: AboutHome) -> bytes:
    return b""


KINDS: tuple[Fault, ...] = (
    a_bit_turned, cut_off, noise, to_another_question, about_older_facts, about_another_state, by_other_rules,
    about_another_day, not_answered, of_another_kind, wrongly_shaped, in_contradiction, too_long, nothing,
)  # fmt: skip


def test_the_right_answer_is_shown(faulty: Faulty, folder: Path) -> None:
    assert shown(folder) is Verdict.CLEAR


def test_of_ten_thousand_faulty_answers_none_is_shown_as_clear(faulty: Faulty, folder: Path) -> None:
    seen: Counter[str] = Counter()
    for number in range(FAULTS):
        kind = KINDS[number % len(KINDS)]
        faulty.fault = kind
        assert shown(folder) is None, kind
        seen[kind.__name__] += 1
    assert seen.total() == FAULTS
    assert len(seen) == len(KINDS)


def test_one_that_never_answers_is_given_up_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "exchange", in_process.OVER_THE_SOCKET)
    monkeypatch.setattr(client, "SECONDS", 0.2)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(folder / "web.sock"))
        silent.listen()
        assert shown(folder) is None


def test_one_that_is_not_there_is_given_up_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "exchange", in_process.OVER_THE_SOCKET)
    assert shown(folder) is None
    os.mknod(folder / "web.sock", 0o600)
    assert shown(folder) is None
    assert shown(folder / "gone") is None
