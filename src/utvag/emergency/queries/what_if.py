"""Who lives in a placement, and where an address has been disclosed."""

from typing import cast

from utvag.emergency.models import AddressDisclosed
from utvag.emergency.rules import DisclosedState
from utvag.placement.models import Placement
from utvag.placement.queries.register import sealed_placement
from utvag.secrecy.envelope import Keyring


def household_of_placement(row: Placement, keyring: Keyring) -> tuple[str, ...]:
    """Give the persons of a placement by their codes, its own person first."""
    sealed = sealed_placement(row, keyring)
    return (str(sealed["person"]), *cast("list[str]", sealed.get("companions") or []))


def disclosed_homes() -> frozenset[str]:
    """Give the homes whose address has been disclosed and something is left to do."""
    rows = AddressDisclosed.objects.filter(state=DisclosedState.OPEN.value)
    return frozenset(rows.values_list("placement__home__code", flat=True))
