"""The rows of an emergency for the desk and the timeline. They open no text and name nobody."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from utvag.cases.access import visible_to
from utvag.emergency.access import disclosed_visible_to
from utvag.emergency.models import AddressDisclosed, DisclosedStep, OpeningNotice, ReserveOpening
from utvag.emergency.queries.acute import acute_coming_of, acute_work_of
from utvag.emergency.rules import STEPS, DisclosedState, StepClock, StepKind, clock_of, is_for_liaison
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Coming, Happening, Urgency, Work
from utvag.foundation.clock import day_of
from utvag.organisation.rules import Role

_INSTANT = timedelta(microseconds=1)
_LIAISON_STEPS = [kind.value for kind in StepKind if is_for_liaison(kind)]


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Give what waits for the actor: events with something left, and reserve homes that somebody else opened."""
    if actor.role == Role.POLICE_LIAISON:
        return _work_of_liaison()
    return (*_disclosed_work(actor, now), *acute_work_of(actor=actor, now=now), *_notices(actor, now))


def coming_of(*, case_ids: Iterable[UUID], today: date) -> tuple[Coming, ...]:
    """Give the days by which something must be done. The caller has passed the wall."""
    cases = set(case_ids)
    rows = DisclosedStep.objects.filter(
        disclosed__case__in=cases, disclosed__state=DisclosedState.OPEN.value, done_at__isnull=True
    ).select_related("disclosed__case")
    steps = (_coming(row, today) for row in rows.order_by("due_at", "pk"))
    return (*steps, *acute_coming_of(case_ids=cases, today=today))


def happenings_of(*, case_id: UUID) -> tuple[Happening, ...]:
    """Give what has happened of this in a case. The caller has passed the wall."""
    found = []
    for event in AddressDisclosed.objects.filter(case=case_id):
        page, ids = "emergency:address-disclosed", {"placement_id": event.placement_id}
        found.append(Happening(event.registered_at, "Adress röjd: registrerad", event.registered_by, page, ids))
        if event.closed_at is not None:
            found.append(Happening(event.closed_at, "Adress röjd: avslutad", event.closed_by, page, ids))
    for row in ReserveOpening.objects.filter(case=case_id):
        ids = {"placement_id": row.placement_id}
        found.append(Happening(row.opened_at, "Reservhemmen öppnades", row.opened_by, "emergency:reserves", ids))
    return tuple(found)


def _disclosed_work(actor: Actor, now: datetime) -> list[Work]:
    events = disclosed_visible_to(actor, day_of(now)).filter(state=DisclosedState.OPEN.value)
    found = []
    for event in events.select_related("case").order_by("learned_at"):
        steps = DisclosedStep.objects.filter(disclosed=event, done_at__isnull=True)
        clocks = Counter(clock_of(STEPS[StepKind(s.kind)].within, s.due_at, None, now) for s in steps)
        found.append(_event_work(event, clocks))
    return found


def _event_work(event: AddressDisclosed, clocks: Counter[StepClock]) -> Work:
    urgent = clocks[StepClock.LATE] + clocks[StepClock.NOW]
    left = clocks.total()
    why = f"{left} saker är kvar, och {urgent} av dem brådskar." if left else "Allt är gjort. Avsluta händelsen."
    return Work(
        code_name=event.case.code_name,
        tag="Adress röjd",
        why=why,
        urgency=Urgency.DANGER if urgent else Urgency.ATTENTION,
        page="emergency:address-disclosed",
        ids={"placement_id": event.placement_id},
        since=event.learned_at,
    )


def _notices(actor: Actor, now: datetime) -> list[Work]:
    rows = OpeningNotice.objects.filter(account=actor.id, read_at__isnull=True)
    rows = rows.filter(opening__case__in=visible_to(actor, day_of(now))).select_related("opening__case")
    return [
        Work(
            code_name=row.opening.case.code_name,
            tag="Reservhem öppnade",
            why="Någon annan på ärendet har öppnat reservhemmen. Läs varför.",
            urgency=Urgency.ATTENTION,
            page="emergency:reserves",
            ids={"placement_id": row.opening.placement_id},
            since=row.opening.opened_at,
        )
        for row in rows.order_by("opening__opened_at")
    ]


def _work_of_liaison() -> tuple[Work, ...]:
    events = AddressDisclosed.objects.filter(
        state=DisclosedState.OPEN.value, steps__kind__in=_LIAISON_STEPS, steps__done_at__isnull=True
    ).distinct()
    return tuple(
        Work(
            code_name=event.case.code_name,
            tag="Adress röjd",
            why="Bekräfta att polisen vet, och skriv in vem som känner till hemmet.",
            urgency=Urgency.DANGER,
            page="emergency:liaison",
            ids={"disclosed_id": event.id},
            since=event.learned_at,
        )
        for event in events.select_related("case").order_by("learned_at")
    )


def _coming(row: DisclosedStep, today: date) -> Coming:
    words = STEPS[StepKind(row.kind)]
    # A limit that ends at midnight is the day before's.
    day = day_of(row.due_at - _INSTANT)
    return Coming(
        day=max(day, today),
        title=words.title,
        why=f"Adressen är röjd. {words.source}.",
        who=words.who,
        page="emergency:address-disclosed",
        ids={"placement_id": row.disclosed.placement_id},
        code_name=row.disclosed.case.code_name,
    )
