"""Open, renew and resolve what the re-check found; take note of it."""

from datetime import datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import purpose_on
from utvag.cases.models import Case
from utvag.cases.rules import CaseState
from utvag.disclosure.queries import cases_open_to
from utvag.disclosure.rules import Party
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.gateways.engine import HomesAnswer, InFull, StaysAnswer
from utvag.placement.access import FINDING, finding_for, is_liaison
from utvag.placement.engine import Match
from utvag.placement.models import Finding, Placement
from utvag.placement.queries.asking import ask_engine, head_of, match_in
from utvag.placement.queries.findings import finding_place, sealed_reasons, shown_place
from utvag.placement.rules import FindingKind, PlacementState, open_codes
from utvag.secrecy.envelope import Keyring
from utvag.threats.access import require_liaison
from utvag.threats.queries import LIAISON_PURPOSE

ACKNOWLEDGE, MATCH_IN_FULL = "ACKNOWLEDGE_FINDING", "MATCH_IN_FULL"


def acknowledge_finding(*, actor: Actor, finding_id: UUID, now: datetime) -> None:
    """Take note of a finding: somebody acts on it. It stays open until a re-check no longer finds it.

    :raises NotVisible: unless the actor is named on the case, or is the police liaison.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        finding = finding_for(actor, finding_id, today, action=ACKNOWLEDGE)
        case_id = finding.placement.case_id
        Finding.objects.filter(pk=finding.pk, acknowledged_at__isnull=True).update(
            acknowledged_by=actor.id, acknowledged_at=now
        )
        record(
            actor=actor,
            action=ACKNOWLEDGE,
            subject=Subject(FINDING, finding_id, case_id),
            purpose=LIAISON_PURPOSE if is_liaison(actor) else purpose_on(actor, case_id, today),
            now=now,
        )


def match_in_full(*, actor: Actor, case_id: UUID, now: datetime) -> Match | None:
    """Give the police liaison every reason about every home for a waiting case that is open to the police, or None.

    The engine asks for itself whether the case is open to them by consent or another ground.

    :raises NotVisible: for everybody but the police liaison.
    :raises RegisterUnusable: when nothing can be checked.
    """
    with one_act(actor=actor, now=now):
        require_liaison(actor, MATCH_IN_FULL)
        waiting = Case.objects.filter(pk=case_id, state=CaseState.WAITING.value)
        held = Placement.objects.filter(case=case_id, state=PlacementState.PLANNED)
        version, found = None, None
        if waiting.exists() and not held.exists() and case_id in cases_open_to(Party.POLICE, day_of(now)):
            version, answer = ask_engine(InFull(head_of(now), actor.id, case_id), HomesAnswer)
            found = match_in(answer, asked_at=now)
        record(
            actor=actor,
            action=MATCH_IN_FULL,
            subject=Subject("CASE"),
            purpose=LIAISON_PURPOSE,
            now=now,
            register_version=version,
        )
        return found


def hold_findings(recheck: StaysAnswer, *, version: int, now: datetime) -> None:
    """Make the open findings those of a re-check: open new ones, renew those that grew, resolve the rest.

    Part of a larger operation. One that somebody has acknowledged comes up again when a reason is added to it.
    """
    found = found_by(recheck)
    keyring = Keyring()
    for row in Finding.objects.filter(resolved_at__isnull=True).select_related("placement"):
        key = (row.placement.code, FindingKind(row.kind))
        if key in found:
            _renew(row, found.pop(key), keyring, version, now)
        else:
            Finding.objects.filter(pk=row.pk).update(resolved_at=now)
    placements = {row.code: row for row in Placement.objects.filter(code__in={code for code, _ in found})}
    for (code, kind), reasons in found.items():
        row = Finding(id=uuid4(), placement=placements[code], kind=kind.value, register_version=version, found_at=now)
        _seal(row, reasons, keyring)
        row.save(force_insert=True)


def found_by(recheck: StaysAnswer) -> dict[tuple[str, FindingKind], tuple[str, ...]]:
    """Give what a re-check found, by placement and kind."""
    colliding = {(one.placement, FindingKind.COLLIDING): one.codes for one in recheck.colliding}
    unverified = {(one.placement, FindingKind.NOT_CHECKED): one.codes for one in recheck.not_checked}
    return colliding | unverified


def _renew(row: Finding, reasons: tuple[str, ...], keyring: Keyring, version: int, now: datetime) -> None:
    held = sealed_reasons(row, keyring)
    if held == reasons:
        return
    _seal(row, reasons, keyring)
    row.register_version = version
    if not set(reasons) <= set(held):
        row.found_at, row.acknowledged_by, row.acknowledged_at = now, None, None
    row.save(update_fields=["sealed", "shown", "register_version", "found_at", "acknowledged_by", "acknowledged_at"])


def _seal(row: Finding, reasons: tuple[str, ...], keyring: Keyring) -> None:
    """Seal the reasons for the police liaison, and for case staff the codes that they may know."""
    shown = () if row.kind == FindingKind.COLLIDING else open_codes(reasons)
    row.sealed = keyring.seal(finding_place(row.id), list(reasons))
    row.shown = keyring.seal(shown_place(row), list(shown))
