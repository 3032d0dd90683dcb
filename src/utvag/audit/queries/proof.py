"""Say how far the log is proved: the latest checkpoint, and which witnesses have signed how far. No row is read."""

from dataclasses import dataclass
from datetime import datetime

from utvag.audit.models import Checkpoint, Cosignature


@dataclass(frozen=True, slots=True)
class WitnessLine:
    """How far a witness has followed the log."""

    name: str
    size: int
    cosigned_at: datetime


@dataclass(frozen=True, slots=True)
class ProofShape:
    """The state of the log's proof.

    :ivar size: rows in the latest checkpoint; None before the first.
    :ivar note: the latest checkpoint with every signature under it, as a signed note.
    """

    size: int | None
    signed_at: datetime | None
    note: str
    witnesses: tuple[WitnessLine, ...]

    def of(self, name: str) -> WitnessLine | None:
        """Give how far one witness has signed."""
        return next((line for line in self.witnesses if line.name == name), None)

    def witnessed_at(self, quorum: int) -> datetime | None:
        """Give since when at least so many witnesses have signed; None when too few ever have.

        Whichever checkpoint it was: the latest is always a moment older than its signatures.
        """
        times = sorted((line.cosigned_at for line in self.witnesses), reverse=True)
        return times[quorum - 1] if 0 < quorum <= len(times) else None


def proof_of_log() -> ProofShape:
    """Give the state of the proof."""
    latest = Checkpoint.objects.order_by("-size").first()
    if latest is None:
        return ProofShape(None, None, "", ())
    lines = Cosignature.objects.order_by("witness", "-checkpoint").distinct("witness")
    witnesses = tuple(WitnessLine(row.witness, row.checkpoint_id, row.cosigned_at) for row in lines)
    signed = Cosignature.objects.filter(checkpoint=latest).order_by("witness").values_list("line", flat=True)
    return ProofShape(latest.size, latest.signed_at, latest.note + "".join(signed), witnesses)
