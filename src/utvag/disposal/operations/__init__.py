"""Propose, decide and carry out that a case is disposed of."""

from utvag.disposal.operations.carrying_out import carry_out_disposals, replay_disposals
from utvag.disposal.operations.deciding import UnableToDispose, decide_disposal, propose_disposal

__all__ = [
    "UnableToDispose",
    "carry_out_disposals",
    "decide_disposal",
    "propose_disposal",
    "replay_disposals",
]
