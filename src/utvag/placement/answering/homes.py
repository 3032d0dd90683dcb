"""Which homes a case may have, as far as who asks may know."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final
from uuid import UUID

from utvag.cases.access import case_for
from utvag.cases.models import Case
from utvag.cases.queries import sealed_entry
from utvag.disclosure.queries import cases_open_to
from utvag.disclosure.rules import Party
from utvag.foundation.actors import Actor
from utvag.foundation.periods import Period, nights_from
from utvag.gateways.engine.messages import AboutHome, ForCase, HomesAnswer, InFull, Kept, OptionTold, ReasonsOfHome
from utvag.organisation.models import StaffAccount
from utvag.organisation.rules import Role
from utvag.placement.answering.answers import Ground, NotForAsker, Prepared
from utvag.placement.answering.counting import counted
from utvag.placement.answering.whole import asking, keep_snapshot, register_of_check
from utvag.placement.engine import Clearance, Match, Option, Register
from utvag.placement.models import Check
from utvag.placement.operations.checking import is_waiting_for, unchecked_in, verdict_for
from utvag.placement.queries.asking import RegisterUnusable
from utvag.placement.queries.register import Entry
from utvag.placement.rules import Verdict
from utvag.secrecy.envelope import Keyring

ASK: Final = "ASK_THE_ENGINE"
# Of one who came with a register file no needs are stated: no lot, so that no agreement carries a home, and she is
# taken to break with her network. The sign is no lot's.
_STRICTEST: Final[Entry] = {"lot": "-", "breaking_from_network": True}


def asker_of(account: UUID) -> Actor:
    """Give who asks, with the role that the engine reads itself.

    :raises NotForAsker: when there is no such account.
    """
    role = StaffAccount.objects.filter(pk=account, is_active=True).values_list("role", flat=True).first()
    if role is None:
        raise NotForAsker
    return Actor(account, role)


def for_case(question: ForCase, ground: Ground) -> Prepared:
    """Answer one who is named on a case that waits."""
    case = case_for(asker_of(question.actor), question.case, ground.today, action=ASK).case
    register = ground.register
    if case.code_name not in register.case_ids:
        raise RegisterUnusable("no such case waits")
    entry = _entry(case, nights_from(case.start_date, case.nights or 1))
    return Prepared(
        lambda: _told(register.match(case.code_name).shown_to(Clearance.NONE)),
        counted(question.actor, case.id, entry),
    )


def about_home(question: AboutHome, ground: Ground) -> Prepared:
    """Answer one who is named on a case, about the days that she asks for."""
    case = case_for(asker_of(question.actor), question.case, ground.today, action=ASK).case
    period = Period(question.from_date, question.until_date)
    entry = (_STRICTEST if question.may_lack_needs else {}) | _entry(case, period)
    register = ground.register
    # A case that has a home does not stand among those that wait: it is asked for as if it did.
    asked = register if is_waiting_for(case, period) else asking(register, entry)
    answered_for = _answered_for(question, case)
    # A home that need not be among the first is asked of the whole list: that is a question of its own.
    beside = question.home if question.was_shown else None
    return Prepared(
        lambda: _about(question, ground, asked.match(case.code_name), entry, answered_for),
        counted(question.actor, case.id, entry, *([beside] if beside else [])),
    )


def in_full(question: InFull, ground: Ground) -> Prepared:
    """Answer the police liaison, of a case that is open to the police by consent or another ground."""
    if asker_of(question.actor).role != Role.POLICE_LIAISON:
        raise NotForAsker
    if question.case not in cases_open_to(Party.POLICE, ground.today):
        raise NotForAsker
    code = Case.objects.values_list("code_name", flat=True).get(pk=question.case)
    register = ground.register
    if code not in register.case_ids:
        raise RegisterUnusable("no such case waits")
    return Prepared(lambda: _told(register.match(code)), counted(question.actor, question.case, "in full"))


def _about(
    question: AboutHome, ground: Ground, found: Match, entry: Entry, answered_for: frozenset[str] | None
) -> HomesAnswer:
    register = ground.register
    shown = found.shown_to(Clearance.NONE)
    if question.was_shown:
        shown = _with_home(shown, found, question.home)
    barred = _in_buildings_of(question.keep_from, register)
    shown = replace(shown, candidates=tuple(one for one in shown.candidates if one.home not in barred))
    verdict = verdict_for(shown, question.home)
    kept = None
    if question.is_kept and verdict is not Verdict.EXCLUDED:
        snapshot = keep_snapshot(register, ground.version, today=ground.today, now=ground.moment)
        kept = Kept(snapshot, json.dumps(entry))
    is_answered_for = answered_for is not None and unchecked_in(found) <= answered_for
    return _told(shown, verdict=verdict.value, is_answered_for=is_answered_for, kept=kept)


def _answered_for(question: AboutHome, case: Case) -> frozenset[str] | None:
    """Give all that was not checked, in full, when a second person answered for it."""
    if question.answered_by is None:
        return None
    check = Check.objects.filter(pk=question.answered_by, case=case).select_related("snapshot", "case").first()
    if check is None or check.snapshot is None:
        return None
    return unchecked_in(answer_again(check))


def answer_again(check: Check) -> Match:
    """Work a check's answer out again, in full, from what was known when it was given."""
    register, code = register_of_check(check)
    return register.match(code)


def _entry(case: Case, period: Period) -> Entry:
    if period.until_date is None:
        raise RegisterUnusable("a stay without an end cannot be asked about")
    return sealed_entry(case, Keyring()) | {
        "id": case.code_name,
        "start": period.from_date.isoformat(),
        "nights": (period.until_date - period.from_date).days,
    }


def _with_home(shown: Match, found: Match, home: str | None) -> Match:
    """Add a clear home to what staff may see, where it is not among the first."""
    known = {option.home for option in shown.candidates}
    more = (replace(one, score=None) for one in found.candidates if one.home == home and home not in known)
    return replace(shown, candidates=(*shown.candidates, *more))


def _in_buildings_of(homes: Collection[str], register: Register) -> frozenset[str]:
    """Give all homes that lie in the same buildings as some."""
    table = register.layout.homes.homes
    buildings = {home.building for home in table if home.id in homes}
    return frozenset(home.id for home in table if home.building in buildings)


def _told(match: Match, *, verdict: str = "", is_answered_for: bool = False, kept: Kept | None = None) -> HomesAnswer:
    return HomesAnswer(
        case=match.case,
        unchecked=tuple(str(code) for code in match.unchecked),
        candidates=_options(match.candidates),
        not_checked=_options(match.not_checked),
        excluded=tuple(ReasonsOfHome(one.home, tuple(str(why) for why in one.reasons)) for one in match.excluded),
        verdict=verdict,
        is_answered_for=is_answered_for,
        kept=kept,
    )


def _options(options: Iterable[Option]) -> tuple[OptionTold, ...]:
    """Write options without any score: it would say how far away a threat is."""
    return tuple(OptionTold(one.home, one.provider, one.step) for one in options)
