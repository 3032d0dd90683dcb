"""The application's log tells where it failed, and no value."""

import io
import logging
import sys

import pytest

from utvag.foundation.logs import DiscreetFormatter, DiscreetHandler

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


def test_it_writes_to_standard_error_as_it_is_now(monkeypatch: pytest.MonkeyPatch) -> None:
    at_the_start = io.StringIO()
    monkeypatch.setattr(sys, "stderr", at_the_start)
    handler = DiscreetHandler()
    at_the_start.close()
    now = io.StringIO()
    monkeypatch.setattr(sys, "stderr", now)
    handler.handle(record_of_failure())
    assert "It failed." in now.getvalue()


def test_a_log_that_cannot_be_written_to_fails_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    DiscreetHandler().handle(record_of_failure())
