"""Which cases are to be disposed of, and what is judged of one of them."""

from utvag.disposal.queries.judging import judged, keys_of
from utvag.disposal.queries.notes import NOTED, UNNOTED, last_notes
from utvag.disposal.queries.pages import (
    CaseLine,
    DisposalLine,
    DisposalPage,
    DisposalsPage,
    disposal_page,
    disposals_page,
    work_of,
)

__all__ = [
    "NOTED",
    "UNNOTED",
    "CaseLine",
    "DisposalLine",
    "DisposalPage",
    "DisposalsPage",
    "disposal_page",
    "disposals_page",
    "judged",
    "keys_of",
    "last_notes",
    "work_of",
]
