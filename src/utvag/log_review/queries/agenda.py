"""The rows that log review hands up to the desk. They name no person, open no sealed text and ask the log nothing."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from utvag.cases.access import visible_to
from utvag.cases.queries import code_names
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Urgency, Work
from utvag.foundation.clock import day_of
from utvag.log_review.access import alarms_for, holds_cases, items_for, reviews
from utvag.log_review.models import Flag, LookOver, OtherLook
from utvag.log_review.rules import FOR_THE_REVIEWER_ONLY, REVIEWED_APART, Judged


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Give what waits: for the reviewer what is not judged, for who holds a case that somebody else has looked."""
    if reviews(actor):
        return tuple(_to_review(actor, now))
    return tuple(_looked(actor, now)) if holds_cases(actor) else ()


def _to_review(actor: Actor, now: datetime) -> Iterator[Work]:
    alarms = alarms_for(actor).filter(seen_at__isnull=True).count()
    if alarms:
        yield Work(
            code_name="Ett larm" if alarms == 1 else f"{alarms} larm",
            tag="Larm",
            why="Systemet har sagt ifrån. Läs vad som har hänt och ring den som sköter systemet.",
            urgency=Urgency.DANGER,
            page="log_review:alarms",
        )
    waiting = items_for(actor).filter(judgements__isnull=True)
    flagged, drawn = waiting.filter(flag__isnull=False).count(), waiting.filter(flag__isnull=True).count()
    if flagged:
        yield Work(
            code_name=_accesses(flagged),
            tag="Flaggat",
            why="En regel eller den som håller i ärendet har reagerat. Läs och ta ställning.",
            urgency=Urgency.ATTENTION,
            page="log_review:review",
        )
    if drawn:
        yield Work(
            code_name=_accesses(drawn),
            tag="Stickprov",
            why="Veckans stickprov är draget. Attestera det som är i sin ordning.",
            urgency=Urgency.INFO,
            page="log_review:review",
        )
    late = (
        items_for(actor)
        .filter(judgements__follow_up_date__lte=day_of(now))
        .exclude(judgements__outcome__in=[Judged.CLOSED.value])
    )
    count = late.distinct().count()
    if count:
        yield Work(
            code_name=_accesses(count),
            tag="Följ upp",
            why="Dagen för uppföljning är inne. Skriv svaret, eller sätt en ny dag.",
            urgency=Urgency.ATTENTION,
            page="log_review:review",
        )


def _looked(actor: Actor, now: datetime) -> Iterator[Work]:
    cases = list(visible_to(actor, day_of(now)).values_list("pk", flat=True))
    seen = dict(LookOver.objects.filter(account=actor.id, case__in=cases).order_by("at").values_list("case", "at"))
    counted = Counter(_new_to(actor, cases, seen))
    names = code_names(counted)
    for case_id, count in counted.items():
        yield Work(
            code_name=names[case_id],
            tag="Någon har tittat",
            why=f"{_accesses(count)} av någon utan uppdrag, eller som en regel har flaggat. Se om det stämmer.",
            urgency=Urgency.ATTENTION,
            page="log_review:case",
            ids={"case_id": case_id},
        )


def _new_to(actor: Actor, cases: list[UUID], seen: dict[UUID, datetime]) -> Iterator[UUID]:
    others = OtherLook.objects.filter(case__in=cases).exclude(account=actor.id).values_list("case", "at")
    # Of an emergency they are told on a row of its own.
    hidden = [rule.value for rule in FOR_THE_REVIEWER_ONLY | REVIEWED_APART]
    flags = Flag.objects.filter(case__in=cases, made_by__isnull=True).exclude(account=actor.id)
    flagged = flags.exclude(rule__in=hidden).values_list("case_id", "made_at")
    for case_id, at in (*others, *flagged):
        if case_id not in seen or at > seen[case_id]:
            yield case_id


def _accesses(count: int) -> str:
    return "En läsning" if count == 1 else f"{count} läsningar"
