"""What a test needs that this machine may lack: a failure in CI, and a test reported as not run elsewhere."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

NOT_RUN = "not run: "


def not_run(missing: str, remedy: str) -> NoReturn:
    """End the test because something is missing, with the one line that mends it."""
    sentence = f"{NOT_RUN}{missing}. Mend it with: {remedy}"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
