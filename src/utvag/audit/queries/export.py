"""Give the log as it is proved: each row in the order of the tree, and the checkpoints with their signatures."""

import json
from collections.abc import Iterator
from typing import Final

from django.db import transaction
from django.db.models import Count

from utvag.audit.models import Checkpoint, Cosignature, Leaf
from utvag.audit.queries.tree import row_of

FORMAT: Final = "utvag-log-export/1"
AT_ONCE: Final = 2000


def log_lines(*, quorum: int, every: int = 1) -> Iterator[str]:
    """Give the lines of an export, up to the latest checkpoint that enough witnesses have signed.

    :param every: of the checkpoints that enough have signed, one in so many is given, and always the last.
    """
    with transaction.atomic():
        points = _witnessed(quorum)
        kept = {size for number, size in enumerate(reversed(points)) if number % every == 0}
        yield json.dumps({"format": FORMAT})
        last = points[-1] if points else 0
        for start in range(0, last, AT_ONCE):
            rows = Leaf.objects.filter(index__gte=start, index__lt=min(last, start + AT_ONCE))
            for leaf in rows.order_by("index").select_related("entry"):
                yield json.dumps({"row": row_of(leaf.entry).as_fields()})
                if leaf.index + 1 in kept:
                    yield json.dumps({"checkpoint": note_at(leaf.index + 1)}, ensure_ascii=False)
        if last == 0 and points:
            yield json.dumps({"checkpoint": note_at(0)}, ensure_ascii=False)


def note_at(size: int) -> str:
    """Give the checkpoint of a size with every signature under it."""
    note = Checkpoint.objects.values_list("note", flat=True).get(size=size)
    signed = Cosignature.objects.filter(checkpoint_id=size).order_by("witness").values_list("line", flat=True)
    return note + "".join(signed)


def _witnessed(quorum: int) -> list[int]:
    """Give the sizes of the checkpoints that enough witnesses have signed, the smallest first."""
    rows = Checkpoint.objects.annotate(signed=Count("cosignatures")).filter(signed__gte=quorum)
    return list(rows.order_by("size").values_list("size", flat=True))
