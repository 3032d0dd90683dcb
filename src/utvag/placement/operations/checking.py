"""Ask the check about one home for a case, and keep the answer with all that was known when it was given."""

from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from datetime import date, datetime
from json import dumps
from typing import Final, cast
from uuid import UUID, uuid4
from zlib import compress, decompress

from utvag.cases.models import Case
from utvag.cases.queries import Entry, sealed_entry
from utvag.cases.rules import CaseState
from utvag.foundation.actors import Actor
from utvag.foundation.facts import current_version
from utvag.foundation.periods import Period, nights_from
from utvag.placement.engine import ENGINE_VERSION, Clearance, Match, Put, Register, RegisterInvalid
from utvag.placement.models import Check, RegisterSnapshot
from utvag.placement.queries.placements import check_place
from utvag.placement.queries.register import RegisterUnusable, build_register, snapshot_place
from utvag.placement.rules import Verdict
from utvag.secrecy.envelope import Keyring

# Of one who came with a register file no needs are stated: no lot, so that no agreement carries a home, and she is
# taken to break with her network. The sign is no lot's.
_STRICTEST: Final[Entry] = {"lot": "-", "breaking_from_network": True}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the check answered about one home, on some days.

    :ivar shown: the answer as case staff may see it.
    :ivar unchecked: the codes of all that is not checked, also those that may not be shown.
    """

    period: Period
    verdict: Verdict
    step: int | None
    version: int
    shown: Match
    unchecked: frozenset[str]
    register: Register
    question: Entry
    today: date


def ask_about(
    case: Case,
    home: str | None,
    period: Period,
    *,
    today: date,
    was_shown: bool = False,
    may_lack_needs: bool = False,
) -> Asked:
    """Ask the check whether a case's household may live in a home on some days. The caller holds the facts still.

    :param was_shown: whether the staff have seen this home before, so that it need not be among the first.
    :param may_lack_needs: whether one of whom no needs are stated is asked for as strictly as can be.
    :raises RegisterUnusable: when nothing can be checked, or what the case needs is not known.
    """
    register, version = build_register(today=today)
    question = (_STRICTEST if may_lack_needs else {}) | _question(case, period)
    # A case that has a home does not stand among those that wait: it is asked for as if it did.
    asked = register if is_waiting_for(case, period) else _asking(register, question)
    found = asked.match(case.code_name)
    shown = found.shown_to(Clearance.NONE)
    if was_shown:
        shown = _with_home(shown, found, home)
    steps = [option.step for option in (*shown.candidates, *shown.not_checked) if option.home == home]
    step = steps[0] if steps else None
    return Asked(period, verdict_for(shown, home), step, version, shown, unchecked_in(found), register, question, today)


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
    """Keep what the check answered, as case staff may see it, and all that it knew."""
    check = Check(
        id=uuid4(),
        case=case,
        home_id=home_id,
        from_date=asked.period.from_date,
        until_date=asked.period.until_date,
        step=asked.step,
        register_version=asked.version,
        engine_version=ENGINE_VERSION,
        snapshot=_keep_snapshot(asked, now),
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


def answer_again(check: Check) -> Match:
    """Work a check's answer out again, in full, from what was known when it was given. For operations of this floor."""
    if check.snapshot is None:
        raise RegisterUnusable("nothing was kept with this check")
    keyring = Keyring()
    packed = cast("str", keyring.open(snapshot_place(check.snapshot.id), check.snapshot.sealed).reveal())
    question = cast("Entry", cast("Entry", keyring.open(check_place(check), check.sealed).reveal())["question"])
    register = Register.from_bytes(decompress(b64decode(packed)))
    return _asking(register, question).match(str(question["id"]))


def _with_home(shown: Match, found: Match, home: str | None) -> Match:
    """Add a clear home to what staff may see, where it is not among the first."""
    known = {option.home for option in shown.candidates}
    more = (replace(one, score=None) for one in found.candidates if one.home == home and home not in known)
    return replace(shown, candidates=(*shown.candidates, *more))


def _question(case: Case, period: Period) -> Entry:
    if period.until_date is None:
        raise RegisterUnusable("a stay without an end cannot be asked about")
    return sealed_entry(case, Keyring()) | {
        "id": case.code_name,
        "start": period.from_date.isoformat(),
        "nights": (period.until_date - period.from_date).days,
    }


def _asking(register: Register, question: Entry) -> Register:
    try:
        return register.apply(Put("cases", question))
    except RegisterInvalid as invalid:
        # The faults quote values: they may not travel with the exception.
        raise RegisterUnusable(f"{len(invalid.faults)} faults in what the case needs") from None


def _keep_snapshot(asked: Asked, now: datetime) -> RegisterSnapshot:
    """Keep the whole register file that was asked, sealed: one for each state of the facts and day."""
    stamp = current_version().stamp
    kept = RegisterSnapshot.objects.filter(stamp=stamp, as_of=asked.today).first()
    if kept is not None:
        return kept
    snapshot_id = uuid4()
    document = dumps(asked.register.document, separators=(",", ":"), ensure_ascii=False)
    packed = b64encode(compress(document.encode())).decode()
    return RegisterSnapshot.objects.create(
        id=snapshot_id,
        stamp=stamp,
        as_of=asked.today,
        register_version=asked.version,
        made_at=now,
        sealed=Keyring().seal(snapshot_place(snapshot_id), packed),
    )
