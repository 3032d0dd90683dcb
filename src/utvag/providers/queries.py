"""Read about providers and homes. Where a home lies leaves this floor only towards the engine, which has its key."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, cast
from uuid import UUID

from utvag.providers.models import Home, Provider, SupplyState
from utvag.providers.rules import HomeAddress
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Owner, Place, Secret

Entry = dict[str, object]

# What of a home's entry says where it lies.
WHERE: Final = frozenset({"building", "lat", "lon", "municipality"})


@dataclass(frozen=True, slots=True)
class HomeShape:
    """A home as case staff may compare it: what it offers and costs, never where it lies (OSL 26:14 c)."""

    id: UUID
    code: str
    provider_id: UUID
    provider_code: str
    provider_name: str | None = field(repr=False)
    form: str
    beds: int
    is_shared: bool
    accepts_children: bool
    accepts_pets: bool
    offers: tuple[str, ...]
    daily_rate: float


def provider_place(provider_id: UUID) -> Place:
    """Say where a provider's sealed entry belongs."""
    return Place(Owner(KeyKind.PROVIDER, provider_id), "providers_provider", provider_id)


def home_place(home_id: UUID) -> Place:
    """Say where a home's sealed entry belongs."""
    return Place(Owner(KeyKind.HOME, home_id), "providers_home", home_id)


def address_place(home_id: UUID) -> Place:
    """Say where a home's street address belongs: under a key of its own, in a column of its own."""
    return Place(Owner(KeyKind.LOCATION, home_id), "providers_home", home_id, "address_sealed")


def geography_place(home_id: UUID) -> Place:
    """Say where a home's sealed place belongs: under the engine's key for it."""
    return Place(Owner(KeyKind.GEOGRAPHY, home_id), "providers_home", home_id, "sealed_place")


def sealed_provider(row: Provider, keyring: Keyring) -> Entry:
    """Open what the register file says of a provider. For operations of this floor and above."""
    return cast("Entry", keyring.open(provider_place(row.id), row.sealed).reveal())


def sealed_home(row: Home, keyring: Keyring) -> Entry:
    """Open what the register file says of a home, but for where it lies. For operations of this floor and above."""
    return cast("Entry", keyring.open(home_place(row.id), row.sealed).reveal())


def sealed_geography(row: Home, keyring: Keyring) -> Entry:
    """Open where a home lies. For the engine, and the register files that the operator reads and writes."""
    if row.sealed_place is None:
        # A row of an older version: the place lies with the rest until it has been sealed apart.
        return {}
    return cast("Entry", keyring.open(geography_place(row.id), row.sealed_place).reveal())


def whole_home(row: Home, keyring: Keyring) -> Entry:
    """Open all that the register file says of a home. For the engine and the register files."""
    return sealed_home(row, keyring) | sealed_geography(row, keyring)


def provider_entries(keyring: Keyring) -> list[Entry]:
    """Give the providers as entries of the register file. For the check and the export."""
    rows = Provider.objects.filter(state=SupplyState.ACTIVE).order_by("code")
    return [{"id": row.code, **sealed_provider(row, keyring)} for row in rows]


def home_entries(keyring: Keyring) -> list[Entry]:
    """Give the homes, with where they lie, as entries of the register file. For the check and the export."""
    rows = Home.objects.filter(state=SupplyState.ACTIVE).select_related("provider").order_by("code")
    return [{"id": row.code, "provider": row.provider.code, **whole_home(row, keyring)} for row in rows]


def home_ids(codes: Iterable[str]) -> dict[str, UUID]:
    """Give the ids of homes by code."""
    return dict(Home.objects.filter(code__in=list(codes)).values_list("code", "pk"))


def provider_ids(codes: Iterable[str]) -> dict[str, UUID]:
    """Give the ids of the providers in the register by code."""
    rows = Provider.objects.filter(code__in=list(codes), state=SupplyState.ACTIVE)
    return dict(rows.values_list("code", "pk"))


def home_code(home_id: UUID) -> str | None:
    """Give the code of a home that is in the register, or None."""
    return Home.objects.filter(pk=home_id, state=SupplyState.ACTIVE).values_list("code", flat=True).first()


def home_shapes(codes: Iterable[str]) -> dict[str, HomeShape]:
    """Give homes by code, without where they lie. The caller has passed the wall of a case that may use them."""
    rows = list(Home.objects.filter(code__in=list(codes)).select_related("provider"))
    keyring = Keyring().fetch(KeyKind.HOME, [row.id for row in rows])
    keyring.fetch(KeyKind.PROVIDER, {row.provider_id for row in rows})
    return {row.code: _shape(row, keyring) for row in rows}


def has_address(home_id: UUID) -> bool:
    """Say whether a home's street address is written down. Opens nothing."""
    return Home.objects.filter(pk=home_id, address_sealed__isnull=False).exists()


def home_address(home_id: UUID) -> Secret[HomeAddress] | None:
    """Open where a home is. The caller has passed the wall, been counted and waited for the witnesses."""
    sealed = Home.objects.filter(pk=home_id).values_list("address_sealed", flat=True).first()
    if sealed is None:
        return None
    entry = Keyring().open(address_place(home_id), sealed).reveal()
    return Secret(HomeAddress.of_entry(cast("Entry", entry)))


def _shape(row: Home, keyring: Keyring) -> HomeShape:
    entry, provider = sealed_home(row, keyring), sealed_provider(row.provider, keyring)
    return HomeShape(
        id=row.id,
        code=row.code,
        provider_id=row.provider_id,
        provider_code=row.provider.code,
        provider_name=cast("str | None", provider.get("name")),
        form=str(entry["form"]),
        beds=int(str(entry["beds"])),
        is_shared=entry["shared"] is True,
        accepts_children=entry["accepts_children"] is True,
        accepts_pets=entry["accepts_pets"] is True,
        offers=tuple(cast("list[str]", entry["offers"])),
        daily_rate=cast("float", entry["daily_rate"]),
    )
