"""Write providers and homes. Parts of a larger operation, which asks access and writes the log."""

from collections.abc import Sequence
from uuid import uuid4

from utvag.providers.models import Home, Provider, SupplyState
from utvag.providers.queries import Entry, home_place, provider_place, sealed_home, sealed_provider
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
    keyring = Keyring().fetch(KeyKind.HOME)
    for entry in entries:
        rest = {key: value for key, value in entry.items() if key not in {"id", "provider"}}
        provider_id = providers[str(entry["provider"])]
        row = rows.pop(str(entry["id"]), None)
        if row is None:
            home_id = uuid4()
            sealed = keyring.seal(home_place(home_id), rest)
            Home.objects.create(id=home_id, code=str(entry["id"]), provider_id=provider_id, state=ACTIVE, sealed=sealed)
        elif (row.state, row.provider_id) != (ACTIVE, provider_id) or sealed_home(row, keyring) != rest:
            sealed = keyring.seal(home_place(row.id), rest)
            Home.objects.filter(pk=row.id).update(state=ACTIVE, provider_id=provider_id, sealed=sealed)
    Home.objects.filter(pk__in=[row.pk for row in rows.values()]).update(state=REMOVED)
