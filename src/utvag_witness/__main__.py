"""`python -m utvag_witness FOLDER --name NAME --log KEY`: run a witness; its key is made at the first start."""

import argparse
import logging
import os
import sys
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from utvag_witness.memory import Answer, Memory
from utvag_witness.notes import Malformed, cosign, own_key, read_log_key

logger = logging.getLogger("utvag_witness")
MOST_BYTES = 64_000
SIZE_TYPE = "text/x.tlog.size"


def private_key(folder: Path) -> Ed25519PrivateKey:
    """Read the witness's own key, or make it: 32 bytes that nobody else may read."""
    file = folder / "witness.key"
    if not file.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
            made.write(Ed25519PrivateKey.generate().private_bytes_raw())
    return Ed25519PrivateKey.from_private_bytes(file.read_bytes())


class Witness(ThreadingHTTPServer):
    """A server of the protocol on this machine; it runs when it is told to serve."""

    def __init__(self, memory: Memory, name: str, private: Ed25519PrivateKey, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self._memory, self._name, self._private = memory, name, private

    def answer(self, text: str) -> Answer:
        """Judge a request, and sign with the time that it is."""
        return self._memory.add(text, lambda body: cosign(self._name, self._private, body, int(time.time())))


class Handler(BaseHTTPRequestHandler):
    """One address: add-checkpoint."""

    protocol_version = "HTTP/1.1"
    server: Witness

    def do_POST(self) -> None:
        """Answer a log."""
        length = self.headers.get("Content-Length", "")
        if self.path != "/add-checkpoint":
            self._say(Answer(HTTPStatus.NOT_FOUND))
        elif not length.isdecimal() or int(length) > MOST_BYTES:
            self._say(Answer(HTTPStatus.BAD_REQUEST))
        else:
            self._say(self.server.answer(self.rfile.read(int(length)).decode("utf-8", "replace")))

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Write what was not well: one line a second that all is well would hide it."""
        if code != HTTPStatus.OK:
            super().log_request(int(str(getattr(code, "value", code))), str(size))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        """Write a line of the log."""
        logger.warning(format, *args)

    def _say(self, answer: Answer) -> None:
        content = answer.text.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", SIZE_TYPE if answer.is_size else "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST}:
            # What came with the request is left unread.
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(content)


def main(argv: list[str] | None = None) -> int:
    """Run a witness until it is stopped; or write its key, or the largest checkpoint that it has signed."""
    parser = argparse.ArgumentParser(prog="utvag_witness", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the witness keeps its key and what it has seen")
    parser.add_argument("--name", required=True, help="what the witness signs as")
    parser.add_argument("--log", action="append", default=[], help="the public key of a log to follow")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1")
    parser.add_argument("--key", action="store_true", help="write the witness's public key and end")
    given = parser.parse_args(argv)
    private = private_key(given.folder)
    if given.key:
        print(own_key(given.name, private))
        return 0
    try:
        keys = [read_log_key(text) for text in given.log]
    except Malformed:
        parser.error("--log is name+id+base64 of a log")
    server = Witness(Memory(given.folder, keys), given.name, private, given.port)
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()
    return 0


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    sys.exit(main())
