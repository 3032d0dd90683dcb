"""Make reserve homes by night, and open them when it burns."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.queries import staff_of
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.emergency.access import RESERVES, opening_for
from utvag.emergency.models import AddressDisclosed, OpeningNotice, ReserveOpening, ReserveSet
from utvag.emergency.operations.errors import UnableToOpen
from utvag.emergency.operations.steps import mark_by_itself
from utvag.emergency.queries.reserves import homes_of_set, latest_set, opening_place, set_place
from utvag.emergency.rules import (
    DisclosedState,
    OpeningGround,
    Refusal,
    SetCause,
    StepKind,
)
from utvag.foundation.actors import WORKER, Actor
from utvag.foundation.clock import day_of
from utvag.foundation.facts import lock_facts
from utvag.gateways.engine import AllReserves, OneReserve, ReservesAnswer, ReserveSetTold
from utvag.placement.access import placement_for
from utvag.placement.engine import ENGINE_VERSION
from utvag.placement.models import Finding, Placement
from utvag.placement.queries import RegisterUnusable
from utvag.placement.queries.asking import ask_engine, head_of
from utvag.placement.rules import PlacementState, Verdict
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind

MAKE, OPEN, SEEN = "MAKE_RESERVES", "OPEN_RESERVES", "ACKNOWLEDGE_OPENING"
MAKE_PURPOSE = "RESERVE_HOMES"


@dataclass(frozen=True, slots=True)
class DueSet:
    """A placement that is to have a set of reserve homes, and the collision that is why, where one is."""

    placement: Placement
    finding: Finding | None


def make_sets(due: Iterable[DueSet], *, night: date, now: datetime) -> int:
    """Work out reserve homes for some placements together and write them; say how many sets were written.

    The working out holds nothing still: the facts are those of one version, which the set names, and what is opened
    is checked again. What has a set already, or stands no longer, is left out when it is written.

    :raises RegisterUnusable: when nothing can be checked.
    """
    wanted = list(due)
    question = AllReserves(head_of(now), tuple(one.placement.pk for one in wanted))
    version, answer = ask_engine(question, ReservesAnswer)
    found = {one.placement: one for one in answer.sets}
    keyring = Keyring().fetch(KeyKind.CASE, {one.placement.case_id for one in wanted})
    with transaction.atomic(durable=True):
        standing = _standing_still([one.placement.pk for one in wanted], night)
        rows = [one for one in wanted if (one.placement.pk, one.finding is None) in standing]
        for one in rows:
            _write_set(one, found[one.placement.pk], keyring, version=version, night=night, now=now)
    return len(rows)


def open_reserves(
    *,
    actor: Actor,
    placement_id: UUID,
    ground: OpeningGround,
    reason: str,
    now: datetime,
    draft_revision: int = 0,
) -> UUID:
    """Open the reserve homes of a placement, check each again, and tell the others on the case; give the opening's id.

    The facts are held still, so two who open at once come one after the other: a bed that one of them has just been
    shown is not shown to the other for two hours, or until the first has been placed.

    :raises NotVisible: unless the actor is named on the case.
    :raises UnableToOpen: when there are none, nothing gives the right to, or nothing can be checked.
    """
    with one_act(actor=actor, now=now):
        lock_facts()
        opened = placement_for(actor, placement_id, day_of(now), action=OPEN)
        row = opened.placement
        if row.state != PlacementState.STANDING:
            raise UnableToOpen(Refusal.NOT_STANDING)
        if not reason.strip():
            raise UnableToOpen(Refusal.REASON_MISSING)
        event = _ground_for(row, ground)
        held = latest_set(placement_id)
        if held is None or not held.count:
            raise UnableToOpen(Refusal.NO_RESERVES)
        opening = _open(actor, held, event, reason, now)
        _tell_the_others(opening, actor, now)
        if event is not None:
            mark_by_itself(event, StepKind.RESERVES_OPENED, actor=actor, now=now)
        draft = DraftKey(FormKind.OPEN_RESERVES, row.case_id, row.id)
        drop_sent_draft(actor=actor, key=draft, revision=draft_revision, now=now)
        record(
            actor=actor,
            action=OPEN,
            subject=Subject(RESERVES, opening.id, row.case_id),
            purpose=opened.purpose,
            now=now,
            register_version=opening.register_version,
        )
    return opening.id


def acknowledge_opening(*, actor: Actor, opening_id: UUID, now: datetime) -> UUID:
    """Take note that somebody opened the reserve homes; give the placement's id.

    :raises NotVisible: unless the actor is named on the case.
    """
    with one_act(actor=actor, now=now):
        opening = opening_for(actor, opening_id, day_of(now), action=SEEN)
        OpeningNotice.objects.filter(opening=opening, account=actor.id, read_at__isnull=True).update(read_at=now)
        subject = Subject(RESERVES, opening_id, opening.case_id)
        record(actor=actor, action=SEEN, subject=subject, purpose=MAKE_PURPOSE, now=now)
        return opening.placement_id


def _ground_for(row: Placement, ground: OpeningGround) -> AddressDisclosed | None:
    """Give the event that opens the homes; an acute reason needs none.

    :raises UnableToOpen: when an event is claimed and there is none.
    """
    if ground is OpeningGround.ACUTE:
        return None
    event = AddressDisclosed.objects.filter(placement=row, state=DisclosedState.OPEN.value).first()
    if event is None:
        raise UnableToOpen(Refusal.NOTHING_DISCLOSED)
    return event


def _open(actor: Actor, held: ReserveSet, event: AddressDisclosed | None, reason: str, now: datetime) -> ReserveOpening:
    keyring = Keyring()
    homes, row = homes_of_set(held, keyring), held.placement
    try:
        version, answer = ask_engine(OneReserve(head_of(now), actor.id, row.id), ReservesAnswer)
    except RegisterUnusable:
        raise UnableToOpen(Refusal.CANNOT_CHECK) from None
    if [one.placement for one in answer.sets] != [row.id]:
        raise UnableToOpen(Refusal.CANNOT_CHECK)
    size, clear = answer.sets[0].size, answer.sets[0].homes
    opening = ReserveOpening(
        id=uuid4(),
        reserve_set=held,
        placement=row,
        case_id=row.case_id,
        ground=(OpeningGround.ACUTE if event is None else OpeningGround.ADDRESS_DISCLOSED).value,
        disclosed=event,
        register_version=version,
        opened_at=now,
        opened_by=actor.id,
    )
    shown = [{"home": home, "is_clear": home in clear} for home in homes]
    opening.sealed = keyring.seal(opening_place(opening), {"reason": reason.strip(), "size": size, "homes": shown})
    opening.save(force_insert=True)
    return opening


def _tell_the_others(opening: ReserveOpening, actor: Actor, now: datetime) -> None:
    others = {one.staff.id for one in staff_of(opening.case_id, day_of(now))} - {actor.id}
    OpeningNotice.objects.bulk_create(OpeningNotice(opening=opening, account_id=one) for one in sorted(others))


def _standing_still(placement_ids: Collection[UUID], night: date) -> set[tuple[UUID, bool]]:
    """Say, of some placements, which still stand; and for which of them a set by night is still to be made."""
    rows = Placement.objects.filter(pk__in=placement_ids, state=PlacementState.STANDING.value).select_for_update()
    standing = set(rows.order_by("pk").values_list("pk", flat=True))
    made = ReserveSet.objects.filter(placement__in=standing, night=night, cause=SetCause.NIGHT.value)
    without = standing - set(made.values_list("placement", flat=True))
    return {(one, True) for one in without} | {(one, False) for one in standing}


def _write_set(
    due: DueSet,
    found: ReserveSetTold,
    keyring: Keyring,
    *,
    version: int,
    night: date,
    now: datetime,
) -> None:
    placement, homes = due.placement, found.homes
    row = ReserveSet(
        id=uuid4(),
        placement=placement,
        case_id=placement.case_id,
        night=night,
        cause=(SetCause.NIGHT if due.finding is None else SetCause.COLLISION).value,
        finding=due.finding,
        made_at=now,
        register_version=version,
        engine_version=ENGINE_VERSION,
        verdict=(Verdict.CLEAR if homes else Verdict(found.verdict)).value,
        count=len(homes),
    )
    row.sealed = keyring.seal(set_place(row), {"homes": list(homes)})
    row.save(force_insert=True)
    record(
        actor=WORKER,
        action=MAKE,
        subject=Subject(RESERVES, row.id, placement.case_id),
        purpose=MAKE_PURPOSE,
        now=now,
        register_version=version,
        verdict=row.verdict,
    )
