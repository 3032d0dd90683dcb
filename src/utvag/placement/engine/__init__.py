"""The placement engine: which homes are safe, which are not checked, and why the others are not.

Pure: no Django, no database, no clock. The rules are those of docs/placement.md.
"""

from typing import Final

from utvag.placement.engine.assign import Assigned, Assignment
from utvag.placement.engine.change import Change, Put, Remove
from utvag.placement.engine.days import Span
from utvag.placement.engine.facts import CaseFact
from utvag.placement.engine.faults import Fault, RegisterInvalid
from utvag.placement.engine.match import Exclusion, Match, Option
from utvag.placement.engine.recheck import Colliding, Recheck, Unverified
from utvag.placement.engine.register import Register
from utvag.placement.engine.vocabulary import Clearance, Reason, Unchecked

# Stored with every check: which rules gave the answer.
ENGINE_VERSION: Final = "1"

__all__ = [
    "ENGINE_VERSION",
    "Assigned",
    "Assignment",
    "CaseFact",
    "Change",
    "Clearance",
    "Colliding",
    "Exclusion",
    "Fault",
    "Match",
    "Option",
    "Put",
    "Reason",
    "Recheck",
    "Register",
    "RegisterInvalid",
    "Remove",
    "Span",
    "Unchecked",
    "Unverified",
]
