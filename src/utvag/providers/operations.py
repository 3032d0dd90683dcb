"""Write providers and homes. Parts of a larger operation, which asks access and writes the log."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from utvag.providers.models import Home, Provider, SupplyState
from utvag.providers.queries import (
    WHERE,
    Entry,
    geography_place,
    home_place,
    provider_place,
    sealed_provider,
    whole_home,
)
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind

ACTIVE, REMOVED = SupplyState.ACTIVE.value, SupplyState.REMOVED.value


def hold_providers(entries: Sequence[Entry]) -> None:
    """Make the register hold exactly these providers; what goes is kept as removed."""
    rows = {row.code: row for row in Provider.objects.select_for_update()}
    keyring = Keyring().fetch(KeyKind.PROVIDER)
    for entry in entries:
        rest = {key: value for key, value in entry.items() if key != "id"}
        row = rows.pop(str(entry["id"]), None)
        if row is None:
            provider_id = uuid4()
            sealed = keyring.seal(provider_place(provider_id), rest)
            Provider.objects.create(id=provider_id, code=str(entry["id"]), state=ACTIVE, sealed=sealed)
        elif row.state != ACTIVE or sealed_provider(row, keyring) != rest:
            sealed = keyring.seal(provider_place(row.id), rest)
            Provider.objects.filter(pk=row.id).update(state=ACTIVE, sealed=sealed)
    Provider.objects.filter(pk__in=[row.pk for row in rows.values()]).update(state=REMOVED)


def hold_homes(entries: Sequence[Entry]) -> None:
    """Make the register hold exactly these homes, whose providers are there; what goes is kept as removed."""
    rows = {row.code: row for row in Home.objects.select_for_update()}
    providers = dict(Provider.objects.values_list("code", "pk"))
    keyring = Keyring().fetch(KeyKind.HOME).fetch(KeyKind.GEOGRAPHY)
    for entry in entries:
        rest = {key: value for key, value in entry.items() if key not in {"id", "provider"}}
        provider_id = providers[str(entry["provider"])]
        row = rows.pop(str(entry["id"]), None)
        if row is None:
            home_id = uuid4()
            sealed = sealed_apart(home_id, rest, keyring)
            Home.objects.create(id=home_id, code=str(entry["id"]), provider_id=provider_id, state=ACTIVE, **sealed)
        elif (row.state, row.provider_id) != (ACTIVE, provider_id) or whole_home(row, keyring) != rest:
            sealed = sealed_apart(row.id, rest, keyring)
            Home.objects.filter(pk=row.id).update(state=ACTIVE, provider_id=provider_id, **sealed)
    Home.objects.filter(pk__in=[row.pk for row in rows.values()]).update(state=REMOVED)


def seal_places_apart() -> int:
    """Move where each home lies out of what its own key opens; say how many were moved. Part of a larger operation."""
    keyring = Keyring().fetch(KeyKind.HOME).fetch(KeyKind.GEOGRAPHY)
    rows = list(Home.objects.filter(sealed_place__isnull=True).select_for_update())
    for row in rows:
        Home.objects.filter(pk=row.id).update(**sealed_apart(row.id, whole_home(row, keyring), keyring))
    return len(rows)


def sealed_apart(home_id: UUID, entry: Entry, keyring: Keyring) -> dict[str, bytes]:
    """Seal a home's entry as two columns: what it offers, and where it lies."""
    place = {key: value for key, value in entry.items() if key in WHERE}
    rest = {key: value for key, value in entry.items() if key not in WHERE}
    return {
        "sealed": keyring.seal(home_place(home_id), rest),
        "sealed_place": keyring.seal(geography_place(home_id), place),
    }
