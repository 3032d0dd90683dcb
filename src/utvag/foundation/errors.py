"""Errors that every package shares. Their texts carry no personal data."""

from enum import StrEnum
from uuid import UUID


class NotVisible(Exception):
    """The thing does not exist for this actor. The page answers 404 and the log gets a DENIED row.

    :ivar action: what was tried.
    :ivar subject_kind: the kind of thing that was asked for.
    :ivar subject: its id as asked for, whether or not it exists.
    :ivar recorded: whether the log already has the row.
    """

    def __init__(self, action: str, subject_kind: str, subject: UUID | None) -> None:
        super().__init__(f"{action} {subject_kind}: not visible to this actor")
        self.action = action
        self.subject_kind = subject_kind
        self.subject = subject
        self.recorded = False


class Unable(Exception):
    """What an operation foresees that cannot be done; each family of operations has its own subclass beside it.

    :ivar refusal: a word from the package's closed list of refusals; the view knows the sentence for it.
    """

    def __init__(self, refusal: StrEnum) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
