"""What cannot be read ends the connection and is counted; nothing of it is repeated."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.keyservice.given import SECRETS
from utvag.gateways.keystore import ServiceKeystore
from utvag.gateways.keystore.service import KeyAlarm
from utvag_keyservice import wire
from utvag_keyservice.service import Service
from utvag_keyservice.wire import Malformed, read_hello, read_question

HELLO = {"v": 1, "op": "hello", "client": "web", "secret": SECRETS["web"]}
SUBJECT = "0" * 32
UNWRAP = {"v": 1, "op": "unwrap", "items": [["case", SUBJECT, "AAAA"]]}


def framed(body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + body


def coded(message: object) -> bytes:
    return framed(json.dumps(message).encode())


def said(house: Path, *parts: bytes) -> bytes:
    """Say something raw, and give what comes back before the connection is closed."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(10)
        connection.connect(str(house / "socket"))
        heard = b""
        # What is left unread when the other side hangs up is told as a reset.
        with contextlib.suppress(ConnectionError):
            for part in parts:
                connection.sendall(part)
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(4096):
                heard += part
    return heard


@pytest.mark.parametrize(
    "message",
    [
        b"\xff\xff\xff\xff",
        struct.pack(">I", 0),
        struct.pack(">I", wire.MOST_BYTES + 1),
        framed(b"{"),
        framed(b"[]"),
        framed(b'{"v":1,"op":"status","op":"end"}'),
        framed('{"v":1,"op":"å"}'.encode()),
        coded({**UNWRAP, "v": 2}),
        coded({"v": 1, "op": "hello", "client": "web"}),
        coded({"v": 1, "op": "dump"}),
        coded({**UNWRAP, "more": 1}),
        coded({**UNWRAP, "items": []}),
        coded({**UNWRAP, "items": [["case", SUBJECT, "AAAA"]] * (wire.MOST_ITEMS + 1)}),
        coded({**UNWRAP, "items": [["case", SUBJECT]]}),
        coded({**UNWRAP, "items": [["case", "not-an-id", "AAAA"]]}),
        coded({**UNWRAP, "items": [["case", SUBJECT, "not base64"]]}),
        coded({**UNWRAP, "items": [[7, SUBJECT, "AAAA"]]}),
        coded({**UNWRAP, "ticket": "t" * 200}),
        coded({"v": 1, "op": "begin", "account": SUBJECT, "evidence": {"kind": "word", "more": 1}}),
        coded({"v": 1, "op": "status", "after": -1}),
        framed(b"[" * 100_000),
    ],
)
def test_a_malformed_message_ends_the_connection_and_is_an_alarm(
    house: Path, service: Service, operator: ServiceKeystore, message: bytes
) -> None:
    assert said(house, coded(HELLO), message, coded(UNWRAP)) in {b"", coded_answer({"ok": True})}
    assert [(one.what, one.client) for one in alarms_of(operator)] == [("MALFORMED", "web")]


def alarms_of(operator: ServiceKeystore) -> tuple[KeyAlarm, ...]:
    """Give the alarms, once there is one: who sends may see the connection end before its thread has written it."""
    ends = time.monotonic() + 10
    while not (found := operator.status().alarms) and time.monotonic() < ends:
        time.sleep(0.02)
    return found


def coded_answer(answer: object) -> bytes:
    return framed(json.dumps(answer, separators=(",", ":")).encode())


def test_nothing_is_answered_before_the_hello(house: Path, service: Service) -> None:
    assert said(house, coded({"v": 1, "op": "status"})) == b""


def test_a_message_that_stops_halfway_does_not_hold_the_service(
    house: Path, operator: ServiceKeystore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "MESSAGE_SECONDS", 0.2)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(str(house / "socket"))
        connection.sendall(coded(HELLO)[:10])
        began = time.monotonic()
        connection.settimeout(10)
        assert connection.recv(10) == b""
        assert time.monotonic() - began < 5
    assert alarms_of(operator)[0].what == "MALFORMED"


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail_in_another_way(body: bytes) -> None:
    for read in (read_hello, read_question):
        with contextlib.suppress(Malformed):
            read(body)


def test_what_was_asked_is_in_no_text() -> None:
    question = read_question(json.dumps({**UNWRAP, "ticket": "secret-ticket"}).encode())
    hello = read_hello(json.dumps(HELLO).encode())
    for text in (repr(question), repr(question.items), repr(hello)):
        assert "secret" not in text
        assert "AAAA" not in text
