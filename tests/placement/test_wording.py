"""Every code has its Swedish words, so that no screen ever shows a bare code."""

from utvag.placement.engine import Reason, Unchecked
from utvag.placement.wording import REASON_WORDS, UNCHECKED_WORDS


def test_every_reason_and_every_unchecked_code_has_words() -> None:
    assert set(REASON_WORDS) == set(Reason)
    assert set(UNCHECKED_WORDS) == set(Unchecked)
