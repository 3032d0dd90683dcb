"""The facts of a register file, as frozen values. Days are ordinals, ids are strings."""

from dataclasses import dataclass

from utvag.placement.engine.days import Span


@dataclass(frozen=True, slots=True)
class Circle:
    """A round area: centre in WGS 84 degrees, radius in km."""

    lat: float
    lon: float
    radius_km: float
    span: Span


@dataclass(frozen=True, slots=True)
class MunicipalArea:
    """A whole municipality, by its four-digit code."""

    municipality: str
    span: Span


Area = Circle | MunicipalArea


@dataclass(frozen=True, slots=True)
class Network:
    """A criminal network and the areas where it is present."""

    id: str
    name: str | None
    presence: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a person comes from."""

    municipality: str
    district: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person known to the register: one who leaves, one who threatens, or staff."""

    id: str
    born: int
    personal_number: str | None
    origin: Origin | None
    whereabouts: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """A person belongs to a network for a time."""

    person: str
    network: str
    span: Span


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two parties must be kept apart; it works both ways."""

    between: tuple[str, str]
    level: str
    span: Span


@dataclass(frozen=True, slots=True)
class Threat:
    """One party threatens another; it works one way."""

    by: str
    against: str
    level: str
    span: Span


@dataclass(frozen=True, slots=True)
class Licence:
    """A permit for one form of housing (SoL 2025:400 26 kap. 1 §)."""

    form: str
    status: str
    span: Span


@dataclass(frozen=True, slots=True)
class Agreement:
    """A framework agreement: the lots it covers and whether it may be used for exit cases."""

    id: str
    lots: tuple[str, ...]
    usable_for_exit: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A decision not to use a provider for a time."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Provider:
    """Who runs homes, through which channel they are bought, and who works there."""

    id: str
    name: str | None
    channel: str
    owner: str
    licences: tuple[Licence, ...]
    agreements: tuple[Agreement, ...]
    blocks: tuple[Block, ...]
    staff: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """A home that a provider offers; its place is the most secret thing there is."""

    id: str
    provider: str
    building: str
    lat: float
    lon: float
    municipality: str
    form: str
    beds: int
    shared: bool
    min_age: int | None
    max_age: int | None
    accepts_children: bool
    accepts_pets: bool
    offers: tuple[str, ...]
    daily_rate: int
    span: Span


@dataclass(frozen=True, slots=True)
class AddressKnowledge:
    """A person knows the address of a home from a day on."""

    home: str
    person: str
    known_from: int


@dataclass(frozen=True, slots=True)
class PlacementFact:
    """A household lives, lived or will live in a home."""

    id: str
    person: str
    companions: tuple[str, ...]
    home: str
    span: Span


@dataclass(frozen=True, slots=True)
class PoliceAssessment:
    """The police's placement assessment of a person: where that person may not live."""

    person: str
    span: Span
    forbidden: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A household that needs a home from a day on."""

    id: str
    person: str
    companions: tuple[str, ...]
    start: int
    nights: int
    lot: str
    required: tuple[str, ...]
    wanted: tuple[str, ...]
    pets: bool
    breaking_from_network: bool
    relocate: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a register file says, in the order of the file."""

    as_of: int
    networks: tuple[Network, ...]
    persons: tuple[Person, ...]
    memberships: tuple[Membership, ...]
    conflicts: tuple[Conflict, ...]
    threats: tuple[Threat, ...]
    providers: tuple[Provider, ...]
    homes: tuple[Home, ...]
    address_knowledge: tuple[AddressKnowledge, ...]
    placements: tuple[PlacementFact, ...]
    police_assessments: tuple[PoliceAssessment, ...]
    cases: tuple[CaseFact, ...]
