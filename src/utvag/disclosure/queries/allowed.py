"""What may be told to whom as things stand. Always derived from the rows, so that a withdrawal counts at once.

These open no sealed text, and the caller writes the log of what she then tells.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Prefetch

from utvag.cases.models import Case
from utvag.disclosure.models import Consent, ConsentParty, ConsentScope, Disclosure
from utvag.disclosure.rules import (
    Allowed,
    ConsentFacts,
    ContentCategory,
    DisclosureState,
    NotAllowed,
    Party,
    Recurring,
    allowed_by,
    opens_to,
)
from utvag.foundation.clock import day_of

DECIDED: Final = DisclosureState.DECIDED.value


def allows(*, case_id: UUID, party: Party, category: ContentCategory, on: date) -> Allowed | NotAllowed:
    """Say whether a party may be told of a category of a case's facts that day, and by what."""
    consents = consent_facts([case_id]).get(case_id, ())
    recurring = recurring_facts([case_id]).get(case_id, ())
    return allowed_by(consents, recurring, party=party, category=category, on=on)


def cases_open_to(party: Party, on: date) -> set[UUID]:
    """Give the cases that a party may know of that day: by consent, or by another ground decided for a time."""
    named = ConsentParty.objects.filter(party=party.value).values("consent__case")
    recurring = Disclosure.objects.filter(party=party.value, recurs_until__gt=on, state=DECIDED).values("case")
    wanted = {*named.values_list("consent__case", flat=True), *recurring.values_list("case", flat=True)}
    wanted -= set(Case.objects.filter(pk__in=wanted, disposed_at__isnull=False).values_list("pk", flat=True))
    consents, others = consent_facts(wanted), recurring_facts(wanted)
    return {one for one in wanted if opens_to(consents.get(one, ()), others.get(one, ()), party=party, on=on)}


def consent_facts(case_ids: Iterable[UUID], *, at: datetime | None = None) -> dict[UUID, tuple[ConsentFacts, ...]]:
    """Give the consents of some cases as the rules read them, the latest first.

    :param at: a moment; a withdrawal after it is not seen.
    """
    rows = Consent.objects.filter(case__in=list(case_ids)).order_by("-from_date", "-registered_at")
    lists = (
        Prefetch("parties", queryset=ConsentParty.objects.order_by("party")),
        Prefetch("scope", queryset=ConsentScope.objects.order_by("category")),
    )
    found: dict[UUID, tuple[ConsentFacts, ...]] = {}
    for row in rows.prefetch_related(*lists):
        found[row.case_id] = (*found.get(row.case_id, ()), facts_of(row, at=at))
    return found


def facts_of(row: Consent, *, at: datetime | None = None) -> ConsentFacts:
    """Give one consent as the rules read it."""
    withdrawn = row.withdrawn_at
    is_seen = withdrawn is not None and (at is None or withdrawn <= at)
    return ConsentFacts(
        id=row.id,
        parties=frozenset(Party(one.party) for one in row.parties.all()),
        categories=frozenset(ContentCategory(one.category) for one in row.scope.all()),
        from_date=row.from_date,
        until_date=row.until_date,
        withdrawn_date=day_of(withdrawn) if is_seen and withdrawn is not None else None,
    )


def recurring_facts(case_ids: Iterable[UUID]) -> dict[UUID, tuple[Recurring, ...]]:
    """Give what was decided for a time on another ground than consent, from the day it was decided."""
    rows = Disclosure.objects.filter(case__in=list(case_ids), recurs_until__isnull=False, state=DECIDED)
    found: dict[UUID, tuple[Recurring, ...]] = {}
    for row in rows.order_by("disclosed_at"):
        if row.recurs_until is None or row.decided_at is None:
            continue
        begins = day_of(row.decided_at)
        one = Recurring(row.id, Party(row.party), ContentCategory(row.category), begins, row.recurs_until)
        found[row.case_id] = (*found.get(row.case_id, ()), one)
    return found
