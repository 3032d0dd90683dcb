"""Read the tree that is stored."""

from utvag.audit.models import Leaf, LogEntry, TreeNode
from utvag.audit.rules.rows import LogRow
from utvag.audit.rules.tree import Nodes


def size_of_tree() -> int:
    """Give how many rows have a leaf."""
    last = Leaf.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1


def stored_nodes() -> Nodes:
    """Give the hashes of complete subtrees as they are stored, each read once."""
    known: dict[tuple[int, int], bytes] = {}

    def look(level: int, index: int) -> bytes:
        if (level, index) not in known:
            rows = Leaf.objects.filter(index=index) if level == 0 else TreeNode.objects.filter(level=level, index=index)
            known[level, index] = bytes(rows.values_list("hash", flat=True).get())
        return known[level, index]

    return look


def row_of(entry: LogEntry) -> LogRow:
    """Give a row as its leaf is made of it."""
    return LogRow(
        id=entry.id,
        at=entry.at,
        actor=entry.actor,
        actor_role=entry.actor_role,
        action=entry.action,
        outcome=entry.outcome,
        subject_kind=entry.subject_kind,
        subject=entry.subject,
        case=entry.case,
        register_version=entry.register_version,
        verdict=entry.verdict,
        purpose=entry.purpose,
    )
