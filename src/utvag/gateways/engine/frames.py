"""One frame: how long, a hash of what follows, and what follows. Cut off, too long or altered, it is none."""

from __future__ import annotations

import hashlib
import socket
import time
from typing import Final

MOST_BYTES: Final = 4 * 1024 * 1024
LENGTH: Final = 4
HASH: Final = 32


class FrameBroken(Exception):
    """The other side went away, was too slow, or sent what is no frame."""


def framed(content: bytes) -> bytes:
    """Put content in a frame."""
    return len(content).to_bytes(LENGTH, "big") + hashlib.sha256(content).digest() + content


def read_frame(connection: socket.socket, *, seconds: float) -> bytes:
    """Read the content of one frame, within a time for the whole of it.

    :raises FrameBroken: when it does not come.
    """
    deadline = time.monotonic() + seconds
    head = _read(connection, LENGTH + HASH, deadline)
    length = int.from_bytes(head[:LENGTH], "big")
    if length > MOST_BYTES:
        raise FrameBroken("too long")
    content = _read(connection, length, deadline)
    if hashlib.sha256(content).digest() != head[LENGTH:]:
        raise FrameBroken("altered")
    return content


def write_frame(connection: socket.socket, content: bytes, *, seconds: float) -> None:
    """Send one frame.

    :raises FrameBroken: when the other side does not take it.
    """
    try:
        connection.settimeout(seconds)
        connection.sendall(framed(content))
    except OSError as error:
        raise FrameBroken(type(error).__name__) from None


def _read(connection: socket.socket, wanted: int, deadline: float) -> bytes:
    got = bytearray()
    while len(got) < wanted:
        left = deadline - time.monotonic()
        if left <= 0:
            raise FrameBroken("too slow")
        try:
            connection.settimeout(left)
            part = connection.recv(min(wanted - len(got), 65536))
        except OSError as error:
            raise FrameBroken(type(error).__name__) from None
        if not part:
            raise FrameBroken("cut off")
        got += part
    return bytes(got)
