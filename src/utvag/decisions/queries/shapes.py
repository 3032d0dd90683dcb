"""What others may read of a decision: shapes, and where its sealed texts belong."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final, cast
from uuid import UUID

from utvag.decisions.models import FOREVER, Appeal, Decision, LegalBasis, Notice
from utvag.decisions.rules import (
    AppealOutcome,
    AppealState,
    ChangeGround,
    DecisionState,
    DecisionType,
    Minutes,
    NoticeWay,
    Outcome,
    forward_by,
)
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Owner, Place

TABLE: Final = "decisions_decision"


@dataclass(frozen=True, slots=True)
class BasisShape:
    """The section that a decision rests on, with its days as people read them."""

    text: str
    from_date: date
    until_date: date | None


@dataclass(frozen=True, slots=True)
class NoticeShape:
    """When and how the person was told, and the last day on which she may appeal."""

    id: UUID
    given_date: date
    last_appeal_date: date
    way: NoticeWay
    given_by: UUID


@dataclass(frozen=True, slots=True)
class AppealShape:
    """An appeal: when it came, whether in time, and where it stands.

    :ivar forward_by: the day by which one in time is handed on to the court.
    """

    id: UUID
    received_date: date
    is_in_time: bool
    state: AppealState
    outcome: AppealOutcome | None
    forward_by: date
    text: str = field(default="", repr=False)
    answer: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision in a list: what, where it stands, on what it rests. None of its texts."""

    id: UUID
    case_id: UUID
    decision_type: DecisionType
    state: DecisionState
    outcome: Outcome | None
    opens_housing: bool
    basis: BasisShape
    from_date: date
    until_date: date | None
    proposed_by: UUID
    proposed_at: datetime
    decided_by: UUID | None
    decided_role: str | None
    decided_at: datetime | None
    decision_date: date | None
    document_id: UUID | None
    subject: UUID | None
    changes: UUID | None
    ground: ChangeGround | None
    has_conditions: bool
    notice: NoticeShape | None
    appeals: tuple[AppealShape, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionTexts:
    """What a decision says. Never printed.

    :ivar decision_reasons: what the decider wrote herself.
    :ivar minutes: where the committee's decision is written; None for every other.
    """

    reasons: str = field(repr=False)
    wording: str = field(repr=False)
    decision_reasons: str = field(default="", repr=False)
    minutes: Minutes | None = field(default=None, repr=False)


def decision_place(case_id: UUID, decision_id: UUID) -> Place:
    """Say where the sealed texts of a decision belong."""
    return Place(Owner(KeyKind.CASE, case_id), TABLE, decision_id)


def minutes_place(case_id: UUID, decision_id: UUID) -> Place:
    """Say where the minutes of the committee's decision belong."""
    return Place(Owner(KeyKind.CASE, case_id), TABLE, decision_id, "minutes")


def notice_place(row: Notice) -> Place:
    """Say where a notice's sealed text belongs."""
    return Place(Owner(KeyKind.CASE, row.case_id), "decisions_notice", row.id)


def appeal_place(row: Appeal) -> Place:
    """Say where an appeal's sealed text belongs."""
    return Place(Owner(KeyKind.CASE, row.case_id), "decisions_appeal", row.id)


def texts_in(row: Decision, keyring: Keyring) -> DecisionTexts:
    """Open what a decision says. The caller has passed the wall and writes the log."""
    opened = cast("dict[str, str]", keyring.open(decision_place(row.case_id, row.id), row.sealed).reveal())
    texts = DecisionTexts(opened["reasons"], opened["wording"], opened.get("decision_reasons", ""))
    if row.minutes is None:
        return texts
    minutes = cast("dict[str, str]", keyring.open(minutes_place(row.case_id, row.id), row.minutes).reveal())
    return replace(texts, minutes=Minutes(**minutes))


def basis_shape(row: LegalBasis) -> BasisShape:
    """Write a basis as people read it; FOREVER is no day."""
    return BasisShape(str(row), row.from_date, None if row.until_date == FOREVER else row.until_date)


def line_of(row: Decision) -> DecisionLine:
    """Write a row, with its basis, notice and appeals read beside it, as a line of a list."""
    notice: Notice | None = getattr(row, "notice", None)
    return DecisionLine(
        id=row.id,
        case_id=row.case_id,
        decision_type=DecisionType(row.decision_type),
        state=DecisionState(row.state),
        outcome=None if row.outcome is None else Outcome(row.outcome),
        opens_housing=row.opens_housing,
        basis=basis_shape(row.basis),
        from_date=row.from_date,
        until_date=row.until_date,
        proposed_by=row.proposed_by_id,
        proposed_at=row.proposed_at,
        decided_by=row.decided_by_id,
        decided_role=row.decided_role,
        decided_at=row.decided_at,
        decision_date=row.decision_date,
        document_id=row.document_id,
        subject=row.subject,
        changes=row.changes_id,
        ground=None if row.ground is None else ChangeGround(row.ground),
        has_conditions=row.has_conditions,
        notice=None if notice is None else notice_shape(notice),
        appeals=tuple(appeal_shape(each) for each in row.appeals.all()),
    )


def notice_shape(row: Notice) -> NoticeShape:
    """Write a notice without to whom it was given."""
    return NoticeShape(row.id, row.given_date, row.last_appeal_date, NoticeWay(row.way), row.given_by_id)


def appeal_shape(row: Appeal, keyring: Keyring | None = None) -> AppealShape:
    """Write an appeal; with its texts where a keyring is given by somebody who has passed the wall."""
    texts = {} if keyring is None else cast("dict[str, str]", keyring.open(appeal_place(row), row.sealed).reveal())
    return AppealShape(
        id=row.id,
        received_date=row.received_date,
        is_in_time=row.is_in_time,
        state=AppealState(row.state),
        outcome=None if row.outcome is None else AppealOutcome(row.outcome),
        forward_by=forward_by(row.received_date),
        **texts,
    )
