"""Rows for the desk: consents that end, and what has happened with them. They open no sealed text."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID

from utvag.cases.access import may_choose, visible_to
from utvag.cases.queries import code_names
from utvag.disclosure.models import Consent, Disclosure
from utvag.disclosure.queries.allowed import consent_facts
from utvag.disclosure.rules import ENDS_SOON, ConsentFacts, ContentCategory, Party, ground_of
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Coming, Happening, Urgency, Work
from utvag.foundation.clock import day_of

PAGE = "disclosure:case"


def ending_consents(*, case_ids: Collection[UUID], today: date) -> dict[UUID, date]:
    """Give the cases whose last consent ends within two weeks, and its first day without: no later one takes over."""
    found: dict[UUID, date] = {}
    for case_id, consents in consent_facts(case_ids).items():
        until = _last_day_of(consents, today)
        if until is not None and until <= today + ENDS_SOON:
            found[case_id] = until
    return found


def _last_day_of(consents: Collection[ConsentFacts], today: date) -> date | None:
    """Give the first day on which none of the standing consents, nor one that follows on, holds."""
    live = [one for one in consents if one.withdrawn_date is None and one.until_date > today]
    if not any(one.holds(today) for one in live):
        return None
    until = max(one.until_date for one in live if one.holds(today))
    for one in sorted(live, key=lambda each: each.from_date):
        if one.from_date <= until:
            until = max(until, one.until_date)
    return until


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Give the consents that end within two weeks to those who handle the case."""
    if not may_choose(actor):
        return ()
    today = day_of(now)
    case_ids = list(visible_to(actor, today).exclude(state="CLOSED").values_list("pk", flat=True))
    names = code_names(case_ids)
    ending = ending_consents(case_ids=case_ids, today=today)
    rows = [_ends(names[one], one, until) for one, until in ending.items()]
    return tuple(sorted(rows, key=lambda row: (row.due_date or today, row.code_name)))


def _ends(code_name: str, case_id: UUID, until: date) -> Work:
    return Work(
        code_name=code_name,
        tag="Samtycket går ut",
        why="Fråga personen om ett nytt samtycke. Utan det stannar samarbetet med polisen.",
        urgency=Urgency.ATTENTION,
        page=PAGE,
        ids={"case_id": case_id},
        due_date=until,
    )


def coming_of(*, case_ids: Collection[UUID], today: date) -> tuple[Coming, ...]:
    """Give the days on which consents end."""
    names = code_names(case_ids)
    return tuple(
        Coming(
            day=one.until_date,
            title="Samtycket går ut",
            why="Från den dagen får de som samtycket nämner inga nya uppgifter (10 kap. 1 § OSL).",
            who="Samordnaren",
            page=PAGE,
            ids={"case_id": case_id},
            code_name=names.get(case_id, ""),
        )
        for case_id, consents in consent_facts(case_ids).items()
        for one in consents
        if one.withdrawn_date is None and one.until_date >= today
    )


def happenings_of(*, case_id: UUID) -> tuple[Happening, ...]:
    """Give what has happened with consents and disclosures. The caller has passed the wall."""
    return (*_of_consents(case_id), *_of_disclosures(case_id))


def _of_consents(case_id: UUID) -> Iterator[Happening]:
    for row in Consent.objects.filter(case=case_id):
        yield Happening(row.registered_at, "Samtycke registrerat", row.registered_by, PAGE, {"case_id": case_id})
        if row.withdrawn_at is not None:
            yield Happening(row.withdrawn_at, "Samtycket återkallat", row.withdrawn_by, PAGE, {"case_id": case_id})


def _of_disclosures(case_id: UUID) -> Iterator[Happening]:
    for row in Disclosure.objects.filter(case=case_id):
        ground = ground_of(row.ground_id)
        what = ContentCategory(row.category).swedish.lower()
        title = f"{Party(row.party).swedish} fick uppgift om {what} ({ground.paragraph if ground else row.ground_id})"
        yield Happening(row.disclosed_at, title, row.registered_by, PAGE, {"case_id": case_id})
