"""Ask the engine about one home for a case, and keep the answer with all that was known when it was given."""

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, cast
from uuid import UUID, uuid4

from utvag.audit.models import Outcome
from utvag.audit.operations import UNKNOWN_PURPOSE, Subject, one_act, record
from utvag.cases.models import Case
from utvag.cases.queries import Entry
from utvag.cases.rules import CaseState
from utvag.foundation.actors import Actor
from utvag.foundation.periods import Period, nights_from
from utvag.gateways.engine import AboutHome, HomesAnswer
from utvag.placement.engine import ENGINE_VERSION, Match
from utvag.placement.models import Check
from utvag.placement.queries.asking import QuestionsSpent, RegisterUnusable, ask_engine, head_of, match_in
from utvag.placement.queries.placements import check_place
from utvag.placement.rules import Verdict
from utvag.secrecy.envelope import Keyring

ASK_TOO_MUCH: Final = "ASK_TOO_MUCH"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the engine answered about one home, on some days.

    :ivar shown: the answer as case staff may see it.
    :ivar is_answered_for: whether a second person has answered for all that is not checked.
    """

    period: Period
    verdict: Verdict
    step: int | None
    version: int
    shown: Match = field(repr=False)
    is_answered_for: bool
    snapshot: UUID | None
    question: Entry = field(repr=False)


def ask_about(
    actor: Actor,
    case: Case,
    home: str | None,
    period: Period,
    *,
    now: datetime,
    was_shown: bool = False,
    may_lack_needs: bool = False,
    keep_from: Collection[str] = (),
    answered_by: UUID | None = None,
) -> Asked:
    """Ask the engine whether a case's household may live in a home on some days. The caller holds the facts still.

    The engine sees what has been committed: ask before anything is changed.

    :param was_shown: whether the staff have seen this home before, so that it need not be among the first.
    :param may_lack_needs: whether one of whom no needs are stated is asked for as strictly as can be.
    :param keep_from: homes in whose buildings nobody is to be placed now.
    :param answered_by: the check that a second person has answered for, if one has.
    :raises RegisterUnusable: when nothing can be checked, or what the case needs is not known.
    """
    if period.until_date is None:
        raise RegisterUnusable("a stay without an end cannot be asked about")
    question = AboutHome(
        head=head_of(now),
        actor=actor.id,
        case=case.id,
        home=home,
        from_date=period.from_date,
        until_date=period.until_date,
        was_shown=was_shown,
        may_lack_needs=may_lack_needs,
        keep_from=tuple(sorted(keep_from)),
        answered_by=answered_by,
        is_kept=home is not None,
    )
    version, answer = ask_engine(question, HomesAnswer)
    return _asked(answer, case, home, period, version=version, now=now)


@contextmanager
def noting_too_much(actor: Actor, kind: str, subject: UUID, now: datetime) -> Iterator[None]:
    """Let it stay in the log that somebody was stopped who had asked in too many ways; the act itself is undone."""
    try:
        yield
    except QuestionsSpent:
        with one_act(actor=actor, now=now):
            record(
                actor=actor,
                action=ASK_TOO_MUCH,
                subject=Subject(kind, subject),
                purpose=UNKNOWN_PURPOSE,
                now=now,
                outcome=Outcome.DENIED,
            )
        raise


def is_waiting_for(case: Case, period: Period) -> bool:
    """Say whether a case waits for a home on just these days."""
    return case.state == CaseState.WAITING and nights_from(case.start_date, case.nights or 1) == period


def verdict_for(match: Match, code: str | None) -> Verdict:
    """Give the answer about one home; a home that is not among the shown ones is excluded."""
    if any(option.home == code for option in match.candidates):
        return Verdict.CLEAR
    if any(option.home == code for option in match.not_checked):
        return Verdict.NOT_CHECKED
    return Verdict.EXCLUDED


def write_check(*, actor: Actor, case: Case, home_id: UUID, asked: Asked, now: datetime) -> Check:
    """Keep what the engine answered, as case staff may see it, and by which register it can be worked out again."""
    check = Check(
        id=uuid4(),
        case=case,
        home_id=home_id,
        from_date=asked.period.from_date,
        until_date=asked.period.until_date,
        step=asked.step,
        register_version=asked.version,
        engine_version=ENGINE_VERSION,
        snapshot_id=asked.snapshot,
        verdict=asked.verdict.value,
        checked_at=now,
        checked_by=actor.id,
    )
    check.sealed = Keyring().seal(check_place(check), asked.shown.as_json() | {"question": asked.question})
    check.save(force_insert=True)
    return check


def unchecked_in(match: Match) -> frozenset[str]:
    """Give the codes of what is not checked in an answer."""
    return frozenset(str(code) for code in match.unchecked)


def household_of(entry: Entry) -> Entry:
    """Give the part of a case's entry that says who lives together."""
    return {key: entry[key] for key in ("person", "companions") if key in entry}


def household_size(entry: Entry) -> int:
    """Count those who live together."""
    companions = entry.get("companions")
    return 1 + (len(companions) if isinstance(companions, list) else 0)


def _asked(answer: HomesAnswer, case: Case, home: str | None, period: Period, *, version: int, now: datetime) -> Asked:
    """Take an answer in; one that contradicts itself is none.

    :raises RegisterUnusable: when it does.
    """
    shown = match_in(answer, asked_at=now)
    verdict = verdict_for(shown, home)
    is_missing = home is not None and verdict is not Verdict.EXCLUDED and answer.kept is None
    if shown.case != case.code_name or answer.verdict != verdict or is_missing:
        raise RegisterUnusable("an answer that contradicts itself")
    steps = [option.step for option in (*shown.candidates, *shown.not_checked) if option.home == home]
    return Asked(
        period=period,
        verdict=verdict,
        step=steps[0] if steps else None,
        version=version,
        shown=shown,
        is_answered_for=answer.is_answered_for,
        snapshot=None if answer.kept is None else answer.kept.snapshot,
        question={} if answer.kept is None else cast("Entry", json.loads(answer.kept.question)),
    )
