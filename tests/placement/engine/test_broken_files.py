"""Every kind of broken register file is refused, at its path, with value and remedy."""

import pytest

from tests.placement.reference.broken_files import BROKEN_FILES, BrokenFile, as_bytes, base_document
from utvag.placement.engine import Register, RegisterInvalid


def test_the_whole_file_that_they_are_made_from_is_accepted() -> None:
    assert Register.from_document(base_document()).case_ids == ("C1", "C2")


@pytest.mark.parametrize("broken", BROKEN_FILES, ids=lambda broken: broken.name)
def test_it_is_refused_at_its_path(broken: BrokenFile) -> None:
    with pytest.raises(RegisterInvalid) as refused:
        Register.from_bytes(as_bytes(broken.make(base_document())))
    faults = refused.value.faults
    assert broken.missing({fault.path for fault in faults}) == [], [str(fault) for fault in faults]
    for fault in faults:
        assert fault.value and fault.problem and fault.remedy
        assert str(fault).isprintable()


@pytest.mark.parametrize("broken", BROKEN_FILES, ids=lambda broken: broken.name)
def test_one_error_gives_no_others(broken: BrokenFile) -> None:
    """A fault must not drown in its own consequences."""
    with pytest.raises(RegisterInvalid) as refused:
        Register.from_bytes(as_bytes(broken.make(base_document())))
    assert len(refused.value.faults) <= 2 * (1 + len(broken.also)) + 1, [str(f) for f in refused.value.faults]
