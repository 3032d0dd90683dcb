"""Give the rows of the log their places in the tree, and sign how long it has become. One process does this.

It connects as the log's own role: the role that the product runs as can neither read the log nor write its tree.
"""

from datetime import datetime
from typing import Final

from django.db import connection, transaction

from utvag.audit.models import Checkpoint as CheckpointRow
from utvag.audit.models import Leaf, PendingEntry, TreeNode
from utvag.audit.queries.tree import row_of, size_of_tree, stored_nodes
from utvag.audit.rules.notes import Checkpoint, Note, SignatureLine, SignatureType, VerifierKey
from utvag.audit.rules.rows import leaf_data
from utvag.audit.rules.tree import completed_by, leaf_hash, root_at
from utvag.gateways.keystore import LogSigner

#: Rows that get their leaves in one transaction; what is left waits for the next second.
MOST_AT_ONCE: Final = 2000
_LOCK: Final = 0x75747661676C6F67


def add_leaves(*, most: int = MOST_AT_ONCE) -> int:
    """Give leaves to the rows that have none, in the order of their time; give how many."""
    with transaction.atomic():
        _hold_the_tree()
        pending = list(PendingEntry.objects.select_related("entry").order_by("entry__at", "entry_id")[:most])
        if not pending:
            return 0
        size, found = size_of_tree(), dict[tuple[int, int], bytes]()
        stored = stored_nodes()

        def nodes(level: int, index: int) -> bytes:
            return found[level, index] if (level, index) in found else stored(level, index)

        leaves = []
        for index, row in enumerate(pending, start=size):
            value = leaf_hash(leaf_data(row_of(row.entry).as_fields()))
            found.update({(level, at): each for level, at, each in completed_by(index, value, nodes)})
            leaves.append(
                Leaf(index=index, entry_id=row.entry_id, previous_id=index - 1 if index else None, hash=value)
            )
        Leaf.objects.bulk_create(leaves)
        TreeNode.objects.bulk_create(
            TreeNode(level=level, index=at, hash=each) for (level, at), each in found.items() if level > 0
        )
        PendingEntry.objects.filter(entry_id__in=[row.entry_id for row in pending]).delete()
        return len(leaves)


def sign_checkpoint(*, origin: str, signer: LogSigner, now: datetime) -> Checkpoint:
    """Sign the tree as it is now, kept once for each size; give the checkpoint."""
    key = log_key(origin, signer)
    with transaction.atomic():
        _hold_the_tree()
        size = size_of_tree()
        checkpoint = Checkpoint(origin, size, root_at(size, stored_nodes()))
        note = Note(checkpoint.text, (SignatureLine(key.name, key.id, signer.sign(checkpoint.text.encode())),))
        CheckpointRow.objects.bulk_create(
            [CheckpointRow(size=size, root=checkpoint.root, note=str(note), signed_at=now)], ignore_conflicts=True
        )
        return checkpoint


def log_key(origin: str, signer: LogSigner) -> VerifierKey:
    """Give the log's public key under its name."""
    return VerifierKey(origin, SignatureType.ED25519, signer.public)


def _hold_the_tree() -> None:
    """Let one process at a time grow the tree; another waits."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
