"""Read the tree over the log and who has witnessed it; ask what the log says of one case or account."""

from utvag.audit.queries.export import log_lines, note_at
from utvag.audit.queries.proof import ProofShape, WitnessLine, proof_of_log
from utvag.audit.queries.questions import Look, done_by, who_looked
from utvag.audit.queries.tree import size_of_tree, stored_nodes
from utvag.audit.queries.witnessed import witnessed

__all__ = [
    "Look",
    "ProofShape",
    "WitnessLine",
    "done_by",
    "log_lines",
    "note_at",
    "proof_of_log",
    "size_of_tree",
    "stored_nodes",
    "who_looked",
    "witnessed",
]
