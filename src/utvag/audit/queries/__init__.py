"""Read the tree over the log, and who has witnessed it."""

from utvag.audit.queries.export import log_lines, note_at
from utvag.audit.queries.proof import ProofShape, WitnessLine, proof_of_log
from utvag.audit.queries.tree import size_of_tree, stored_nodes

__all__ = ["ProofShape", "WitnessLine", "log_lines", "note_at", "proof_of_log", "size_of_tree", "stored_nodes"]
