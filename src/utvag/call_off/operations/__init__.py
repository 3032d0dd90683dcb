"""Every change to call-offs."""

from utvag.call_off.operations.awards import award_directly
from utvag.call_off.operations.enquiries import ask_provider, register_answer
from utvag.call_off.operations.purchase import propose_purchase
from utvag.call_off.operations.steps import UnableToCallOff, close_call_off, open_call_off, pass_step

__all__ = [
    "UnableToCallOff",
    "ask_provider",
    "award_directly",
    "close_call_off",
    "open_call_off",
    "pass_step",
    "propose_purchase",
    "register_answer",
]
