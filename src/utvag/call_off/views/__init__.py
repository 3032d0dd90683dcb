"""The pages of a call-off. What the check shows comes in with the address: the check lies above this package."""

from utvag.call_off.views.enquiries import answer, ask, award, propose
from utvag.call_off.views.frame import ShowsHomes
from utvag.call_off.views.steps import begin, case, leave

__all__ = ["ShowsHomes", "answer", "ask", "award", "begin", "case", "leave", "propose"]
