"""The rows that follow-up hands up to the desk: what is late, what comes, what was done. They open no text."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from utvag.cases.access import may_choose
from utvag.followup.models import Contact, Visit
from utvag.followup.queries.duties import Followed, followed, is_recorded
from utvag.followup.rules import LOOK_AHEAD, DutyState, Occurrence, Standing, WithWhom
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Coming, Happening, Urgency, Work
from utvag.foundation.clock import day_of
from utvag.foundation.dates import swedish_day
from utvag.law.profile import DutyRule, Span, Unit
from utvag.placement.access import placements_visible_to
from utvag.placement.models import Placement
from utvag.placement.rules import PlacementState

PAGE: Final = "followup:case"
_AHEAD: Final = {DutyState.DUE, DutyState.NOT_YET}
_EVERY_WEEK: Final = Span(1, Unit.WEEKS)


def standing_placements(actor: Actor, today: date) -> tuple[Placement, ...]:
    """Give the standing placements of the actor's cases, by code name."""
    rows = placements_visible_to(actor, today).filter(state=PlacementState.STANDING.value)
    return tuple(rows.select_related("case").order_by("case__code_name"))


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Give the placements with duties that are late or have their last day today, for those who handle the cases."""
    if not may_choose(actor):
        return ()
    today = day_of(now)
    rows = (
        _work(one, [each for each in one.standings if is_recorded(each.rule)], today)
        for one in followed(standing_placements(actor, today), today=today)
    )
    return tuple(sorted((row for row in rows if row is not None), key=lambda row: (row.urgency, row.due_date or today)))


def coming_of(*, case_ids: Sequence[UUID], today: date) -> tuple[Coming, ...]:
    """Give what is late and what comes within four weeks. The caller has passed the walls of the cases."""
    rows = Placement.objects.filter(case__in=list(case_ids), state=PlacementState.STANDING.value)
    placements = tuple(rows.select_related("case").order_by("case__code_name"))
    found = [row for one in followed(placements, today=today) for row in _coming(one, today)]
    found.extend(_agreed(placements, today))
    return tuple(sorted(found, key=lambda row: (row.day, row.code_name, row.title)))


def happenings_of(*, case_id: UUID) -> tuple[Happening, ...]:
    """Give the contacts and visits of a case, never what was said. The caller has passed its wall."""
    contacts = Contact.objects.filter(placement__case=case_id).order_by("at")
    visits = Visit.objects.filter(placement__case=case_id).order_by("registered_at")
    ids = {"case_id": case_id}
    return (
        *(Happening(row.at, title_of_contact(row), by=row.registered_by_id, page=PAGE, ids=ids) for row in contacts),
        *(
            Happening(
                row.registered_at,
                f"Besök {swedish_day(row.held_date)} registrerat",
                by=row.registered_by_id,
                page=PAGE,
                ids=ids,
            )
            for row in visits
        ),
    )


def title_of_contact(row: Contact) -> str:
    """Say with whom somebody talked, or tried to."""
    whom = WithWhom(row.with_whom).swedish.lower()
    return f"Kontakt med {whom}" if row.was_reached else f"Försök att nå {whom}"


def days_in_words(days: int) -> str:
    """Write a number of days."""
    return f"{days} dag" if days == 1 else f"{days} dagar"


def missing_in_words(rule: DutyRule, late: Occurrence) -> str:
    """Say that a duty is late: "Veckokontakt med personen saknas sedan 3 dagar"."""
    title = rule.title
    if rule.every == _EVERY_WEEK and title.startswith("Kontakt"):
        title = f"Veckok{title[1:]}"
    return f"{title} saknas sedan {days_in_words(late.days_late)}"


def _work(one: Followed, standings: Sequence[Standing], today: date) -> Work | None:
    """Write one row for a placement, so that a desk shows cases: the longest lateness, and how many more there are."""
    ids, code_name = {"case_id": one.placement.case_id}, one.placement.case.code_name
    late = [(each.rule, each.overdue) for each in standings if each.overdue is not None]
    if late:
        rule, first = min(late, key=lambda pair: pair[1].due.day)
        why = f"{missing_in_words(rule, first)}.{_more(len(late) - 1)}"
        return Work(code_name, "Försenad uppgift", why, Urgency.ATTENTION, PAGE, ids, due_date=first.due.day)
    last_day = [each.rule.title for each in standings if each.upcoming and each.upcoming.due.day == today]
    if last_day:
        return Work(code_name, "Sista dagen", f"I dag: {', '.join(last_day)}.", Urgency.INFO, PAGE, ids, due_date=today)
    return None


def _more(count: int) -> str:
    if count == 0:
        return ""
    return " En uppgift till är försenad." if count == 1 else f" {count} uppgifter till är försenade."


def _coming(one: Followed, today: date) -> Iterator[Coming]:
    for standing in one.standings:
        late = standing.overdue if is_recorded(standing.rule) else None
        ahead = (each for each in standing.occurrences if each.state in _AHEAD and each.due.day < today + LOOK_AHEAD)
        for each in (*filter(None, [late]), *ahead):
            rule = standing.rule
            yield Coming(
                day=each.due.day,
                title=rule.title,
                why=f"{rule.why} {one.counted(rule, each.due, today)} Källa: {rule.source.title}.",
                who=rule.who,
                page=PAGE,
                ids={"case_id": one.placement.case_id},
                code_name=one.placement.case.code_name,
            )


def _agreed(placements: Sequence[Placement], today: date) -> Iterator[Coming]:
    """Give the contacts that were agreed on, unless there has been one since."""
    by_id = {placement.id: placement for placement in placements}
    rows = Contact.objects.filter(placement__in=list(by_id)).order_by("placement", "with_whom", "at")
    latest = {(row.placement_id, row.with_whom): row for row in rows}
    for row in latest.values():
        if row.next_date is not None and today <= row.next_date < today + LOOK_AHEAD:
            placement = by_id[row.placement_id]
            yield Coming(
                day=row.next_date,
                title=f"Avtalad kontakt med {WithWhom(row.with_whom).swedish.lower()}",
                why=f"Avtalades vid kontakten {swedish_day(day_of(row.at))}.",
                page=PAGE,
                ids={"case_id": placement.case_id},
                code_name=placement.case.code_name,
            )
