"""The application's log tells where it failed, and no value."""

import logging
import sys

from utvag.foundation.logs import DiscreetFormatter

SECRET = "Kanarina Fågelsdotter 63.826417"


def record_of_failure() -> logging.LogRecord:
    failure = None
    try:
        try:
            int(SECRET)
        except ValueError as inner:
            message = f"could not place {SECRET}"
            raise RuntimeError(message) from inner
    except RuntimeError:
        failure = sys.exc_info()
    return logging.LogRecord("utvag", logging.ERROR, __file__, 1, "It failed.", (), failure)


def test_it_names_the_kinds_of_error_and_the_place_but_never_the_value() -> None:
    written = DiscreetFormatter("{message}", style="{").format(record_of_failure())
    assert "It failed." in written
    assert "builtins.RuntimeError" in written
    assert "builtins.ValueError" in written
    assert "in record_of_failure" in written
    assert SECRET not in written
    assert "63.82" not in written
