"""Which handler answers which question; those of the jobs, and the sealing of areas."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from utvag.gateways.engine.messages import (
    AboutHome,
    AllStays,
    AreaTold,
    Collision,
    ForCase,
    InFull,
    Question,
    SealAreas,
    SealedAnswer,
    StaysAnswer,
)
from utvag.organisation.rules import Role
from utvag.placement.answering.answers import Ground, Handler, NotForAsker, Prepared
from utvag.placement.answering.homes import about_home, asker_of, for_case, in_full
from utvag.placement.engine import Colliding, Register, Unverified
from utvag.secrecy.envelope import Keyring
from utvag.threats.models import RegisterEntry
from utvag.threats.queries import whereabouts_place
from utvag.threats.rules import FORBIDDEN, Entry


def all_stays(question: AllStays, ground: Ground) -> Prepared:
    """Judge every placement again."""
    del question
    register = ground.register
    return Prepared(lambda: _stays(register))


def seal_areas(question: SealAreas, ground: Ground) -> Prepared:
    """Seal the areas of one new entry, for the police liaison."""
    del ground
    is_old = RegisterEntry.objects.filter(pk=question.entry).exists()
    if is_old or asker_of(question.actor).role != Role.POLICE_LIAISON:
        raise NotForAsker
    areas = [_area(one) for one in question.areas]
    return Prepared(
        lambda: SealedAnswer(Keyring().seal(whereabouts_place(question.entry), {FORBIDDEN: areas})),
    )


def _area(told: AreaTold) -> Entry:
    if told.municipality is not None:
        return {"municipality": told.municipality}
    return {"lat": told.lat, "lon": told.lon, "radius_km": told.radius_km}


def _stays(register: Register) -> StaysAnswer:
    found = register.recheck()
    return StaysAnswer(_collisions(found.colliding), _collisions(found.not_checked))


def _collisions(found: Iterable[Colliding | Unverified]) -> tuple[Collision, ...]:
    return tuple(
        Collision(
            one.placement, one.home, tuple(map(str, one.reasons if isinstance(one, Colliding) else one.unchecked))
        )
        for one in found
    )


HANDLERS: Final[Mapping[type[Question], Handler]] = MappingProxyType(
    {
        ForCase: for_case,
        AboutHome: about_home,
        InFull: in_full,
        SealAreas: seal_areas,
        AllStays: all_stays,
    }
)
