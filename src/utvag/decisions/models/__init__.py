"""What a decision rests on, decisions, notices and appeals."""

from utvag.decisions.models.appeal import Appeal, Notice
from utvag.decisions.models.decision import Decision
from utvag.decisions.models.ground import FOREVER, LegalBasis, Mandate

__all__ = ["FOREVER", "Appeal", "Decision", "LegalBasis", "Mandate", "Notice"]
