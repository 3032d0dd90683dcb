"""What the application's own log may say: where it failed and by which kind of error, never with what value."""

import logging
import traceback
from types import TracebackType
from typing import Final

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
# An error caused by an error caused by an error …: enough to see where it began.
LONGEST_CHAIN: Final = 5


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
