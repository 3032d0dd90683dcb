"""A secret does not slip into a text, and padding hides its length."""

import copy
import io
import json
import logging
import pickle
import random
from collections.abc import Callable
from contextlib import redirect_stderr
from dataclasses import asdict, dataclass
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.views.debug import ExceptionReporter
from hypothesis import given
from hypothesis import strategies as st

from utvag.foundation.logs import DiscreetFormatter, DiscreetHandler
from utvag.secrecy.rules import Secret, padded, unpadded

CANARY = "Kanariegatan 17"
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@dataclass
class Holder:
    """Something that holds a secret among other things."""

    name: Secret[str]


def _quote(secret: Secret[str]) -> None:
    raise ValueError(f"could not read {secret!r}")


def _from_within(secret: Secret[str]) -> None:
    try:
        int(secret.reveal())
    except ValueError as error:
        # The library quotes the value; the formatter of the log does not quote the library.
        raise RuntimeError("a number was expected") from error


SLIPS: list[Callable[[Secret[str]], object]] = [
    str,
    "{}".format,
    json.dumps,
    pickle.dumps,
    copy.deepcopy,
    lambda secret: secret + "x",  # type: ignore[operator]
    lambda secret: secret["name"],  # type: ignore[index]
    lambda secret: {"name": 1}[secret],  # type: ignore[index]
    lambda secret: abs(secret),  # type: ignore[arg-type]  # noqa: PLW0108 (the type of the list)
    lambda secret: Holder(secret).missing,  # type: ignore[attr-defined]
    lambda secret: int(secret.reveal()),
    lambda secret: {"name": 1}[secret.reveal()],
    _quote,
    _from_within,
]
WAYS: list[Callable[[logging.Logger, Exception, Secret[str]], Any]] = [
    lambda logger, error, _secret: logger.error("it failed", exc_info=error),
    lambda logger, _error, secret: logger.error("it failed: %r", secret),
    lambda logger, _error, secret: logger.error("it failed: %s", secret),
    lambda logger, _error, secret: logger.error("it failed: %s", Holder(secret)),
    lambda logger, error, secret: logger.error("%s", [type(error).__name__, secret], exc_info=error),
    lambda logger, error, secret: logger.warning("it failed", exc_info=error, extra={"given": secret}),
]


def test_a_secret_shows_itself_only_when_asked() -> None:
    assert Secret(CANARY).reveal() == CANARY


@pytest.mark.parametrize(
    "slip",
    [
        str,
        repr,
        ascii,
        "{}".format,
        "{!r}".format,
        "%r".__mod__,
        lambda secret: repr([secret]),
        lambda secret: repr(Holder(secret)),
        lambda secret: logging.LogRecord("x", 30, "x", 1, "%r", (secret,), None).getMessage(),
        "{:>40}".format,
        "%s".__mod__,
        bytes,
        list,
        json.dumps,
        DjangoJSONEncoder().encode,
        pickle.dumps,
        copy.copy,
        copy.deepcopy,
        lambda secret: secret.__getstate__(),
        ", ".join,
        lambda secret: asdict(Holder(secret)),
    ],
)
def test_a_secret_cannot_become_a_text(slip: object) -> None:
    with pytest.raises(TypeError) as refused:
        slip(Secret(CANARY))  # type: ignore[operator]  # each of them is called with one value
    assert CANARY not in str(refused.value)


def _fail_holding(secret: Secret[str]) -> None:
    held = Holder(secret)
    try:
        raise ValueError("the first")
    except ValueError:
        raise RuntimeError(f"while {held!r} was read")  # noqa: B904 (a handler that quotes, and fails itself)


def test_an_error_that_came_first_is_not_lost_when_its_handler_quotes_a_secret() -> None:
    secret, heard = Secret(CANARY), io.StringIO()
    with pytest.raises(TypeError) as refused:
        _fail_holding(secret)
    assert str(refused.value.__context__) == "the first"
    page = ExceptionReporter(None, refused.type, refused.value, refused.tb).get_traceback_html()
    report = str(refused.getrepr(showlocals=True))
    handler = DiscreetHandler()
    handler.setFormatter(DiscreetFormatter("{message}", style="{"))
    with redirect_stderr(heard):
        info = (refused.type, refused.value, refused.tb)
        handler.handle(logging.LogRecord("utvag", logging.ERROR, __file__, 1, "It failed.", (), info))
    assert "builtins.ValueError" in heard.getvalue()
    for told in (page, report):
        assert "the first" in told
    for told in (page, report, heard.getvalue()):
        assert "_fail_holding" in told
        assert CANARY not in told


def test_ten_thousand_logged_exceptions_hold_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    chance, heard = random.Random(4), io.StringIO()
    handler = DiscreetHandler(heard)
    handler.setFormatter(DiscreetFormatter("{asctime} {levelname} {name}: {message}", style="{"))
    logger = logging.getLogger("tests.secret")
    logger.addHandler(handler)
    logger.propagate = False
    said = io.StringIO()
    try:
        with redirect_stderr(said):
            for _ in range(10_000):
                try:
                    chance.choice(SLIPS)(Secret(CANARY))
                except Exception as error:  # noqa: BLE001 (whatever it is, it must hold nothing)
                    chance.choice(WAYS)(logger, error, Secret(CANARY))
    finally:
        logger.removeHandler(handler)
    lines = heard.getvalue() + said.getvalue() + caplog.text
    assert lines.count("\n") > 10_000
    assert CANARY not in lines
    assert "Kanarie" not in lines


@given(VALUES)
def test_padding_comes_off_again(value: object) -> None:
    assert unpadded(padded(value)) == value
    assert len(padded(value)) % 64 == 0


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        padded(float("nan"))
