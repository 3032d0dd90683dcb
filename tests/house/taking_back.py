"""Many questions to one small world: each begins where the first did."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def taken_back() -> Iterator[None]:
    """Undo in the database what the block did; to make the world anew costs a hundred times as much."""
    # No block of its own: the product's own are durable, and refuse to stand in another.
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)
