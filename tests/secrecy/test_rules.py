"""A secret does not slip into a text, and padding hides its length."""

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utvag.secrecy.rules import Secret, padded, unpadded

CANARY = "Kanariegatan 17"
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def test_a_secret_shows_itself_only_when_asked() -> None:
    assert Secret(CANARY).reveal() == CANARY
    assert CANARY not in repr(Secret(CANARY))
    assert CANARY not in repr([Secret(CANARY)])


@pytest.mark.parametrize("slip", [str, "{}".format, "%s".__mod__, json.dumps, pickle.dumps])
def test_a_secret_cannot_become_a_text(slip: object) -> None:
    with pytest.raises(TypeError) as refused:
        slip(Secret(CANARY))  # type: ignore[operator]  # each of them is called with one value
    assert CANARY not in str(refused.value)


@given(VALUES)
def test_padding_comes_off_again(value: object) -> None:
    assert unpadded(padded(value)) == value
    assert len(padded(value)) % 64 == 0


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        padded(float("nan"))
