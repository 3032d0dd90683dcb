"""Every change to decisions."""

from utvag.decisions.operations.proposing import UnableToPropose, propose_decision, withdraw_decision

__all__ = ["UnableToPropose", "propose_decision", "withdraw_decision"]
