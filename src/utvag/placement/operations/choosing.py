"""Check the homes for a case, and choose one of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Q

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE, OpenedCase, case_for, may_choose
from utvag.cases.models import Case
from utvag.cases.queries import sealed_entry
from utvag.cases.rules import CaseState
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.foundation.facts import announce, lock_facts
from utvag.foundation.periods import Period, nights_from
from utvag.gateways.engine import ForCase, HomesAnswer
from utvag.placement.engine import Match
from utvag.placement.models import Check, Placement
from utvag.placement.operations.checking import (
    ask_about,
    household_of,
    household_size,
    noting_too_much,
    write_check,
)
from utvag.placement.queries.asking import ask_engine, head_of, match_in
from utvag.placement.queries.register import placement_place
from utvag.placement.rules import LIVE, PlacementOrigin, PlacementState, Refusal, Verdict
from utvag.providers.queries import HomeShape, home_code, home_shapes
from utvag.secrecy.envelope import Keyring

CHECK_HOMES, CHOOSE_HOME = "CHECK_HOMES", "CHOOSE_HOME"
REFUSED = "REFUSED"


class UnableToChoose(Unable):
    """The home cannot be chosen; ``refusal`` says as much as the actor may know."""


@dataclass(frozen=True, slots=True)
class OfferedHome:
    """A home that may be chosen, in the order in which the actor may see them."""

    home: HomeShape
    step: int


@dataclass(frozen=True, slots=True)
class ExcludedHome:
    """A home that cannot be used, for reasons that the actor may know."""

    home: HomeShape
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HomesForCase:
    """The answer of the check as case staff may see it. Nothing in it separates "full" from "too near"."""

    case_id: UUID
    case_code: str
    unchecked: tuple[str, ...]
    candidates: tuple[OfferedHome, ...]
    not_checked: tuple[OfferedHome, ...]
    excluded: tuple[ExcludedHome, ...]
    register_version: int
    checked_at: datetime


def check_homes(*, actor: Actor, case_id: UUID, now: datetime) -> HomesForCase:
    """Ask the engine about every home for a case; one row in the log says with which facts and answer.

    :raises NotVisible: when the actor is not named on the case.
    :raises UnableToChoose: when the case does not wait for a home, or one is held for it.
    :raises RegisterUnusable: when nothing can be checked.
    """
    with noting_too_much(actor, CASE, case_id, now), one_act(actor=actor, now=now):
        opened = case_for(actor, case_id, day_of(now), action=CHECK_HOMES)
        if opened.case.state != CaseState.WAITING:
            raise UnableToChoose(Refusal.CASE_NOT_WAITING)
        if holds_home(case_id):
            raise UnableToChoose(Refusal.ALREADY_PROPOSED)
        question = ForCase(head_of(now), actor.id, case_id)
        version, answer = ask_engine(question, HomesAnswer)
        shown = match_in(answer, asked_at=now)
        record(
            actor=actor,
            action=CHECK_HOMES,
            subject=Subject(CASE, case_id, case_id),
            purpose=opened.purpose,
            now=now,
            register_version=version,
            verdict=_verdict_of(shown),
        )
        return _answer(opened.case, shown, version, now)


def choose_home(
    *, actor: Actor, case_id: UUID, home_id: UUID, reason: str, now: datetime, draft_revision: int = 0
) -> UUID:
    """Choose a home for a case, and give the placement's id. Clear: it is planned. Not checked: a second one decides.

    Nobody has moved in yet: the bed is held, and the case waits on until ``start_placement``.

    The check is made again under the lock of the facts, so that it is true when it is written. A second, identical
    choice finds the first.

    :param draft_revision: the actor's draft that the form was sent from; it goes in the same transaction.
    :raises NotVisible: when the actor is not named on the case, or her role does not choose.
    :raises UnableToChoose: when it cannot be done; a home that cannot be used is never said to be so, or why.
    :raises RegisterUnusable: when nothing can be checked.
    """
    with noting_too_much(actor, CASE, case_id, now), one_act(actor=actor, now=now):
        lock_facts()
        opened = case_for(actor, case_id, day_of(now), action=CHOOSE_HOME)
        if not may_choose(actor):
            raise NotVisible(CHOOSE_HOME, CASE, case_id)
        outcome = _chosen_before(actor, case_id, home_id) or _choose(actor, opened, home_id, reason, now)
        if isinstance(outcome, Refusal):
            _record(actor, opened, Subject("HOME", home_id, case_id), verdict=REFUSED, now=now)
        else:
            draft = DraftKey(FormKind.CHOOSE_HOME, case_id, home_id)
            drop_sent_draft(actor=actor, key=draft, revision=draft_revision, now=now)
    # After the commit: that somebody tried a home that cannot be used stays in the log.
    if isinstance(outcome, Refusal):
        raise UnableToChoose(outcome)
    return outcome


def _choose(actor: Actor, opened: OpenedCase, home_id: UUID, reason: str, now: datetime) -> UUID | Refusal:
    case = opened.case
    period = nights_from(case.start_date, case.nights or 1)
    if not reason.strip():
        return Refusal.REASON_MISSING
    if case.state != CaseState.WAITING:
        return Refusal.CASE_NOT_WAITING
    if _has_live_placement(case.id, period):
        return Refusal.ALREADY_PROPOSED
    asked = ask_about(actor, case, home_code(home_id), period, now=now)
    if asked.verdict is Verdict.EXCLUDED:
        return Refusal.HOME_NOT_AVAILABLE
    check = write_check(actor=actor, case=case, home_id=home_id, asked=asked, now=now)
    placement = write_placement(
        actor=actor, case=case, check=check, period=period, reason=reason, now=now, origin=PlacementOrigin.CHOSEN
    )
    subject = Subject("PLACEMENT", placement.id, case.id)
    _record(actor, opened, subject, verdict=asked.verdict, now=now, version=asked.version)
    announce(cause=CHOOSE_HOME, subject=placement.id, now=now)
    return placement.id


def write_placement(
    *,
    actor: Actor,
    case: Case,
    check: Check,
    period: Period,
    reason: str,
    now: datetime,
    origin: PlacementOrigin,
    **other: object,
) -> Placement:
    """Write a placement by its check: planned where the home is clear, else a proposal. Part of a larger operation."""
    placement_id, keyring = uuid4(), Keyring()
    entry = sealed_entry(case, keyring)
    is_clear = check.verdict == Verdict.CLEAR
    values = {
        "state": (PlacementState.PLANNED if is_clear else PlacementState.PROPOSED).value,
        "household_size": household_size(entry),
    } | other
    return Placement.objects.create(
        id=placement_id,
        code=f"PL-{placement_id.hex[:12]}",
        case=case,
        home_id=check.home_id,
        from_date=period.from_date,
        until_date=period.until_date,
        agreed_until=period.until_date,
        step=check.step,
        origin=origin.value,
        check_made=check,
        verdict=check.verdict,
        proposed_by=actor.id,
        proposed_at=now,
        sealed=keyring.seal(placement_place(case.id, placement_id), household_of(entry) | {"reason": reason.strip()}),
        **values,
    )


def _chosen_before(actor: Actor, case_id: UUID, home_id: UUID) -> UUID | None:
    """Find the placement that a repeated form has already made."""
    rows = Placement.objects.filter(case=case_id, home=home_id, proposed_by=actor.id, origin=PlacementOrigin.CHOSEN)
    return rows.filter(state__in=[state.value for state in LIVE]).values_list("pk", flat=True).first()


def holds_home(case_id: UUID) -> bool:
    """Say whether a home is held for a case that still waits: chosen, and nobody has moved in."""
    return Placement.objects.filter(case=case_id, state=PlacementState.PLANNED).exists()


def _has_live_placement(case_id: UUID, period: Period) -> bool:
    rows = Placement.objects.filter(case=case_id, state__in=[state.value for state in LIVE])
    begun = Q() if period.until_date is None else Q(from_date__lt=period.until_date)
    return rows.filter(begun, Q(until_date__isnull=True) | Q(until_date__gt=period.from_date)).exists()


def _verdict_of(shown: Match) -> Verdict:
    if shown.candidates:
        return Verdict.CLEAR
    return Verdict.NOT_CHECKED if shown.not_checked else Verdict.EXCLUDED


def _answer(case: Case, shown: Match, version: int, now: datetime) -> HomesForCase:
    codes = [option.home for option in (*shown.candidates, *shown.not_checked)]
    homes = home_shapes([*codes, *(one.home for one in shown.excluded)])
    return HomesForCase(
        case_id=case.id,
        case_code=case.code_name,
        unchecked=tuple(str(code) for code in shown.unchecked),
        candidates=tuple(OfferedHome(homes[option.home], option.step) for option in shown.candidates),
        not_checked=tuple(OfferedHome(homes[option.home], option.step) for option in shown.not_checked),
        excluded=tuple(
            ExcludedHome(homes[one.home], tuple(str(reason) for reason in one.reasons)) for one in shown.excluded
        ),
        register_version=version,
        checked_at=now,
    )


def _record(
    actor: Actor, opened: OpenedCase, subject: Subject, *, verdict: str, now: datetime, version: int | None = None
) -> None:
    record(
        actor=actor,
        action=CHOOSE_HOME,
        subject=subject,
        purpose=opened.purpose,
        now=now,
        register_version=version,
        verdict=verdict,
    )
