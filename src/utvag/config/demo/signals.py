"""How the demo is told to stop: Ctrl-C, a signal, a dead `make`, or a closed window."""

from __future__ import annotations

import os
import signal
import sys
import time
from types import FrameType

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LONGEST_NAP = 0.2


class Stopped(BaseException):
    """Somebody asked us to stop; it passes every handler of errors, as KeyboardInterrupt does."""

    def __init__(self, by: signal.Signals) -> None:
        super().__init__(by.name)
        self.by = by

    @property
    def exit_code(self) -> int:
        """Zero for Ctrl-C, which is how a demo is meant to end."""
        return 0 if self.by is signal.SIGINT else 128 + self.by


class Listener:
    """Notes a signal when it comes and raises it at the next pause, so that nothing is cut off half-done."""

    def __init__(self) -> None:
        self._received: signal.Signals | None = None
        self._terminal = sys.stdout.fileno() if sys.stdout.isatty() else None

    def start(self) -> None:
        """Begin to listen."""
        for each in STOPPING:
            signal.signal(each, self._note)

    def stop(self) -> None:
        """Ignore all further signals, so that a second Ctrl-C cannot cut the stop short."""
        for each in STOPPING:
            signal.signal(each, signal.SIG_IGN)

    def pause(self, seconds: float) -> None:
        """Sleep, and raise what has come.

        :raises Stopped: a signal came, or the terminal is gone.
        """
        end = time.monotonic() + seconds
        while True:
            self.check()
            left = end - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(left, LONGEST_NAP))

    def check(self) -> None:
        """Raise what has come.

        :raises Stopped: a signal came, or the terminal is gone.
        """
        if self._received is not None:
            raise Stopped(self._received)
        if self._terminal is not None and not _is_there(self._terminal):
            # A session leader's death sends SIGHUP to its foreground group only; `make` may be all of it.
            raise Stopped(signal.SIGHUP)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self._received = signal.Signals(number)


def _is_there(terminal: int) -> bool:
    try:
        os.tcgetpgrp(terminal)
    except OSError as error:
        # ENOTTY: not our controlling terminal, which says nothing. EIO: it has been hung up.
        return error.errno != 5
    return True
