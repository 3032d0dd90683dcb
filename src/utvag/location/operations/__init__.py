"""Show where somebody lives, and acknowledge that it was shown. Each act is one transaction, but showing: it waits."""

from utvag.location.operations.noticing import read_notice
from utvag.location.operations.revealing import UnableToReveal, ask_for_address, refuse_address, show_address
from utvag.location.operations.waiting import Shown, reveal_address

__all__ = [
    "Shown",
    "UnableToReveal",
    "ask_for_address",
    "read_notice",
    "refuse_address",
    "reveal_address",
    "show_address",
]
