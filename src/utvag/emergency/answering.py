"""The engine's side of reserve homes: which would be clear for a household that lives somewhere already, tonight."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final, cast
from uuid import UUID

from utvag.cases.queries import sealed_entry
from utvag.emergency.models import ReserveOpening
from utvag.emergency.queries.programme import acute_nights
from utvag.emergency.queries.reserves import first_homes_of_others, homes_of_set, latest_set, opening_place
from utvag.emergency.queries.what_if import disclosed_homes, household_of_placement
from utvag.emergency.rules import HOLD, LONGEST_WISH, MOST_RESERVES, Room, Wish, share_out, still_free
from utvag.gateways.engine.messages import AllReserves, OneReserve, Question, ReservesAnswer, ReserveSetTold
from utvag.placement.access import placement_for
from utvag.placement.answering import Ground, Handler, NotForAsker, Prepared, asker_of
from utvag.placement.engine import CaseFact, Register, Span
from utvag.placement.models import Placement
from utvag.placement.rules import PlacementState, Verdict
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind

ASK: Final = "ASK_FOR_RESERVES"


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


def one_reserve(question: OneReserve, ground: Ground) -> Prepared:
    """Say which homes of a placement's own set are clear and not just shown to others; to one named on its case."""
    row = placement_for(asker_of(question.actor), question.placement, ground.today, action=ASK).placement
    held = latest_set(row.pk)
    keyring = Keyring()
    homes = () if held is None else homes_of_set(held, keyring)
    if row.state != PlacementState.STANDING or len(homes) > MOST_RESERVES:
        raise NotForAsker
    found = _fallbacks(row, ground, keyring)
    clear = set(homes) & set(found.homes)
    rooms = _rooms_of(clear, ground)
    free = still_free(clear, _held_for_others(row.case_id, keyring, ground.moment), rooms, found.size)
    told = ReserveSetTold(row.pk, found.size, found.verdict.value, tuple(one for one in homes if one in free))
    # Not counted: nothing in it can be varied, and a household that must leave tonight waits for no limit.
    return Prepared(lambda: ReservesAnswer((told,)))


def all_reserves(question: AllReserves, ground: Ground) -> Prepared:
    """Work out the reserve homes of some placements together, so that not all get the same last bed."""
    rows = list(Placement.objects.filter(pk__in=question.placements).select_related("case", "home").order_by("code"))
    keyring = Keyring().fetch(KeyKind.CASE, {row.case_id for row in rows})
    found = {row.code: _fallbacks(row, ground, keyring) for row in rows}
    others = first_homes_of_others([row.pk for row in rows])
    wishes = [fallbacks.wish(code) for code, fallbacks in found.items()]
    homes = {home for wish in wishes for home in wish.homes} | set(others)
    chosen = share_out(wishes, _rooms_of(homes, ground), others)
    told = tuple(
        ReserveSetTold(one.placement_id, one.size, one.verdict.value, chosen[code]) for code, one in found.items()
    )
    return Prepared(lambda: ReservesAnswer(told))


HANDLERS: Final[Mapping[type[Question], Handler]] = MappingProxyType(
    {OneReserve: one_reserve, AllReserves: all_reserves}
)


def _fallbacks(row: Placement, ground: Ground, keyring: Keyring) -> Fallbacks:
    """Ask about every home for a placement's household as from tonight.

    Its own building is no fallback, nor one whose address has been disclosed for somebody. A case that came with a
    register file has no lot and no needs of its own: then only homes that need no lot can be clear.
    """
    register = ground.register
    household = household_of_placement(row, keyring)
    match = register.match_household(_as_case(row, household, keyring, ground.today))
    building = {home.id: home.building for home in register.layout.homes.homes}
    avoided = disclosed_homes() | {row.home.code}
    barred = {building[code] for code in avoided if code in building}
    homes = tuple(option.home for option in match.candidates if building[option.home] not in barred)
    verdict = Verdict.NOT_CHECKED if match.unchecked else Verdict.CLEAR if homes else Verdict.EXCLUDED
    return Fallbacks(row.id, len(household), verdict, homes)


def _rooms_of(homes: Iterable[str], ground: Ground) -> dict[str, Room]:
    """Give how much room there is in some homes for the nights to come."""
    register: Register = ground.register
    table, period = register.layout.homes, _nights(ground.today)
    facts = {home: table.homes[table.row_of[home]] for home in set(homes) if home in table.row_of}
    return {home: Room(register.free_beds(home, period), fact.building, fact.shared) for home, fact in facts.items()}


def _held_for_others(case_id: UUID, keyring: Keyring, now: datetime) -> dict[str, list[int]]:
    """Give what others have just been shown: by home, the sizes of their households, once for each case."""
    rows = ReserveOpening.objects.filter(opened_at__gt=now - HOLD).exclude(case=case_id).order_by("opened_at")
    held: dict[str, list[int]] = {}
    for row in {each.case_id: each for each in rows}.values():
        if Placement.objects.filter(case=row.case_id, proposed_at__gt=row.opened_at).exists():
            continue
        sealed = cast("dict[str, object]", keyring.open(opening_place(row), row.sealed).reveal())
        for one in cast("list[dict[str, object]]", sealed["homes"]):
            if one["is_clear"] is True:
                held.setdefault(str(one["home"]), []).append(int(str(sealed["size"])))
    return held


def _as_case(row: Placement, household: Collection[str], keyring: Keyring, today: date) -> CaseFact:
    """Write the household as a case that starts tonight, with its own case's needs, as strict as a recheck."""
    entry = sealed_entry(row.case, keyring)
    person, *companions = household
    return CaseFact(
        id=row.code,
        person=person,
        companions=tuple(companions),
        start=today.toordinal(),
        nights=acute_nights(),
        lot=str(entry.get("lot") or ""),
        required=tuple(cast("list[str]", entry.get("required") or [])),
        wanted=tuple(cast("list[str]", entry.get("wanted") or [])),
        pets=entry.get("pets") is True,
        breaking_from_network=True,
        relocate=entry.get("relocate") is not False,
    )


def _nights(today: date) -> Span:
    return Span(today.toordinal(), (today + timedelta(days=acute_nights())).toordinal())
