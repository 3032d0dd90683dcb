"""Every message comes out as it went in, and nothing else is read as one."""

import json
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from utvag.gateways.engine import AboutHome, AreaTold, ForCase, Head, SealAreas
from utvag.gateways.engine.client import Asked, read_question
from utvag.gateways.engine.codec import Malformed, dumps, loads
from utvag.gateways.engine.messages import QUESTIONS, Door, Question

HEAD = Head(uuid4(), 7, uuid4(), datetime(2026, 11, 22, 9, 0, 0, 12, tzinfo=UTC))
ABOUT = AboutHome(
    head=HEAD,
    actor=uuid4(),
    case=uuid4(),
    home="H-Å",
    from_date=date(2026, 12, 1),
    until_date=date(2026, 12, 3),
    was_shown=False,
    may_lack_needs=True,
    keep_from=("H-1", "H-2"),
    answered_by=None,
    is_kept=True,
)
SEAL = SealAreas(HEAD, uuid4(), uuid4(), (AreaTold(57.7, 12, 5.5, None), AreaTold(None, None, None, "1480")))


def over_the_wire(question: Question, door: Door) -> Question:
    return read_question(dumps(Asked(type(question).__name__, dumps(question))), door)


@pytest.mark.parametrize("question", [ABOUT, SEAL, ForCase(HEAD, uuid4(), uuid4())], ids=lambda one: type(one).__name__)
def test_it_comes_out_as_it_went_in(question: Question) -> None:
    assert over_the_wire(question, Door.WEB) == question


def test_the_web_has_no_door_to_what_only_the_jobs_may_ask() -> None:
    for name, kind in QUESTIONS.items():
        fields = {"head": HEAD, "placements": (UUID(int=1),)}
        if kind.door is Door.JOBS:
            wanted = {key: value for key, value in fields.items() if key in kind.__dataclass_fields__}
            asked = kind(**wanted)  # type: ignore[arg-type]  # by name
            assert over_the_wire(asked, Door.JOBS) == asked
            with pytest.raises(Malformed):
                over_the_wire(asked, Door.WEB)
        else:
            assert name not in {"AllStays", "AllReserves"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("actor", "nobody"),
        ("actor", 5),
        ("home", 7),
        ("from_date", "2026-13-01"),
        ("was_shown", 1),
        ("was_shown", "true"),
        ("keep_from", "H-1"),
        ("keep_from", [1]),
        ("answered_by", "x"),
        ("head", {}),
        ("more", True),
    ],
)
def test_anything_else_is_no_message(key: str, value: object) -> None:
    told = json.loads(dumps(ABOUT)) | {key: value}
    with pytest.raises(Malformed):
        loads(AboutHome, json.dumps(told).encode())


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b'{"kind":"ForCase","kind":"ForCase","question":""}'])
def test_what_is_no_json_is_no_message(content: bytes) -> None:
    with pytest.raises(Malformed):
        read_question(content, Door.WEB)


def test_a_message_shows_no_place_when_it_is_written_out() -> None:
    assert "57.7" not in repr(SEAL) and "1480" not in repr(SEAL)
    assert "H-Å" not in repr(ABOUT)
