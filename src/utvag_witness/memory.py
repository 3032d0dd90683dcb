"""What a witness remembers: for each log, the largest tree that it has signed. Written to disk before it answers."""

import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from utvag_witness.notes import LogKey, Malformed, Request, is_signed_by, read_request


@dataclass(frozen=True)
class Answer:
    """A status of the protocol, and what goes with it."""

    status: HTTPStatus
    text: str = ""
    is_size: bool = False


class Memory:
    """The logs that a witness follows, and how far it has followed each."""

    def __init__(self, folder: Path, keys: Iterable[LogKey]) -> None:
        self._folder = folder
        self._keys = {key.name: key for key in keys}
        self._lock = threading.Lock()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def latest(self, origin: str) -> tuple[int, bytes]:
        """Give the size and root that were last signed for a log; an empty tree before the first."""
        try:
            stored = json.loads(self._file(origin).read_text(encoding="ascii"))
        except FileNotFoundError:
            return 0, hashlib.sha256(b"").digest()
        return int(stored["size"]), bytes.fromhex(stored["root"])

    def add(self, text: str, sign: Callable[[str], str]) -> Answer:
        """Judge one request; remember and sign what only grows, and say by its status why else not."""
        try:
            request = read_request(text)
        except Malformed:
            return Answer(HTTPStatus.BAD_REQUEST)
        key = self._keys.get(request.origin)
        if key is None:
            return Answer(HTTPStatus.NOT_FOUND)
        if not is_signed_by(request, key):
            return Answer(HTTPStatus.FORBIDDEN)
        if request.old_size > request.size:
            return Answer(HTTPStatus.BAD_REQUEST)
        # Of two requests at once, the second is judged by what the first left: no two trees are ever signed.
        with self._lock:
            return self._grow(request, sign)

    def _grow(self, request: Request, sign: Callable[[str], str]) -> Answer:
        size, root = self.latest(request.origin)
        if request.old_size != size or (request.size == size and request.root != root):
            return Answer(HTTPStatus.CONFLICT, f"{size}\n", is_size=True)
        if not begins_with(size, root, request):
            return Answer(HTTPStatus.UNPROCESSABLE_ENTITY)
        if request.size != size:
            self._remember(request)
        return Answer(HTTPStatus.OK, sign(request.body))

    def _remember(self, request: Request) -> None:
        target = self._file(request.origin)
        fresh = target.with_suffix(".new")
        with fresh.open("w", encoding="ascii") as file:
            json.dump({"size": request.size, "root": request.root.hex()}, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _file(self, origin: str) -> Path:
        return self._folder / f"{hashlib.sha256(origin.encode()).hexdigest()}.json"


def begins_with(size: int, root: bytes, request: Request) -> bool:
    """Say whether the new tree begins with the old one (RFC 6962, section 2.1.2, read from the proof's end)."""
    if size == 0:
        return not request.proof
    if size == request.size:
        return not request.proof and root == request.root
    left = list(request.proof)
    try:
        old, new = _roots(size, request.size, left, root, is_whole=True)
    except IndexError:
        return False
    return not left and (old, new) == (root, request.root)


def _roots(size: int, width: int, left: list[bytes], root: bytes, *, is_whole: bool) -> tuple[bytes, bytes]:
    """Give the roots of the first `size` and of all `width` leaves of a subtree, taking hashes from the proof's end."""
    if size == width:
        value = root if is_whole else left.pop()
        return value, value
    half = 1 << ((width - 1).bit_length() - 1)
    sibling = left.pop()
    if size <= half:
        old, new = _roots(size, half, left, root, is_whole=is_whole)
        return old, _pair(new, sibling)
    old, new = _roots(size - half, width - half, left, root, is_whole=False)
    return _pair(sibling, old), _pair(sibling, new)


def _pair(one: bytes, other: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + one + other).digest()
