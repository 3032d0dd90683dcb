"""Take a file of the homes' street addresses into the register. All of it or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import Actor
from utvag.organisation.access import require_operator
from utvag.providers.models import Home, SupplyState
from utvag.providers.queries import address_place
from utvag.providers.rules import AddressesInvalid, AddressFault, AddressRow
from utvag.secrecy.envelope import Keyring

SET: Final = "SET_HOME_ADDRESS"
HOME: Final = "HOME"


def take_in_addresses(*, rows: Sequence[AddressRow], actor: Actor, now: datetime) -> int:
    """Write where homes are; give how many. A home that the file does not name keeps its address.

    :raises NotVisible: for everybody but the operator.
    :raises AddressesInvalid: when a home is not in the register; nothing is changed.
    """
    with one_act(actor=actor, now=now):
        require_operator(actor, SET)
        codes = [one.home for one in rows]
        homes = {
            home.code: home
            for home in Home.objects.select_for_update().filter(code__in=codes, state=SupplyState.ACTIVE.value)
        }
        faults = tuple(_unknown(rows, homes))
        if faults:
            raise AddressesInvalid(faults)
        keyring = Keyring()
        for one in rows:
            home = homes[one.home]
            sealed = keyring.seal(address_place(home.pk), one.address.as_entry())
            Home.objects.filter(pk=home.pk).update(address_sealed=sealed)
            record(actor=actor, action=SET, subject=Subject(HOME, home.pk), purpose=SET, now=now)
    return len(rows)


def _unknown(rows: Sequence[AddressRow], homes: Mapping[str, Home]) -> Iterator[AddressFault]:
    for one in rows:
        if one.home not in homes:
            remedy = "läs in hemmet med utvag load först, eller rätta koden"
            yield AddressFault(one.row, "home", one.home, "hemmet finns inte i registret", remedy)
