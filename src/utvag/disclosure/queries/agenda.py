"""Rows for the desk: what waits for a decision, consents that end, and what has happened. They open no sealed text."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from utvag.cases.access import may_choose, visible_to
from utvag.cases.queries import code_names
from utvag.disclosure.access import may_decide_disclosure
from utvag.disclosure.models import Consent, Disclosure
from utvag.disclosure.queries.allowed import consent_facts
from utvag.disclosure.rules import (
    ENDS_SOON,
    ConsentFacts,
    ContentCategory,
    DisclosureState,
    Party,
    ReceiptOutcome,
    ground_of,
)
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Coming, Happening, Urgency, Work
from utvag.foundation.clock import day_of
from utvag.law.delegation import is_office_hours
from utvag.organisation.rules import Role

PAGE = "disclosure:case"
# How long who asked is told that the answer was no.
SHOWN_DECLINED: Final = timedelta(days=7)


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
    """Give what waits for a decision, to who takes it and who asked for it; and the consents that end, to those who
    handle the case."""
    today = day_of(now)
    case_ids = list(visible_to(actor, today).exclude(state="CLOSED").values_list("pk", flat=True))
    names = code_names(case_ids)
    waiting = (*_to_decide(actor, names, now), *_proposed(actor, names), *_answered(actor, names, now))
    if not may_choose(actor):
        return waiting
    ending = ending_consents(case_ids=case_ids, today=today)
    rows = [_ends(names[one], one, until) for one, until in ending.items()]
    return (*waiting, *sorted(rows, key=lambda row: (row.due_date or today, row.code_name)))


def _to_decide(actor: Actor, names: Mapping[UUID, str], now: datetime) -> Iterator[Work]:
    """Give the proposals of others to the section head, and to one on call while the offices are closed."""
    if not may_decide_disclosure(actor) or (actor.role == Role.ON_CALL and is_office_hours(now)):
        return
    for row in _in_state(DisclosureState.PROPOSED, names).exclude(registered_by=actor.id):
        is_told = row.disclosed_at is not None
        yield Work(
            code_name=names[row.case_id],
            tag="Ta ställning till utlämnande",
            why="Uppgiften är redan lämnad, innan någon har beslutat."
            if is_told
            else "Någon vill lämna en uppgift utan samtycke. Ingen får veta något förrän du har beslutat.",
            urgency=Urgency.DANGER if is_told else Urgency.ATTENTION,
            page="disclosure:decide",
            ids={"disclosure_id": row.id},
            since=row.registered_at,
        )


def _proposed(actor: Actor, names: Mapping[UUID, str]) -> Iterator[Work]:
    for row in _in_state(DisclosureState.PROPOSED, names).filter(registered_by=actor.id):
        yield Work(
            code_name=names[row.case_id],
            tag="Väntar på sektionschefens ställningstagande",
            why="Lämna ingen uppgift förrän det är beslutat.",
            urgency=Urgency.WAITING,
            page=PAGE,
            ids={"case_id": row.case_id},
            since=row.registered_at,
        )


def _answered(actor: Actor, names: Mapping[UUID, str], now: datetime) -> Iterator[Work]:
    """Give what was decided to who asked for it: until it has come, or for a week where it is not to be given out."""
    decided = _in_state(DisclosureState.DECIDED, names).filter(registered_by=actor.id)
    for row in decided.exclude(receipts__outcome=ReceiptOutcome.RECEIVED.value):
        yield Work(
            code_name=names[row.case_id],
            tag="Utlämnandet är beslutat",
            why="Lämna uppgiften, och skriv om mottagaren har fått den.",
            urgency=Urgency.INFO,
            page="disclosure:receipt",
            ids={"disclosure_id": row.id},
            since=row.decided_at,
        )
    declined = _in_state(DisclosureState.DECLINED, names).filter(registered_by=actor.id)
    for row in declined.filter(decided_at__gte=now - SHOWN_DECLINED):
        yield Work(
            code_name=names[row.case_id],
            tag="Uppgiften ska inte lämnas",
            why="Läs varför på ärendets sida om samtycke. Raden försvinner efter en vecka.",
            urgency=Urgency.INFO,
            page=PAGE,
            ids={"case_id": row.case_id},
            since=row.decided_at,
        )


def _in_state(state: DisclosureState, names: Mapping[UUID, str]) -> QuerySet[Disclosure]:
    rows = Disclosure.objects.filter(state=state.value, case__in=list(names)).order_by("registered_at")
    return rows.defer("sealed", "decision_sealed")


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
    for row in Disclosure.objects.filter(case=case_id).defer("sealed", "decision_sealed"):
        ground = ground_of(row.ground_id)
        what = ContentCategory(row.category).swedish.lower()
        about = f"om {what} ({ground.paragraph if ground else row.ground_id})"
        party, ids = Party(row.party).swedish, {"case_id": case_id}
        if row.disclosed_at is not None and row.disclosed_at != row.decided_at:
            yield Happening(row.disclosed_at, f"{party} fick uppgift {about}", row.registered_by, PAGE, ids)
        if row.needs_decision:
            proposed = f"Utlämnande föreslaget till {party[0].lower()}{party[1:]} {about}"
            yield Happening(row.registered_at, proposed, row.registered_by, PAGE, ids)
        if row.decided_at is not None:
            answer = "får lämnas" if row.state == DisclosureState.DECIDED else "ska inte lämnas"
            title = f"Beslutat: uppgift {answer} till {party[0].lower()}{party[1:]} {about}"
            yield Happening(row.decided_at, title, row.decided_by, PAGE, ids)
