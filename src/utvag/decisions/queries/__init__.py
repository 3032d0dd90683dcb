"""Every read of decisions. Read-shapes out, never rows."""

from utvag.decisions.queries.agenda import coming_of, happenings_of, work_of
from utvag.decisions.queries.committee import (
    CommitteeLine,
    CommitteeList,
    CommitteePage,
    committee_list,
    committee_page,
    committee_pdf,
    committee_reach,
    why_not_enter,
)
from utvag.decisions.queries.decisions import (
    DecisionShape,
    Proposable,
    changeable,
    decision_shape,
    decisions_of,
    granted,
    proposable,
)
from utvag.decisions.queries.pages import (
    DecisionPage,
    DecisionsPage,
    NamedLine,
    decision_page,
    decisions_page,
    proposal_begun,
)
from utvag.decisions.queries.shapes import AppealShape, BasisShape, DecisionLine, DecisionTexts, NoticeShape

__all__ = [
    "AppealShape",
    "BasisShape",
    "CommitteeLine",
    "CommitteeList",
    "CommitteePage",
    "DecisionLine",
    "DecisionPage",
    "DecisionShape",
    "DecisionTexts",
    "DecisionsPage",
    "NamedLine",
    "NoticeShape",
    "Proposable",
    "changeable",
    "coming_of",
    "committee_list",
    "committee_page",
    "committee_pdf",
    "committee_reach",
    "decision_page",
    "decision_shape",
    "decisions_of",
    "decisions_page",
    "granted",
    "happenings_of",
    "proposable",
    "proposal_begun",
    "why_not_enter",
    "work_of",
]
