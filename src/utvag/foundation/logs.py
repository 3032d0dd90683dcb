"""What the application's own log may say: where it failed and by which kind of error, never with what value."""

import contextlib
import logging
import sys
import traceback
from types import TracebackType
from typing import Final, TextIO

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
# An error caused by an error caused by an error …: enough to see where it began.
LONGEST_CHAIN: Final = 5


class DiscreetHandler(logging.StreamHandler[TextIO]):
    """Write to standard error; a line that cannot be written is told of without the error that it was about.

    The stream is whatever standard error is when the line is written: one that was taken at the start may have been
    closed since, and a log that cannot be written to must never take a page with it.
    """

    @property
    def stream(self) -> TextIO:
        """Give standard error as it is now."""
        return sys.stderr

    @stream.setter
    def stream(self, stream: TextIO) -> None:
        """Let go of what the library would keep."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  the name is the standard library's
        """Say where a line was lost. The library would print the whole chain of errors, with their texts."""
        kind = sys.exc_info()[0]
        name = "Error" if kind is None else kind.__qualname__
        with contextlib.suppress(OSError, ValueError):
            self.stream.write(f"{record.name}: a line of the log could not be written ({name}), {record.pathname}\n")


class DiscreetFormatter(logging.Formatter):
    """Write an exception without its text: a database quotes the value that it refused, and so do many libraries."""

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802  the name is the standard library's
        """Give the kinds of the errors and the places in the code, innermost last."""
        error, lines = ei[1], []
        for _ in range(LONGEST_CHAIN):
            if error is None:
                break
            lines.append(f"{type(error).__module__}.{type(error).__qualname__} (text withheld)")
            lines += [
                f"  {frame.filename}:{frame.lineno} in {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
