"""Read about a disclosed address: what is left first, with its clock. What opens texts writes the log."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.emergency.access import DISCLOSED, disclosed_for_liaison, disclosed_visible_to
from utvag.emergency.models import AddressDisclosed, DisclosedStep
from utvag.emergency.rules import (
    STEPS,
    DisclosedState,
    HowKnown,
    StepClock,
    StepKind,
    StepWords,
    clock_of,
    is_for_liaison,
    needs_note,
)
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.placement.access import placement_for
from utvag.placement.models import Placement
from utvag.placement.rules import PlacementState
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Owner, Place
from utvag.threats.queries import LIAISON_PURPOSE


@dataclass(frozen=True, slots=True)
class NoteShape:
    """What somebody wrote of a step."""

    at: datetime
    by: StaffShape | None
    told: str = field(repr=False)
    note: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class StepShape:
    """One thing to do, its clock, and what was written of it.

    :ivar of: how many persons it is done for, where it is done for each; 1 for all else.
    """

    id: UUID
    kind: StepKind
    number: int
    of: int
    words: StepWords
    due_at: datetime
    clock: StepClock
    done_at: datetime | None
    done_by: StaffShape | None
    needs_note: bool
    is_for_liaison: bool
    notes: tuple[NoteShape, ...] = field(repr=False)

    @property
    def last_moment(self) -> datetime:
        """Give the last moment before the limit: one that ends at midnight is shown with the day before."""
        return self.due_at - timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class DisclosedShape:
    """An event as the staff named on its case may read it."""

    id: UUID
    state: DisclosedState
    learned_at: datetime
    registered_at: datetime
    registered_by: StaffShape | None
    closed_at: datetime | None
    report_id: UUID | None
    how: HowKnown
    told_by: str = field(repr=False)
    account: str = field(repr=False)
    who_knows: str = field(repr=False)
    register_code: str = field(repr=False)
    left: tuple[StepShape, ...] = field(repr=False)
    done: tuple[StepShape, ...] = field(repr=False)
    is_named: bool

    @property
    def urgent(self) -> int:
        """Count what is late or to be done now."""
        return sum(step.clock in {StepClock.LATE, StepClock.NOW} for step in self.left)


@dataclass(frozen=True, slots=True)
class DisclosedPage:
    """What is known of a placement's disclosed address.

    :ivar event: the open event, or else the latest closed one; None where there has been none.
    """

    placement_id: UUID
    placement_code: str
    case_id: UUID
    may_register: bool
    event: DisclosedShape | None


@dataclass(frozen=True, slots=True)
class LiaisonEvent:
    """An event as the police liaison sees it: by code, without a word of what the case's staff wrote.

    :ivar register_code: the code of the threat register that the police gave, which is their own word.
    """

    id: UUID
    case_code: str
    home_code: str
    learned_at: datetime
    registered_at: datetime
    confirmed_at: datetime | None
    marked_at: datetime | None
    register_code: str = field(repr=False)


def disclosed_place(row: AddressDisclosed) -> Place:
    """Say where an event's sealed account belongs: under the case's key."""
    return Place(Owner(KeyKind.CASE, row.case_id), "emergency_addressdisclosed", row.id)


def step_place(row: DisclosedStep, event: AddressDisclosed) -> Place:
    """Say where a step's sealed notes belong: under the case's key."""
    return Place(Owner(KeyKind.CASE, event.case_id), "emergency_disclosedstep", row.id)


def notes_of(row: DisclosedStep, event: AddressDisclosed, keyring: Keyring) -> list[dict[str, str]]:
    """Open the notes of a step. For operations of this floor."""
    if row.sealed is None:
        return []
    return cast("list[dict[str, str]]", keyring.open(step_place(row, event), row.sealed).reveal())


def disclosed_of_placement(*, actor: Actor, placement_id: UUID, now: datetime) -> DisclosedPage:
    """Open what is known of a placement's disclosed address, and write that it was opened.

    :raises NotVisible: when the actor is not named on its case.
    """
    with one_act(actor=actor, now=now):
        opened = placement_for(actor, placement_id, day_of(now), action="OPEN_ADDRESS_DISCLOSED")
        row = opened.placement
        # OPEN before CLOSED: descending by the word.
        event = AddressDisclosed.objects.filter(placement=row).order_by("-state", "-registered_at").first()
        if event is not None:
            subject = Subject(DISCLOSED, event.id, row.case_id)
            record(actor=actor, action="OPEN_ADDRESS_DISCLOSED", subject=subject, purpose=opened.purpose, now=now)
        is_open = event is not None and event.state == DisclosedState.OPEN
        return DisclosedPage(
            placement_id=placement_id,
            placement_code=row.code,
            case_id=row.case_id,
            may_register=row.state == PlacementState.STANDING and not is_open,
            event=None if event is None else shape_of(event, now),
        )


def step_shape(*, actor: Actor, step_id: UUID, now: datetime) -> tuple[StepShape, UUID]:
    """Open one step, and give it with its placement's id; the opening is logged.

    :raises NotVisible: when the actor is not named on its case.
    """
    from_row = DisclosedStep.objects.filter(pk=step_id).values_list("disclosed__placement", flat=True).first()
    page = disclosed_of_placement(actor=actor, placement_id=from_row or step_id, now=now)
    steps = (*page.event.left, *page.event.done) if page.event else ()
    return next(step for step in steps if step.id == step_id), page.placement_id


def placement_of(*, actor: Actor, disclosed_id: UUID, now: datetime) -> UUID:
    """Give the placement of an event. Opens no text.

    :raises NotVisible: when the actor is not named on its case.
    """
    row = disclosed_visible_to(actor, day_of(now)).filter(pk=disclosed_id).first()
    if row is None:
        raise NotVisible("OPEN_ADDRESS_DISCLOSED", DISCLOSED, disclosed_id)
    return row.placement_id


def event_for_liaison(*, actor: Actor, disclosed_id: UUID, now: datetime) -> LiaisonEvent:
    """Show the police liaison an open event by code; the reading is logged.

    :raises NotVisible: for everybody else, and when there is no such open event.
    """
    with one_act(actor=actor, now=now):
        event = disclosed_for_liaison(actor, disclosed_id, action="READ_ADDRESS_DISCLOSED")
        subject = Subject(DISCLOSED, event.id, event.case_id)
        record(actor=actor, action="READ_ADDRESS_DISCLOSED", subject=subject, purpose=LIAISON_PURPOSE, now=now)
        placement = Placement.objects.select_related("case", "home").get(pk=event.placement_id)
        done = dict(DisclosedStep.objects.filter(disclosed=event).values_list("kind", "done_at"))
        return LiaisonEvent(
            id=event.id,
            case_code=placement.case.code_name,
            home_code=placement.home.code,
            learned_at=event.learned_at,
            registered_at=event.registered_at,
            confirmed_at=done.get(StepKind.POLICE_CONFIRMED.value),
            marked_at=done.get(StepKind.HOME_MARKED.value),
            register_code=_sealed(event, Keyring())["register_code"],
        )


def shape_of(event: AddressDisclosed, now: datetime) -> DisclosedShape:
    """Open an event with its steps. The caller has passed the wall and writes the log."""
    keyring = Keyring()
    sealed = _sealed(event, keyring)
    rows = list(event.steps.order_by("due_at", "kind", "number"))
    notes = {row.id: notes_of(row, event, keyring) for row in rows}
    people = {UUID(note["by"]) for written in notes.values() for note in written}
    people |= {row.done_by for row in rows if row.done_by} | {event.registered_by}
    staff = staff_shapes(people)
    order = list(StepKind)
    steps = sorted(
        (_step_shape(row, rows, notes[row.id], staff, now) for row in rows),
        key=lambda step: (step.due_at, order.index(step.kind), step.number),
    )
    return DisclosedShape(
        id=event.id,
        state=DisclosedState(event.state),
        learned_at=event.learned_at,
        registered_at=event.registered_at,
        registered_by=staff.get(event.registered_by),
        closed_at=event.closed_at,
        report_id=event.report_id,
        how=HowKnown(sealed["how"]),
        told_by=sealed["told_by"],
        account=sealed["account"],
        who_knows=sealed["who_knows"],
        register_code=sealed["register_code"],
        left=tuple(step for step in steps if step.done_at is None),
        done=tuple(sorted((s for s in steps if s.done_at), key=lambda s: (s.done_at or now, order.index(s.kind)))),
        is_named=any(step.kind is StepKind.HOME_MARKED and step.done_at for step in steps),
    )


def _sealed(event: AddressDisclosed, keyring: Keyring) -> dict[str, str]:
    return cast("dict[str, str]", keyring.open(disclosed_place(event), event.sealed).reveal())


def _step_shape(
    row: DisclosedStep,
    rows: list[DisclosedStep],
    notes: list[dict[str, str]],
    staff: dict[UUID, StaffShape],
    now: datetime,
) -> StepShape:
    kind = StepKind(row.kind)
    return StepShape(
        id=row.id,
        kind=kind,
        number=row.number,
        of=sum(other.kind == row.kind for other in rows),
        words=STEPS[kind],
        due_at=row.due_at,
        clock=clock_of(STEPS[kind].within, row.due_at, row.done_at, now),
        done_at=row.done_at,
        done_by=staff.get(row.done_by) if row.done_by else None,
        needs_note=needs_note(kind),
        is_for_liaison=is_for_liaison(kind),
        notes=tuple(_note(note, staff) for note in notes),
    )


def _note(note: dict[str, str], staff: dict[UUID, StaffShape]) -> NoteShape:
    return NoteShape(datetime.fromisoformat(note["at"]), staff.get(UUID(note["by"])), note["told"], note["note"])
