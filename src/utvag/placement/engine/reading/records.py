"""The shape of a register file (`utvag-register/1`): one record per list."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from utvag.foundation.geography import municipalities
from utvag.people.rules import IdentityNumber, read_number
from utvag.placement.engine import facts
from utvag.placement.engine.days import FIRST_DAY, LAST_DAY, Span
from utvag.placement.engine.faults import Faults, Place
from utvag.placement.engine.reading.shapes import (
    BROKEN,
    Broken,
    Field,
    Record,
    Shape,
    code,
    day,
    flag,
    list_of,
    number,
    one_of,
    text,
    whole,
)
from utvag.placement.engine.vocabulary import (
    DEFAULT_DISTANCES,
    DEFAULT_PARAMETERS,
    LEVEL_OF_WORD,
    STEP_OF_CHANNEL,
    Parameters,
)

FORMAT: Final = "utvag-register/1"
HALF_ROUND_KM: Final = 20_100.0  # no two places on earth are farther apart
LONGEST_YEARS: Final = 10_000
# Only whether a number can be is asked here: counted to the end of this century, each short year that may be a leap
# year is one.
SHORT_NUMBERS_UNTIL: Final = date(2099, 12, 31)

codes: Final = list_of(code, distinct=True)


def municipality(value: object, place: Place, faults: Faults) -> str | Broken:
    """Read the four-digit code of one of the 290 municipalities."""
    if isinstance(value, str) and value in municipalities():
        return value
    faults.add(place, value, "är ingen kommunkod", 'skriv en fyrsiffrig kommunkod som text, t.ex. "1880"')
    return BROKEN


def identity_number(value: object, place: Place, faults: Faults) -> str | Broken:
    """Read a personal identity number or coordination number with its check digit."""
    read = text(value, place, faults)
    if read is BROKEN or isinstance(read_number(read, today=SHORT_NUMBERS_UNTIL), IdentityNumber):
        return read
    faults.add(
        place,
        value,
        "är inget giltigt personnummer eller samordningsnummer",
        "kontrollera siffrorna; skriv ÅÅÅÅMMDD-NNNN",
    )
    return BROKEN


def span_of(values: dict[str, Any], place: Place, faults: Faults) -> dict[str, Any] | Broken:
    """Join `from` and `until` to one span; the first must come before the second."""
    joined = dict(values)
    start, end = joined.pop("from"), joined.pop("until")
    if start >= end:
        faults.add((place, "until"), _iso(end), "slutar innan det börjar", "skriv en dag efter from")
        return BROKEN
    return joined | {"span": Span(start, end)}


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


FROM: Final = Field(day, FIRST_DAY)
FROM_REQUIRED: Final = Field(day)
UNTIL: Final = Field(day, LAST_DAY)


def dated(build: Callable[..., Any], fields: dict[str, Field[Any]]) -> Record[Any]:
    """Make a record with an optional span."""
    return Record(build, fields | {"from": FROM, "until": UNTIL}, span_of)


def _area(values: dict[str, Any], place: Place, faults: Faults) -> dict[str, Any] | Broken:
    """Tell a circle from a municipality: an area is exactly one of them."""
    circle = {key: values[key] for key in ("lat", "lon", "radius_km")}
    given = [key for key, value in circle.items() if value is not None]
    whole_municipality = values["municipality"] is not None
    if whole_municipality and given:
        faults.add(
            (place, given[0]),
            circle[given[0]],
            "området är både en cirkel och en kommun",
            "ange lat, lon och radius_km, eller municipality",
        )
        return BROKEN
    missing = [key for key in circle if key not in given]
    if not whole_municipality and missing:
        faults.add(
            (place, missing[0]),
            None,
            "området saknar plats",
            "ange lat, lon och radius_km, eller municipality",
        )
        return BROKEN
    place_of = {"municipality": values["municipality"]} if whole_municipality else circle
    bounds = {key: values[key] for key in ("from", "until") if key in values}
    if not bounds:
        return place_of | {"span": Span(FIRST_DAY, LAST_DAY)}
    return span_of(place_of | bounds, place, faults)


def _build_area(**values: Any) -> facts.Area:
    if "municipality" in values:
        return facts.MunicipalArea(**values)
    return facts.Circle(**values)


AREA_FIELDS: Final[dict[str, Field[Any]]] = {
    "lat": Field(number(-90, 90), None),
    "lon": Field(number(-180, 180), None),
    "radius_km": Field(number(0, HALF_ROUND_KM), None),
    "municipality": Field(municipality, None),
}
AREA: Final = Record(_build_area, AREA_FIELDS | {"from": FROM, "until": UNTIL}, _area)
TIMELESS_AREA: Final = Record(_build_area, AREA_FIELDS, _area)
AREAS: Final = list_of(AREA)

NETWORK: Final = Record(
    facts.Network,
    {"id": Field(code), "name": Field(text, None), "presence": Field(AREAS, ())},
)
ORIGIN: Final = Record(facts.Origin, {"municipality": Field(municipality), "district": Field(text)})
PERSON: Final = Record(
    facts.Person,
    {
        "id": Field(code),
        "born": Field(day),
        "personal_number": Field(identity_number, None),
        "origin": Field(ORIGIN, None),
        "whereabouts": Field(AREAS, ()),
    },
)
MEMBERSHIP: Final = dated(facts.Membership, {"person": Field(code), "network": Field(code)})
LEVEL: Final = Field(one_of(*LEVEL_OF_WORD))


def two_parties(value: object, place: Place, faults: Faults) -> tuple[str, str] | Broken:
    """Read two different ids."""
    parties = list_of(code)(value, place, faults)
    if parties is BROKEN:
        return BROKEN
    if len(parties) != 2 or parties[0] == parties[1]:
        faults.add(place, value, "ska vara två olika beteckningar", 'skriv ["den ena", "den andra"]')
        return BROKEN
    return parties[0], parties[1]


CONFLICT: Final = dated(facts.Conflict, {"between": Field(two_parties), "level": LEVEL})


def _threat(values: dict[str, Any], place: Place, faults: Faults) -> dict[str, Any] | Broken:
    if values["by"] == values["against"]:
        faults.add(
            (place, "against"),
            values["against"],
            "är samma part som by",
            "ange två olika beteckningar",
        )
        return BROKEN
    return span_of(values, place, faults)


THREAT: Final = Record(
    facts.Threat,
    {"by": Field(code), "against": Field(code), "level": LEVEL, "from": FROM, "until": UNTIL},
    _threat,
)
FORM: Final = Field(one_of("protected_housing", "housing_with_support"))
LICENCE: Final = dated(facts.Licence, {"form": FORM, "status": Field(one_of("granted", "pending", "revoked"))})
AGREEMENT: Final = dated(
    facts.Agreement,
    {"id": Field(code), "lots": Field(codes), "usable_for_exit": Field(flag)},
)
BLOCK: Final = dated(facts.Block, {"reason": Field(text)})
PROVIDER: Final = Record(
    facts.Provider,
    {
        "id": Field(code),
        "name": Field(text, None),
        "channel": Field(one_of(*STEP_OF_CHANNEL)),
        "owner": Field(one_of("own", "municipal", "private")),
        "licences": Field(list_of(LICENCE), ()),
        "agreements": Field(list_of(AGREEMENT), ()),
        "blocks": Field(list_of(BLOCK), ()),
        "staff": Field(codes, ()),
    },
)


def _home(values: dict[str, Any], place: Place, faults: Faults) -> dict[str, Any] | Broken:
    least, most = values["min_age"], values["max_age"]
    if least is not None and most is not None and least > most:
        faults.add((place, "max_age"), most, "är lägre än min_age", "skriv minst min_age")
        return BROKEN
    return span_of(values, place, faults)


HOME: Final = Record(
    facts.Home,
    {
        "id": Field(code),
        "provider": Field(code),
        "building": Field(code),
        "lat": Field(number(-90, 90)),
        "lon": Field(number(-180, 180)),
        "municipality": Field(municipality),
        "form": FORM,
        "beds": Field(whole(0)),
        "shared": Field(flag),
        "min_age": Field(whole(0), None),
        "max_age": Field(whole(0), None),
        "accepts_children": Field(flag),
        "accepts_pets": Field(flag),
        "offers": Field(codes),
        "daily_rate": Field(whole(0)),
        "from": FROM,
        "until": UNTIL,
    },
    _home,
)


def _knowledge(home: str, person: str, **bounds: int) -> facts.AddressKnowledge:
    return facts.AddressKnowledge(home=home, person=person, known_from=bounds["from"])


ADDRESS_KNOWLEDGE: Final = Record(_knowledge, {"home": Field(code), "person": Field(code), "from": FROM})
HOUSEHOLD: Final[dict[str, Field[Any]]] = {"person": Field(code), "companions": Field(codes, ())}


def household_of(values: dict[str, Any], place: Place, faults: Faults) -> dict[str, Any] | Broken:
    """Refuse a person who is a companion of that same person."""
    if values["person"] not in values["companions"]:
        return values
    index = values["companions"].index(values["person"])
    faults.add(
        ((place, "companions"), index),
        values["person"],
        "är samma person som person",
        "ta bort den ur companions",
    )
    return BROKEN


def _placement(values: dict[str, Any], place: Place, faults: Faults) -> dict[str, Any] | Broken:
    spanned = span_of(values, place, faults)
    settled = household_of(values, place, faults)
    return BROKEN if spanned is BROKEN or settled is BROKEN else spanned


PLACEMENT: Final = Record(
    facts.PlacementFact,
    {"id": Field(code), **HOUSEHOLD, "home": Field(code), "from": FROM_REQUIRED, "until": UNTIL},
    _placement,
)
POLICE_ASSESSMENT: Final = Record(
    facts.PoliceAssessment,
    {
        "person": Field(code),
        "forbidden": Field(list_of(TIMELESS_AREA)),
        "from": FROM_REQUIRED,
        "until": UNTIL,
    },
    span_of,
)


def _case(values: dict[str, Any], place: Place, faults: Faults) -> dict[str, Any] | Broken:
    if values["start"] + values["nights"] <= date.max.toordinal():
        return household_of(values, place, faults)
    faults.add((place, "nights"), values["nights"], "perioden slutar efter år 9999", "skriv färre nätter")
    return BROKEN


CASE: Final = Record(
    facts.CaseFact,
    {
        "id": Field(code),
        **HOUSEHOLD,
        "start": Field(day),
        "nights": Field(whole(1)),
        "lot": Field(code),
        "required": Field(codes, ()),
        "wanted": Field(codes, ()),
        "pets": Field(flag, False),
        "breaking_from_network": Field(flag, False),
        "relocate": Field(flag, True),
    },
    _case,
)


def _parameters(distance_km: dict[str, float], **values: Any) -> Parameters:
    return Parameters(distance_km=distance_km, **values)


DISTANCES: Final[Record[dict[str, float]]] = Record(
    dict, {name: Field(number(0, HALF_ROUND_KM), km) for name, km in DEFAULT_DISTANCES.items()}
)
PARAMETERS: Final = Record(
    _parameters,
    {
        "distance_km": Field(DISTANCES, dict(DEFAULT_DISTANCES)),
        "past_membership_years": Field(whole(0), DEFAULT_PARAMETERS.past_membership_years),
        "recent_membership_days": Field(whole(0), DEFAULT_PARAMETERS.recent_membership_days),
        "peer_age_years": Field(number(0, LONGEST_YEARS), DEFAULT_PARAMETERS.peer_age_years),
        "shortlist": Field(whole(0), DEFAULT_PARAMETERS.shortlist),
    },
)

LISTS: Final[dict[str, Shape[Any]]] = {
    "networks": NETWORK,
    "persons": PERSON,
    "memberships": MEMBERSHIP,
    "conflicts": CONFLICT,
    "threats": THREAT,
    "providers": PROVIDER,
    "homes": HOME,
    "address_knowledge": ADDRESS_KNOWLEDGE,
    "placements": PLACEMENT,
    "police_assessments": POLICE_ASSESSMENT,
    "cases": CASE,
}
