"""The kinds of documents, and the sheet that every one of them is drawn from."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# A longer word is broken, so that it stays on the paper.
LONGEST_WORD: Final = 30


class DocumentKind(StrEnum):
    """What a document is."""

    DECISION = "DECISION"
    DECISION_NOTICE = "DECISION_NOTICE"
    CARE_PLAN = "CARE_PLAN"
    SAFETY_PLAN = "SAFETY_PLAN"
    PLACEMENT_AGREEMENT = "PLACEMENT_AGREEMENT"
    MEETING_MINUTES = "MEETING_MINUTES"
    PROVIDER_ENQUIRY = "PROVIDER_ENQUIRY"
    DIRECT_AWARD_MEMO = "DIRECT_AWARD_MEMO"
    REVIEW = "REVIEW"
    FINAL_REPORT = "FINAL_REPORT"
    # The police's own: of no case.
    WEEKLY_SHEET = "WEEKLY_SHEET"
    ADDRESS_DISCLOSED_REPORT = "ADDRESS_DISCLOSED_REPORT"
    DISCLOSURE_RECEIPT = "DISCLOSURE_RECEIPT"
    CONSENT_FORM = "CONSENT_FORM"
    # The reviewer's own: of no case.
    LOG_REVIEW_MINUTES = "LOG_REVIEW_MINUTES"
    LOG_EXTRACT = "LOG_EXTRACT"
    HANDOVER_BRIEF = "HANDOVER_BRIEF"

    @property
    def is_of_a_case(self) -> bool:
        """Say whether a document of the kind is of a case: but for the police's and the reviewer's own it is."""
        return self not in {DocumentKind.WEEKLY_SHEET, DocumentKind.LOG_REVIEW_MINUTES}

    @property
    def swedish(self) -> str:
        """Give the kind's name on the screens and on the paper."""
        return _SWEDISH[self]


_SWEDISH: Final = {
    DocumentKind.DECISION: "Beslut",
    DocumentKind.DECISION_NOTICE: "Underrättelse om beslut",
    DocumentKind.CARE_PLAN: "Vårdplan",
    DocumentKind.SAFETY_PLAN: "Säkerhetsplan",
    DocumentKind.PLACEMENT_AGREEMENT: "Individuellt placeringsavtal",
    DocumentKind.MEETING_MINUTES: "Mötesanteckningar",
    DocumentKind.PROVIDER_ENQUIRY: "Förfrågan till utförare",
    DocumentKind.DIRECT_AWARD_MEMO: "Promemoria om direktupphandling",
    DocumentKind.REVIEW: "Genomlysning",
    DocumentKind.FINAL_REPORT: "Slutrapport",
    DocumentKind.WEEKLY_SHEET: "Veckoblad",
    DocumentKind.ADDRESS_DISCLOSED_REPORT: "Rapport om röjd adress",
    DocumentKind.DISCLOSURE_RECEIPT: "Kvitto på utlämnande",
    DocumentKind.CONSENT_FORM: "Samtycke",
    DocumentKind.LOG_EXTRACT: "Utdrag ur loggen",
    DocumentKind.HANDOVER_BRIEF: "Överlämning till ersättare",
    DocumentKind.LOG_REVIEW_MINUTES: "Protokoll över granskning av loggen",
}


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """A table: its head, and rows with as many cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if not self.head or any(len(row) != len(self.head) for row in self.rows):
            raise ValueError("every row of a table has as many cells as its head")

    @property
    def labelled(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Give each row's cells with the names of their columns."""
        return tuple(tuple(zip(self.head, row, strict=True)) for row in self.rows)


@dataclass(frozen=True, slots=True, repr=False)
class Section:
    """A part of a document under its own heading: texts, then rows of name and value, then points, then a table."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    items: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """All that a document says. Its texts are shown as they are: nothing in them is a command.

    :ivar title: what the document is, as its first heading.
    :ivar sign_here: for each who is to sign on paper, in what capacity.
    """

    title: str
    lead: str
    sections: tuple[Section, ...]
    sign_here: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("a document has a title")
