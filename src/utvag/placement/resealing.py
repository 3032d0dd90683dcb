"""Move what an older version kept under other keys to the one that only the engine has. The operator runs it."""

from dataclasses import dataclass
from typing import Final

from django.db import transaction

from utvag.placement.answering.whole import snapshot_place
from utvag.placement.models import RegisterSnapshot
from utvag.providers.operations import seal_places_apart
from utvag.secrecy.envelope import Keyring, SealBroken
from utvag.secrecy.rules import REGISTER, Place
from utvag.threats.operations import seal_whereabouts_apart

# Kept registers are large: a few at a time.
AT_ONCE: Final = 20


@dataclass(frozen=True, slots=True)
class Moved:
    """How much was moved."""

    homes: int
    entries: int
    snapshots: int


def reseal_places() -> Moved:
    """Seal every place apart that is not yet. Killed half-way, what is done is done, and the rest is left to do."""
    with transaction.atomic():
        homes = seal_places_apart()
    with transaction.atomic():
        entries = seal_whereabouts_apart()
    return Moved(homes, entries, _reseal_snapshots())


def _reseal_snapshots() -> int:
    moved = 0
    ids = list(RegisterSnapshot.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        with transaction.atomic():
            keyring = Keyring()
            for row in RegisterSnapshot.objects.filter(pk__in=ids[start : start + AT_ONCE]).select_for_update():
                moved += _reseal(row, keyring)
    return moved


def _reseal(row: RegisterSnapshot, keyring: Keyring) -> bool:
    try:
        kept = keyring.open(Place(REGISTER, "placement_registersnapshot", row.id), row.sealed)
    except SealBroken:
        # Not under the old key: it has been moved. What opens under neither stops the run, loudly.
        keyring.open(snapshot_place(row.id), row.sealed)
        return False
    sealed = keyring.seal(snapshot_place(row.id), kept.reveal())
    RegisterSnapshot.objects.filter(pk=row.pk).update(sealed=sealed)
    return True
