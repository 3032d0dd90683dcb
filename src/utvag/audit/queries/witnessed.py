"""Say whether a row that one has written oneself is witnessed. The database's own word for it is not taken.

Whoever wrote the row knows all of it, makes its leaf again, and follows the proof up to a root under which enough
witnesses have signed. The running role may not read the log: two functions with the owner's rights answer where the
leaf of an id stands, and what a leaf's hash is. A hash without its row's id says nothing of the row.
"""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection

from utvag.audit.models import Checkpoint, TreeNode
from utvag.audit.rules.notes import (
    SIGNATURE_BYTES,
    TIME_BYTES,
    NoteMalformed,
    SignatureLine,
    VerifierKey,
    cosigned,
    read_checkpoint,
    read_note,
)
from utvag.audit.rules.rows import LogRow, leaf_data
from utvag.audit.rules.tree import inclusion_proof, is_included, leaf_hash
from utvag.gateways.keystore import is_signature

#: The newest checkpoints that are looked at; a row is asked for within seconds.
LOOKED_AT = 8


def witnessed(*, row: LogRow, keys: Sequence[VerifierKey], quorum: int) -> int | None:
    """Give the place of a row in the tree, once a checkpoint that holds it is signed by enough witnesses; else None."""
    index = _leaf_of(row.id)
    if index is None or quorum < 1:
        return None
    for found in Checkpoint.objects.filter(size__gt=index).order_by("-size")[:LOOKED_AT]:
        lines = "".join(found.cosignatures.values_list("line", flat=True))
        if _signers(found.note + lines, keys) >= quorum and _holds(found.note, index, row):
            return index
    return None


def _signers(text: str, keys: Sequence[VerifierKey]) -> int:
    """Count the witnesses whose signature under a note holds."""
    try:
        note = read_note(text)
    except NoteMalformed:
        return 0
    return sum(any(_holds_for(key, note.text, line) for line in note.signatures) for key in keys)


def _holds_for(key: VerifierKey, text: str, line: SignatureLine) -> bool:
    if (line.name, line.key_id) != (key.name, key.id) or len(line.body) != TIME_BYTES + SIGNATURE_BYTES:
        return False
    return is_signature(key.key, cosigned(text, line.cosigned_at), line.body[TIME_BYTES:])


def _holds(note: str, index: int, row: LogRow) -> bool:
    """Say whether the row is in the tree of a signed note; the note's own size and root, not the columns beside it."""
    try:
        checkpoint = read_checkpoint(read_note(note).text)
        proof = inclusion_proof(index, checkpoint.size, _node)
    except (NoteMalformed, ValueError, ObjectDoesNotExist):
        return False
    return is_included(index, checkpoint.size, leaf_hash(leaf_data(row.as_fields())), proof, checkpoint.root)


def _node(level: int, index: int) -> bytes:
    if level == 0:
        return _hash_of_leaf(index)
    return bytes(TreeNode.objects.values_list("hash", flat=True).get(level=level, index=index))


def _leaf_of(entry_id: UUID) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("select audit.leaf_of(%s)", [entry_id])
        found: int | None = cursor.fetchone()[0]
    return found


def _hash_of_leaf(index: int) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("select audit.hash_of_leaf(%s)", [index])
        found: bytes | None = cursor.fetchone()[0]
    return bytes(found or b"")
