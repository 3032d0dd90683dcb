"""What a written consent allows, and what stops when it is withdrawn (OSL 10 kap. 1 § and 12 kap. 2 §)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from utvag.disclosure.rules.words import ContentCategory, Party

ENDS_SOON: Final = timedelta(days=14)
SHEET_STOPS: Final = "Polissamverkan ser inte längre ärendet på sin lista eller på veckobladet, och inga hem för det."
# What no withdrawal stops.
GOES_ON_ALWAYS: Final = (
    "Det som redan är lämnat kan ni inte ta tillbaka.",
    "Det som lag kräver att ni lämnar på begäran ska ni fortfarande lämna.",
    "Placeringarna kontrolleras fortfarande mot varandra. Det som är hemligt visas inte för någon ny.",
)


class WhyNot(StrEnum):
    """Why something may not be told as things stand."""

    NO_CONSENT = "NO_CONSENT"
    WITHDRAWN = "WITHDRAWN"
    NOT_THAT_DAY = "NOT_THAT_DAY"
    PARTY_LEFT_OUT = "PARTY_LEFT_OUT"
    CATEGORY_LEFT_OUT = "CATEGORY_LEFT_OUT"


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """A consent as the rules need it: whom and what it covers, its days, and the day it was withdrawn."""

    id: UUID
    parties: frozenset[Party]
    categories: frozenset[ContentCategory]
    from_date: date
    until_date: date
    withdrawn_date: date | None = None

    def holds(self, on: date) -> bool:
        """Tell whether it holds that day; on the day of its withdrawal it no longer does."""
        stands = self.withdrawn_date is None or on < self.withdrawn_date
        return stands and self.from_date <= on < self.until_date

    def covers(self, party: Party, category: ContentCategory) -> bool:
        """Tell whether the party may be told of the category."""
        return party in self.parties and category in self.categories


@dataclass(frozen=True, slots=True)
class Recurring:
    """A disclosure on another ground that was decided for a time."""

    id: UUID
    party: Party
    category: ContentCategory
    from_date: date
    until_date: date

    def holds(self, on: date) -> bool:
        """Tell whether it holds that day."""
        return self.from_date <= on < self.until_date


@dataclass(frozen=True, slots=True)
class Allowed:
    """It may be told: on this consent, or on a disclosure that was decided for a time."""

    consent_id: UUID | None
    recurring_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """It may not be told as things stand, and why."""

    why: WhyNot


def allowed_by(
    consents: Sequence[ConsentFacts],
    recurring: Iterable[Recurring],
    *,
    party: Party,
    category: ContentCategory,
    on: date,
) -> Allowed | NotAllowed:
    """Say whether a party may be told of a category that day, and by what (OSL 10 kap. 1 §)."""
    for consent in consents:
        if consent.holds(on) and consent.covers(party, category):
            return Allowed(consent.id)
    for one in recurring:
        if one.holds(on) and (one.party, one.category) == (party, category):
            return Allowed(None, one.id)
    return NotAllowed(_why_not(consents, party, on))


def opens_to(consents: Iterable[ConsentFacts], recurring: Iterable[Recurring], *, party: Party, on: date) -> bool:
    """Say whether a case is open to a party at all: by a consent that names it, or another ground for a time."""
    return any(one.holds(on) and party in one.parties for one in consents) or any(
        one.holds(on) and one.party is party for one in recurring
    )


def is_outside_the_method(parties: Iterable[Party]) -> bool:
    """Say whether a consent leaves out an authority that the police's method needs: then it cannot be used."""
    return Party.POLICE not in parties


@dataclass(frozen=True, slots=True)
class Stops:
    """What a withdrawal stops at once, and what goes on by other grounds; in plain sentences."""

    stops: tuple[str, ...]
    goes_on: tuple[str, ...]


def what_stops(
    consent: ConsentFacts, others: Sequence[ConsentFacts], recurring: Sequence[Recurring], *, on: date
) -> Stops:
    """Say exactly what stops the moment a consent is withdrawn, and what goes on and why.

    :param others: the other consents of the case.
    """
    stops, goes_on = [], []
    for party in (one for one in Party if one in consent.parties):
        gone: list[ContentCategory] = []
        kept: list[ContentCategory] = []
        for category in (one for one in ContentCategory if one in consent.categories):
            answer = allowed_by(others, recurring, party=party, category=category, on=on)
            (kept if isinstance(answer, Allowed) else gone).append(category)
        if gone:
            stops.append(f"{party.swedish} får inga nya uppgifter om: {_listed(gone)}.")
        if kept:
            goes_on.append(f"{party.swedish} får veta detta ändå, av annat skäl: {_listed(kept)}.")
    if Party.POLICE in consent.parties and not opens_to(others, recurring, party=Party.POLICE, on=on):
        stops.append(SHEET_STOPS)
    return Stops(tuple(stops), (*goes_on, *GOES_ON_ALWAYS))


def _listed(categories: Iterable[ContentCategory]) -> str:
    return ", ".join(one.swedish.lower() for one in categories)


def _why_not(consents: Sequence[ConsentFacts], party: Party, on: date) -> WhyNot:
    """Name the nearest miss, so that the page can say what to do."""
    if not consents:
        return WhyNot.NO_CONSENT
    standing = [one for one in consents if one.holds(on)]
    if not standing:
        withdrawn = any(one.withdrawn_date is not None and one.from_date <= on < one.until_date for one in consents)
        return WhyNot.WITHDRAWN if withdrawn else WhyNot.NOT_THAT_DAY
    named = any(party in one.parties for one in standing)
    return WhyNot.CATEGORY_LEFT_OUT if named else WhyNot.PARTY_LEFT_OUT
