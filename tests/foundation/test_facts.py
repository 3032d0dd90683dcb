"""Facts are counted one at a time, and a change that was undone leaves no trace of itself."""

from contextlib import suppress

import pytest
from django.db import transaction

from tests.givens import NOW
from utvag.foundation.facts import announce, current_version, lock_facts, mark_handled, waiting_since
from utvag.foundation.models import OutboxRow

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Undo the block."""


def test_each_change_is_one_version_and_one_row_in_the_outbox() -> None:
    first = announce(cause="A", subject=None, now=NOW)
    second = announce(cause="B", subject=None, now=NOW)
    assert second == first + 1 == current_version().number
    assert list(OutboxRow.objects.order_by("version").values_list("cause", flat=True)) == ["A", "B"]


def test_what_is_undone_was_never_announced() -> None:
    before = current_version()
    with suppress(Undone), transaction.atomic():
        announce(cause="A", subject=None, now=NOW)
        raise Undone
    assert current_version() == before
    assert waiting_since() is None


def test_no_two_states_share_a_stamp_though_they_share_a_number() -> None:
    stamps = set()
    for _ in range(3):
        with suppress(Undone), transaction.atomic():
            announce(cause="A", subject=None, now=NOW)
            stamps.add(lock_facts().stamp)
            raise Undone
    assert len(stamps) == 3


def test_what_is_handled_no_longer_waits() -> None:
    first = announce(cause="A", subject=None, now=NOW)
    second = announce(cause="B", subject=None, now=NOW)
    mark_handled(up_to=first, now=NOW)
    assert waiting_since() == NOW
    mark_handled(up_to=second, now=NOW)
    assert waiting_since() is None
