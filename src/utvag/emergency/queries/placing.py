"""What one who must place at once has to choose among, or what is missing first."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE
from utvag.cases.models import Case
from utvag.cases.rules import CaseState
from utvag.decisions.access.mandates import delegate_of
from utvag.decisions.rules import Refusal as NoMandate
from utvag.emergency.access import placing_on
from utvag.emergency.models import AddressDisclosed
from utvag.emergency.queries.reserves import shown_as_clear
from utvag.emergency.queries.what_if import disclosed_homes
from utvag.emergency.rules import DisclosedState, OpeningGround, Refusal
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.periods import Period
from utvag.law.decision_types import DecisionType
from utvag.placement.models import Placement
from utvag.placement.operations import AcuteHomes, UnableToStart, homes_for_acute
from utvag.placement.queries import RegisterUnusable
from utvag.placement.rules import PlacementState, Verdict
from utvag.providers.queries import HomeShape, home_shapes

CHECK = "CHECK_ACUTE_HOMES"
MAY_BE_PLACED = (CaseState.WAITING, CaseState.PLACED)


@dataclass(frozen=True, slots=True)
class AcuteChoice:
    """What may be chosen now.

    :ivar refusal: why nothing can be chosen; None where a home can be.
    :ivar reserves: the reserve homes that are held for the household since they were opened.
    :ivar not_checked: how many homes only a second person may say yes to.
    :ivar moves_from: the home that the household leaves, where it has one.
    """

    case_id: UUID
    refusal: Refusal | None
    ground: OpeningGround
    moves_from: UUID | None
    period: Period | None = None
    clear: tuple[HomeShape, ...] = field(default=(), repr=False)
    reserves: tuple[HomeShape, ...] = field(default=(), repr=False)
    not_checked: int = 0
    unchecked: tuple[str, ...] = ()

    @property
    def homes(self) -> tuple[HomeShape, ...]:
        """Give everything that may be chosen, the reserve homes first."""
        return (*self.reserves, *self.clear)


def acute_choice(*, actor: Actor, case_id: UUID, now: datetime) -> AcuteChoice:
    """Ask the check what a household may have tonight; the log says with which facts and answer.

    :raises NotVisible: unless the actor is named on the case, and is on call or its section head.
    """
    with one_act(actor=actor, now=now):
        opened = placing_on(actor, case_id, day_of(now), action=CHECK)
        row = standing_of(case_id, day_of(now))
        left = None if row is None else row.id
        ground = OpeningGround.ACUTE if row is None or open_event(row) is None else OpeningGround.ADDRESS_DISCLOSED
        refusal = _refused(actor, opened.case, now)
        homes = _homes(actor, case_id, row, now) if refusal is None else refusal
        subject, purpose = Subject(CASE, case_id, case_id), opened.purpose
        if isinstance(homes, Refusal):
            record(actor=actor, action=CHECK, subject=subject, purpose=purpose, now=now)
            return AcuteChoice(case_id, homes, ground, left)
        choice = _choice(case_id, homes, ground, row, now)
        verdict = Verdict.CLEAR if choice.homes else Verdict.NOT_CHECKED if choice.not_checked else Verdict.EXCLUDED
        version = homes.version
        record(
            actor=actor,
            action=CHECK,
            subject=subject,
            purpose=purpose,
            now=now,
            register_version=version,
            verdict=verdict,
        )
        return choice


def standing_of(case_id: UUID, today: date) -> Placement | None:
    """Give the placement in which the household lives today. The caller has passed the wall."""
    rows = Placement.objects.filter(case=case_id, state=PlacementState.STANDING.value, from_date__lte=today)
    return rows.filter(Q(until_date__isnull=True) | Q(until_date__gt=today)).select_related("home").first()


def open_event(row: Placement) -> AddressDisclosed | None:
    """Give the open event of a placement whose address is disclosed. The caller has passed the wall."""
    return AddressDisclosed.objects.filter(placement=row, state=DisclosedState.OPEN.value).first()


def homes_to_keep_from(row: Placement | None) -> frozenset[str]:
    """Give the homes in whose buildings nobody is placed at once: the disclosed ones, and the one that is left."""
    return disclosed_homes() | (frozenset() if row is None else {row.home.code})


def _refused(actor: Actor, case: Case, now: datetime) -> Refusal | None:
    match delegate_of(actor, DecisionType.ACUTE_HOUSING, now):
        case NoMandate.OFFICES_OPEN:
            return Refusal.OFFICE_HOURS
        case NoMandate():
            return Refusal.NO_MANDATE
    return None if case.state in MAY_BE_PLACED else Refusal.CASE_NOT_WAITING


def _homes(actor: Actor, case_id: UUID, row: Placement | None, now: datetime) -> AcuteHomes | Refusal:
    try:
        return homes_for_acute(actor=actor, case_id=case_id, now=now, moves_from=row, keep_from=homes_to_keep_from(row))
    except UnableToStart:
        return Refusal.ALREADY_PLACED
    except RegisterUnusable:
        return Refusal.CANNOT_CHECK


def _choice(
    case_id: UUID, homes: AcuteHomes, ground: OpeningGround, row: Placement | None, now: datetime
) -> AcuteChoice:
    shown = () if row is None else shown_as_clear(placement_id=row.id, now=now)
    reserves = home_shapes(shown)
    return AcuteChoice(
        case_id=case_id,
        refusal=None,
        ground=ground,
        moves_from=None if row is None else row.id,
        period=homes.period,
        clear=tuple(one.home for one in homes.clear if one.home.code not in reserves),
        reserves=tuple(reserves[code] for code in shown),
        not_checked=homes.not_checked,
        unchecked=homes.unchecked,
    )
