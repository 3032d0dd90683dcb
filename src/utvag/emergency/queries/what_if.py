"""Which homes would be clear for a household that lives somewhere already, were it to move tonight."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import cast
from uuid import UUID

from utvag.cases.queries import sealed_entry
from utvag.emergency.models import AddressDisclosed
from utvag.emergency.rules import LONGEST_WISH, DisclosedState, Room, Wish
from utvag.placement.engine import CaseFact, Register, Span
from utvag.placement.models import Placement
from utvag.placement.queries.register import sealed_placement
from utvag.placement.rules import Verdict
from utvag.secrecy.envelope import Keyring

PEOPLE = ("person", "companions")


@dataclass(frozen=True, slots=True)
class Fallbacks:
    """The homes that would be clear, the best first, and whether the household could be checked at all."""

    placement_id: UUID
    size: int
    verdict: Verdict
    homes: tuple[str, ...] = field(repr=False)

    def wish(self, code: str) -> Wish:
        """Give what the sharing out needs to know of the household."""
        return Wish(code, self.size, self.homes[:LONGEST_WISH])


def household_of_placement(row: Placement, keyring: Keyring) -> tuple[str, ...]:
    """Give the persons of a placement by their codes, its own person first."""
    sealed = sealed_placement(row, keyring)
    return (str(sealed["person"]), *cast("list[str]", sealed.get("companions") or []))


def fallbacks_of(
    row: Placement, register: Register, keyring: Keyring, *, today: date, nights: int, avoided: frozenset[str]
) -> Fallbacks:
    """Ask the check about every home for a placement's household as from tonight.

    Its own building is no fallback, nor one whose address has been disclosed for somebody. A case that came with a
    register file has no lot and no needs of its own: then only homes that need no lot can be clear.

    :param avoided: buildings where an address has been disclosed and the event is open.
    """
    household = household_of_placement(row, keyring)
    match = register.match_household(_as_case(row, household, keyring, today, nights))
    building = {home.id: home.building for home in register.layout.homes.homes}
    barred = avoided | {building[row.home.code]} if row.home.code in building else avoided
    homes = tuple(option.home for option in match.candidates if building[option.home] not in barred)
    verdict = Verdict.NOT_CHECKED if match.unchecked else Verdict.CLEAR if homes else Verdict.EXCLUDED
    return Fallbacks(row.id, len(household), verdict, homes)


def disclosed_homes() -> frozenset[str]:
    """Give the homes whose address has been disclosed and something is left to do."""
    rows = AddressDisclosed.objects.filter(state=DisclosedState.OPEN.value)
    return frozenset(rows.values_list("placement__home__code", flat=True))


def disclosed_buildings(register: Register) -> frozenset[str]:
    """Give the buildings where an address has been disclosed and something is left to do."""
    codes = disclosed_homes()
    return frozenset(home.building for home in register.layout.homes.homes if home.id in codes)


def rooms_of(homes: Iterable[str], register: Register, *, today: date, nights: int) -> dict[str, Room]:
    """Give how much room there is in some homes for the nights to come."""
    table, period = register.layout.homes, _nights(today, nights)
    facts = {home: table.homes[table.row_of[home]] for home in set(homes) if home in table.row_of}
    return {home: Room(register.free_beds(home, period), fact.building, fact.shared) for home, fact in facts.items()}


def _as_case(row: Placement, household: tuple[str, ...], keyring: Keyring, today: date, nights: int) -> CaseFact:
    """Write the household as a case that starts tonight, with its own case's needs, as strict as a recheck."""
    entry = sealed_entry(row.case, keyring)
    return CaseFact(
        id=row.code,
        person=household[0],
        companions=household[1:],
        start=today.toordinal(),
        nights=nights,
        lot=str(entry.get("lot") or ""),
        required=tuple(cast("list[str]", entry.get("required") or [])),
        wanted=tuple(cast("list[str]", entry.get("wanted") or [])),
        pets=entry.get("pets") is True,
        breaking_from_network=True,
        relocate=entry.get("relocate") is not False,
    )


def _nights(today: date, nights: int) -> Span:
    return Span(today.toordinal(), (today + timedelta(days=nights)).toordinal())
