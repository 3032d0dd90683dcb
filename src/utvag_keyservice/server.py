"""The socket: who is on the other side, one thread for each, and an end to what cannot be read."""

import logging
import os
import select
import socket
import struct
import threading
import time
from pathlib import Path
from typing import Final

from utvag_keyservice.service import Refused, Service
from utvag_keyservice.settings import Client
from utvag_keyservice.wire import Gone, Malformed, read_hello, read_question, receive, send

logger = logging.getLogger("utvag_keyservice")

MOST_CONNECTIONS: Final = 64
TIDY_SECONDS: Final = 300.0
_CREDENTIALS: Final = struct.Struct("3i")


class Server:
    """The service on a Unix socket."""

    def __init__(self, service: Service, path: Path, *, is_shared: bool) -> None:
        self._service, self._path = service, path
        path.unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(path))
        # Who may ask is told by user or secret; the folder and this say only who may knock.
        path.chmod(0o666 if is_shared else 0o600)
        self._listener.listen(MOST_CONNECTIONS)
        self._bell, self._heard = socket.socketpair()
        self._free = threading.BoundedSemaphore(MOST_CONNECTIONS)
        self._is_stopping = threading.Event()

    def serve(self) -> None:
        """Answer until told to stop."""
        tidied = time.monotonic()
        while not self._is_stopping.is_set():
            if time.monotonic() - tidied > TIDY_SECONDS:
                self._service.tidy()
                tidied = time.monotonic()
            ready, _, _ = select.select([self._listener, self._heard], [], [], TIDY_SECONDS)
            if self._listener not in ready or self._is_stopping.is_set():
                continue
            connection, _ = self._listener.accept()
            if self._free.acquire(blocking=False):
                threading.Thread(target=self._attend, args=(connection,), daemon=True).start()
            else:
                connection.close()
        for each in (self._listener, self._bell, self._heard):
            each.close()

    def stop(self) -> None:
        """Stop listening."""
        self._is_stopping.set()
        self._bell.send(b"!")

    def _attend(self, connection: socket.socket) -> None:
        client: Client | None = None
        try:
            with connection:
                client = self._greet(connection)
                while (body := receive(connection)) and not self._is_stopping.is_set():
                    send(connection, self._service.answer(client, read_question(body)))
        except Malformed:
            self._service.note_malformed(client)
        except (Gone, Refused, OSError):
            pass
        except Exception as error:  # noqa: BLE001 (a fault of ours ends one connection; its text could hold a key)
            logger.error("a question could not be answered (%s)", type(error).__name__)  # noqa: TRY400
        finally:
            self._free.release()

    def _greet(self, connection: socket.socket) -> Client:
        try:
            client = self._service.client_of(read_hello(receive(connection)), _uid_of(connection))
        except Refused as refused:
            send(connection, {"ok": False, "why": refused.why.value})
            raise
        send(connection, {"ok": True})
        return client


def _uid_of(connection: socket.socket) -> int:
    """Ask the kernel which user the other side runs as."""
    told = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    _pid, uid, _gid = _CREDENTIALS.unpack(told)
    return int(uid)


def is_reachable_folder(folder: Path) -> bool:
    """Say whether nobody but us may put another socket in a folder."""
    state = folder.lstat()
    return state.st_uid in {os.geteuid(), 0} and not state.st_mode & 0o022
