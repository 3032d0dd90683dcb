"""The placement engine's own process: it alone holds the key to where homes and parties are, and answers verdicts.

It connects as a role that reads what a register is made of and writes nothing but the questions it has been asked and
the registers that it keeps with its answers. It listens on two Unix sockets: the web's, and that of the jobs that check
everything again. A second engine in the same folder does not start: there is one that counts.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import logging
import os
import selectors
import signal
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

import django

if TYPE_CHECKING:
    from datetime import datetime

    from utvag.gateways.engine.messages import Door
    from utvag.placement.answering import Answering

logger = logging.getLogger(__name__)

THREADS: Final = 4
WAITING: Final = 64
LOOK_SECONDS: Final = 0.2
# A question is sent whole and at once: who does not is no asker.
QUESTION_SECONDS: Final = 5.0
LOCK: Final = "engine.lock"


def run_engine(argv: Sequence[str]) -> int:
    """Answer until told to stop."""
    argparse.ArgumentParser(prog="utvag engine", description="Svara på vilka hem som är säkra.").parse_args(list(argv))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utvag.config.settings")
    django.setup()
    from django.conf import settings  # noqa: PLC0415 (after django.setup)

    if settings.UTVAG_ENGINE is None:
        print("UTVAG_ENGINE saknas: mappen där motorn lyssnar.", file=sys.stderr)
        return 2
    become_the_engine()
    stop = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda _number, _frame: stop.set())
    try:
        with held(settings.UTVAG_ENGINE):
            serve(settings.UTVAG_ENGINE, answering(), stop, settings.UTVAG_ENGINE_USERS)
    except BlockingIOError:
        print("En motor lyssnar redan i den mappen.", file=sys.stderr)
        return 1
    return 0


def become_the_engine() -> None:
    """Let this process connect as the engine's role."""
    from django.conf import settings  # noqa: PLC0415 (after django.setup)
    from django.db import connection  # noqa: PLC0415

    connection.close()
    # In place: the connections of the other threads are made from the same settings.
    connection.settings_dict.update({name: value for name, value in settings.UTVAG_ENGINE_LOGIN.items() if value})


def answering(moment_of: Callable[[datetime], datetime] | None = None) -> Answering:
    """Put the answers together: those of the homes, and those of the reserve homes.

    :param moment_of: gives the engine's time; the clock's, if nothing else is said.
    """
    from django.conf import settings  # noqa: PLC0415 (after django.setup)

    from utvag.emergency import answering as reserves  # noqa: PLC0415
    from utvag.foundation.clock import now  # noqa: PLC0415
    from utvag.placement.answering import HANDLERS, Answering  # noqa: PLC0415

    # A demo plays days that have been: there the question says what day it is. Nowhere else is it believed.
    is_demo = settings.DEMO
    by_itself: Callable[[datetime], datetime] = lambda at: at if is_demo else now()  # noqa: E731 (a default)
    return Answering({**HANDLERS, **reserves.HANDLERS}, moment_of=moment_of or by_itself)


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the folder for this engine; the kernel lets go of it however the process ends.

    :raises BlockingIOError: when another engine holds it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def serve(folder: Path, answers: Answering, stop: threading.Event, users: Mapping[str, int | None]) -> None:
    """Listen at both doors until told to stop; each question has a thread of its own meanwhile.

    :param users: as whom those run who may come in by each door.
    """
    from utvag.gateways.engine.messages import Door  # noqa: PLC0415 (after django.setup)

    with contextlib.ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(THREADS, thread_name_prefix="engine"))
        ready = stack.enter_context(selectors.DefaultSelector())
        for door in Door:
            listening = stack.enter_context(listen(folder, door, users.get(door.value)))
            ready.register(listening, selectors.EVENT_READ, door)
        while not stop.is_set():
            for key, _ in ready.select(LOOK_SECONDS):
                with contextlib.suppress(BlockingIOError):
                    connection, _ = key.fileobj.accept()  # type: ignore[union-attr]  # only sockets are registered
                    if is_of_this_door(connection, users.get(key.data.value)):
                        pool.submit(answer_one, connection, key.data, answers)
                    else:
                        connection.close()


def listen(folder: Path, door: Door, user: int | None = None) -> socket.socket:
    """Open one door. What a killed engine left there is taken away: the folder is ours alone."""
    path = folder / f"{door.value}.sock"
    path.unlink(missing_ok=True)
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    # By the folder's descriptor: the kernel takes no path of more than 107 bytes.
    within = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    try:
        made.bind(f"/proc/self/fd/{within}/{path.name}")
    finally:
        os.close(within)
    # Where those who come in run as users of their own, the way in is open: who comes in is asked of the kernel.
    path.chmod(0o600 if user is None else 0o666)
    made.listen(WAITING)
    made.setblocking(False)
    return made


def is_of_this_door(connection: socket.socket, user: int | None) -> bool:
    """Say whether who comes in runs as one who may: as the kernel says, not as she says."""
    told = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _, uid, _ = struct.unpack("3i", told)
    if uid in {0, os.geteuid()} or uid == user:
        return True
    logger.critical("användare %d kom till fel dörr", uid)
    return False


def answer_one(connection: socket.socket, door: Door, answers: Answering) -> None:
    """Answer the one question of a connection."""
    from django.db import close_old_connections  # noqa: PLC0415 (after django.setup)

    from utvag.gateways.engine.frames import FrameBroken, read_frame, write_frame  # noqa: PLC0415

    with connection:
        try:
            content = read_frame(connection, seconds=QUESTION_SECONDS)
            close_old_connections()
            write_frame(connection, answers(door, content), seconds=QUESTION_SECONDS)
        except FrameBroken as error:
            # Who asked has gone, or is no asker; there is nobody to answer.
            logger.warning("en fråga bröts (%s)", error)


if __name__ == "__main__":
    sys.exit(run_engine(sys.argv[1:]))
