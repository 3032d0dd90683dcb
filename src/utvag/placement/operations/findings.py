"""Open, renew and resolve what the re-check found; take note of it."""

from datetime import datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import purpose_on
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.placement.access import FINDING, finding_for, is_liaison
from utvag.placement.engine import Match, Recheck
from utvag.placement.models import Finding, Placement
from utvag.placement.queries.findings import finding_place, sealed_reasons, shown_place
from utvag.placement.queries.register import build_register
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


def match_in_full(*, actor: Actor, case_code: str, now: datetime) -> Match | None:
    """Give the police liaison every reason about every home for a waiting case, or None when no such case waits.

    :raises NotVisible: for everybody but the police liaison.
    :raises RegisterUnusable: when nothing can be checked.
    """
    with one_act(actor=actor, now=now):
        require_liaison(actor, MATCH_IN_FULL)
        register, version = build_register(today=day_of(now))
        record(
            actor=actor,
            action=MATCH_IN_FULL,
            subject=Subject("CASE"),
            purpose=LIAISON_PURPOSE,
            now=now,
            register_version=version,
        )
        held = Placement.objects.filter(case__code_name=case_code, state=PlacementState.PLANNED)
        return register.match(case_code) if case_code in register.case_ids and not held.exists() else None


def hold_findings(recheck: Recheck, *, version: int, now: datetime) -> None:
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


def found_by(recheck: Recheck) -> dict[tuple[str, FindingKind], tuple[str, ...]]:
    """Give what a re-check found, by placement and kind."""
    colliding = {
        (one.placement, FindingKind.COLLIDING): tuple(str(reason) for reason in one.reasons)
        for one in recheck.colliding
    }
    unverified = {
        (one.placement, FindingKind.NOT_CHECKED): tuple(str(code) for code in one.unchecked)
        for one in recheck.not_checked
    }
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
