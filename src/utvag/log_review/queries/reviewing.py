"""Read what the reviewer is to judge. She sees code names, roles and names of employees; no person and no place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final, cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.audit.queries import done_by
from utvag.break_glass.queries import OpeningLine, openings
from utvag.cases.queries import code_names
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of, moment_of
from utvag.log_review.access import ITEM, REVIEW, item_for, items_for, require_reviewer
from utvag.log_review.models import Flag, Item, Judgement, Sample
from utvag.log_review.queries.sealing import flag_place, judgement_place
from utvag.log_review.rules import Judged, Origin, Rule, may_follow, purpose_for, words_for
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.secrecy.envelope import Keyring, open_

#: How many are shown of what is done with.
SHOWN_DONE: Final = 20
AROUND: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One access in the reviewer's list.

    :ivar last: what was said of it last; None before it is judged.
    """

    id: UUID
    origin: Origin
    rule: Rule | None
    name: str = field(repr=False)
    role: str
    code_name: str
    words: str
    at: datetime
    last: Judged | None
    follow_up_date: date | None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class SampleLine:
    """A week's sample: what it was drawn of, and how it can be drawn again."""

    week: date
    checkpoint: int
    accesses: int
    drawn: int


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The reviewer's list.

    :ivar flagged: what is flagged and not judged; the most pressing rules first.
    :ivar sampled: what is drawn and not judged.
    :ivar followed: what waits for an answer, the earliest day first.
    :ivar emergencies: the cases opened in an emergency, what nobody has reviewed first; judged on pages of their own.
    :ivar own_unit: how many she may not judge herself.
    """

    emergencies: tuple[OpeningLine, ...]
    flagged: tuple[ItemLine, ...]
    sampled: tuple[ItemLine, ...]
    followed: tuple[ItemLine, ...]
    done: tuple[ItemLine, ...]
    samples: tuple[SampleLine, ...]
    own_unit: int


@dataclass(frozen=True, slots=True)
class JudgementShape:
    """What a reviewer said of an access."""

    number: int
    outcome: Judged
    at: datetime
    by: str = field(repr=False)
    text: str = field(repr=False)
    follow_up_date: date | None


@dataclass(frozen=True, slots=True)
class ItemShape:
    """One access as the reviewer reads it.

    :ivar question: what the one who holds the case asked, where she did.
    :ivar rows: how many rows of the log the flag names.
    :ivar choices: what may be said of it now; none when it is done with.
    """

    line: ItemLine
    purpose: str
    is_denied: bool
    rows: int
    question: str = field(repr=False)
    judgements: tuple[JudgementShape, ...]
    choices: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """One thing that the employee did in the days around an access."""

    at: datetime
    words: str
    code_name: str
    purpose: str
    is_denied: bool


def review_page(*, actor: Actor, now: datetime) -> ReviewPage:
    """Give what waits for the reviewer, and what she has done last. Names of employees, no person.

    :raises NotVisible: for everybody but a reviewer.
    """
    with one_act(actor=actor, now=now):
        require_reviewer(actor, "LIST_REVIEW")
        record(actor=actor, action="LIST_REVIEW", subject=Subject("LOG"), purpose=REVIEW, now=now)
        rows = list(items_for(actor).select_related("flag").order_by("at", "pk"))
        last = last_judgements(row.id for row in rows)
        lines = _lines(rows, last, day_of(now))
        order = list(Rule)
        flagged = (line for line in lines if line.last is None and line.rule is not None)
        return ReviewPage(
            emergencies=emergencies(actor, now),
            flagged=tuple(sorted(flagged, key=lambda line: (order.index(line.rule or Rule.SWEEP), line.at))),
            sampled=tuple(line for line in lines if line.last is None and line.rule is None),
            followed=tuple(sorted((x for x in lines if x.last and x.last.leaves_open), key=_by_day)),
            done=tuple(reversed([x for x in lines if x.last and not x.last.leaves_open]))[:SHOWN_DONE],
            samples=tuple(SampleLine(x.week, x.checkpoint, x.accesses, x.drawn) for x in _samples()),
            own_unit=Item.objects.filter(judgements__isnull=True).count() - sum(line.last is None for line in lines),
        )


def emergencies(actor: Actor, now: datetime, since: datetime | None = None) -> tuple[OpeningLine, ...]:
    """Give the flagged emergencies: those that wait and those last reviewed, or all since a moment."""
    flags = Flag.objects.filter(rule=Rule.BREAK_GLASS.value, opening__isnull=False)
    ids = [one for one in flags.values_list("opening", flat=True) if one is not None]
    found = openings(actor=actor, opening_ids=ids, now=now)
    if since is not None:
        return tuple(line for line in found if line.opened_at >= since)
    waiting = sum(line.reviewed_at is None for line in found)
    return found[: waiting + SHOWN_DONE]


def item_shape(*, actor: Actor, item_id: UUID, now: datetime) -> ItemShape:
    """Give one access to judge, and what was said of it before.

    :raises NotVisible: for everybody but the reviewer who may judge it.
    """
    with one_act(actor=actor, now=now):
        row = item_for(actor, item_id, action="OPEN_REVIEW_ITEM")
        subject = Subject(ITEM, row.id, row.case_id)
        record(actor=actor, action="OPEN_REVIEW_ITEM", subject=subject, purpose=REVIEW, now=now)
        judged = last_judgements([row.id])
        (line,) = _lines([row], judged, day_of(now))
        return ItemShape(
            line=line,
            purpose=purpose_for(row.purpose),
            is_denied=row.is_denied,
            rows=1 if row.flag is None else len(row.flag.entries),
            question=_question(row),
            judgements=judgements_of(row),
            choices=may_follow(line.last),
        )


def around_item(*, actor: Actor, item_id: UUID, now: datetime) -> tuple[ItemLine, tuple[Around, ...]]:
    """Give what the employee did in the three days before and after an access, newest first. It is a row in the log.

    :raises NotVisible: for everybody but the reviewer who may judge it.
    """
    with one_act(actor=actor, now=now):
        row = item_for(actor, item_id, action="ASK_WHAT_WAS_DONE")
        looks = done_by(
            actor=actor,
            why=REVIEW,
            account_id=row.account_id,
            from_at=_start_of(row.at - AROUND),
            until_at=_start_of(row.at + AROUND + timedelta(days=1)),
            now=now,
        )
        names = code_names({look.case for look in looks if look.case is not None})
        (line,) = _lines([row], last_judgements([row.id]), day_of(now))
        found = (
            Around(
                look.at,
                words_for(look.action),
                names.get(look.case, "") if look.case is not None else "",
                purpose_for(look.purpose),
                look.is_denied,
            )
            for look in reversed(looks)
        )
        return line, tuple(found)


def judgements_of(row: Item) -> tuple[JudgementShape, ...]:
    """Give what was said of an access, in order. The caller has asked whether the actor may read it."""
    rows = list(row.judgements.order_by("number"))
    by, keyring = staff_shapes({one.reviewer_id for one in rows}), Keyring()
    return tuple(
        JudgementShape(
            one.number,
            Judged(one.outcome),
            one.at,
            by[one.reviewer_id].display_name,
            _text(keyring.open(judgement_place(one.account_id, one.id), one.sealed).reveal()),
            one.follow_up_date,
        )
        for one in rows
    )


def last_judgements(item_ids: Iterable[UUID]) -> dict[UUID, Judgement]:
    """Give what was said last of some accesses."""
    rows = Judgement.objects.filter(item__in=list(item_ids)).order_by("item", "-number").distinct("item")
    return {row.item_id: row for row in rows}


def item_lines(rows: Iterable[Item], today: date) -> tuple[ItemLine, ...]:
    """Give accesses as lines. The caller has asked whether the actor may read them."""
    known = list(rows)
    return _lines(known, last_judgements(row.id for row in known), today)


def _lines(rows: Iterable[Item], last: Mapping[UUID, Judgement], today: date) -> tuple[ItemLine, ...]:
    known = list(rows)
    staff = staff_shapes({row.account_id for row in known})
    names = code_names({row.case_id for row in known if row.case_id is not None})
    return tuple(_line(row, last.get(row.id), staff[row.account_id], names, today) for row in known)


def _line(row: Item, said: Judgement | None, who: StaffShape, names: Mapping[UUID, str], today: date) -> ItemLine:
    day = None if said is None else said.follow_up_date
    return ItemLine(
        id=row.id,
        origin=Origin(row.origin),
        rule=None if row.flag is None else Rule(row.flag.rule),
        name=who.display_name,
        role=who.role.swedish,
        code_name=names.get(row.case_id, "") if row.case_id is not None else "",
        words=words_for(row.action),
        at=row.at,
        last=None if said is None else Judged(said.outcome),
        follow_up_date=day,
        is_late=day is not None and day < today,
    )


def _question(row: Item) -> str:
    if row.flag is None or row.flag.sealed is None:
        return ""
    return _text(open_(flag_place(row.account_id, row.flag.id), row.flag.sealed).reveal())


def _text(opened: object) -> str:
    return cast("dict[str, str]", opened)["text"]


def _samples() -> list[Sample]:
    return list(Sample.objects.order_by("-week")[:4])


def _by_day(line: ItemLine) -> tuple[date, datetime]:
    return (line.follow_up_date or date.max, line.at)


def _start_of(moment: datetime) -> datetime:
    return moment_of(day_of(moment), time())
