"""Every read of decisions. Read-shapes out, never rows."""

from utvag.decisions.queries.decisions import (
    DecisionShape,
    Proposable,
    changeable,
    decision_shape,
    decisions_of,
    granted,
    proposable,
)
from utvag.decisions.queries.shapes import AppealShape, BasisShape, DecisionLine, DecisionTexts, NoticeShape

__all__ = [
    "AppealShape",
    "BasisShape",
    "DecisionLine",
    "DecisionShape",
    "DecisionTexts",
    "NoticeShape",
    "Proposable",
    "changeable",
    "decision_shape",
    "decisions_of",
    "granted",
    "proposable",
]
